using Analytics.Store.Goals;
using Analytics.Store.Segments;
using Analytics.Store.Stats.Dimensions;
using Analytics.Store.Stats.Filters;

namespace Analytics.Store.Stats.Terms;

/// <summary>The names that only questions about one site know: its goals and its saved segments. Immutable.</summary>
public sealed class SiteTerms
{
    private readonly Dictionary<int, Segment> _segments;

    /// <summary>The terms of a site.</summary>
    /// <param name="goals">Its goals; those that are switched off are left out, and of several with one name all but that of the smallest id.</param>
    /// <param name="segments">Its saved segments.</param>
    public SiteTerms(IEnumerable<Goal> goals, IEnumerable<Segment> segments)
    {
        Goals =
        [
            .. goals.Where(g => g.IsActive)
                .OrderBy(g => g.Id, StringComparer.Ordinal)
                .DistinctBy(g => g.Name, StringComparer.Ordinal)
                .Select(NamedGoal.Of),
        ];
        _segments = segments.ToDictionary(s => s.Id.Value);
    }

    /// <summary>Those of a site that has named nothing.</summary>
    public static SiteTerms None { get; } = new([], []);

    internal IReadOnlyList<NamedGoal> Goals { get; }

    /// <summary>The dimension of that name; null where there is none.</summary>
    public Dimension? FindDimension(string name) => name == EventGoal.Key ? new EventGoal(Goals) : KnownDimensions.Find(name);

    /// <summary>The segment with that id; null where there is none.</summary>
    public Segment? FindSegment(int id) => _segments.GetValueOrDefault(id);
}
