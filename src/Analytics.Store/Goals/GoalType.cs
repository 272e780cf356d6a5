namespace Analytics.Store.Goals;

/// <summary>What a goal is about.</summary>
public enum GoalType
{
    /// <summary>Showing a page: the pattern is about its path.</summary>
    Pageview = 0,

    /// <summary>A custom event: the pattern is about its name.</summary>
    Event = 1,
}
