namespace Analytics.Store.Stats.Visits;

/// <summary>What a list of visits is sorted by.</summary>
public enum VisitOrder
{
    /// <summary>When it began.</summary>
    Start,

    /// <summary>How long it lasted.</summary>
    Duration,

    /// <summary>Its pageviews.</summary>
    Pageviews,

    /// <summary>Its events, engagement aside.</summary>
    Events,
}
