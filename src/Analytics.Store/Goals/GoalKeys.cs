using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store.Goals;

/// <summary>Goals lie beside their site.</summary>
internal static class GoalKeys
{
    public const string GoalPrefix = "GOAL#";

    public static ItemKey Goal(SiteId site, GoalId goal) => new(SiteKeys.Partition(site), GoalPrefix + goal.Value);
}
