namespace Analytics.Store.Stats.Journeys;

/// <summary>What is asked of the pages of visits.</summary>
public enum JourneyKind
{
    /// <summary>The pages that a visit began with, in order.</summary>
    Paths,

    /// <summary>The page after a page.</summary>
    Next,

    /// <summary>The page before a page.</summary>
    Previous,
}
