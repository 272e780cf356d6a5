namespace Analytics.Store.Stats.People;

/// <summary>What a list of people is sorted by.</summary>
public enum PeopleOrder
{
    /// <summary>When they were seen last.</summary>
    LastSeen,

    /// <summary>When they were seen first in the range.</summary>
    FirstSeen,

    /// <summary>Their visits.</summary>
    Visits,

    /// <summary>Their page views.</summary>
    Pageviews,

    /// <summary>Their events, page views included.</summary>
    Events,
}
