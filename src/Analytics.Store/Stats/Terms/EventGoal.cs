using Analytics.Store.Stats.Dimensions;
using Analytics.Store.Stats.Filters;

namespace Analytics.Store.Stats.Terms;

/// <summary>
/// The goals that an event meets, by their display names. An event may meet none or several, so a question by it is answered by a scan
/// for each goal; see <see cref="Compose.Composition"/>.
/// </summary>
internal sealed class EventGoal(IReadOnlyList<NamedGoal> goals) : Dimension(EventGoal.Key)
{
    public const string Key = "event:goal";

    /// <summary>The site's, each name once.</summary>
    public IReadOnlyList<NamedGoal> Goals => goals;
}
