namespace Analytics.Store;

/// <summary>How long the periods of an aggregate are, in the site's zone.</summary>
public enum AggregationPeriod
{
    /// <summary>From full hour to full hour of the day.</summary>
    Hour = 0,

    /// <summary>A local day.</summary>
    Day = 1,

    /// <summary>A calendar month.</summary>
    Month = 2,
}
