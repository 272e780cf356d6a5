using Analytics.Store.Stats.Dimensions;
using Analytics.Store.Stats.Filters;

namespace Analytics.Store.Stats.Terms;

/// <summary>What Plausible calls values that have another name here. A filter that names one so means what is called either.</summary>
internal static class ForeignNames
{
    private static readonly Dictionary<(string Dimension, string Name), string> Ours = new()
    {
        [("visit:os", "Mac")] = "macOS",
        [("visit:browser", "Microsoft Edge")] = "Edge",
        [("visit:browser", "DuckDuckGo Privacy Browser")] = "DuckDuckGo",
        [("visit:browser", "Mobile Silk")] = "Silk",
        [("visit:source", "(Direct / None)")] = PropertyDimension.DirectOrNone,
        [("visit:referrer", "(Direct / None)")] = PropertyDimension.DirectOrNone,
    };

    /// <summary>All of them: where, there, here.</summary>
    public static IEnumerable<(string Dimension, string There, string Here)> All => Ours.Select(name => (name.Key.Dimension, name.Key.Name, name.Value));

    /// <summary>The clauses, and after each the name that the value has here. Parts of names and patterns stay alone.</summary>
    public static IReadOnlyList<string> AddOurs(string dimension, FilterOperator op, IReadOnlyList<string> clauses) =>
        op is FilterOperator.Is or FilterOperator.IsNot
            ? [.. clauses.SelectMany(clause => Ours.TryGetValue((dimension, clause), out string? here) ? (string[])[clause, here] : [clause])]
            : clauses;
}
