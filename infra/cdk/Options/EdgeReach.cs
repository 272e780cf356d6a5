namespace Analytics.Cdk.Options;

/// <summary>From where CloudFront serves. Visitors elsewhere are served from the nearest of these.</summary>
public enum EdgeReach
{
    /// <summary>Price class 100. The default.</summary>
    EuropeAndNorthAmerica,

    /// <summary>Price class 200: all but South America and Oceania.</summary>
    Most,

    /// <summary>Everywhere.</summary>
    All,
}
