namespace Analytics.Store.Realtime;

/// <summary>What happens on a site at this moment.</summary>
/// <param name="Visitors">Distinct visitors with an event, engagement aside, in the last five minutes: <see cref="CurrentVisitors"/>.</param>
/// <param name="Minutes">The last thirty minutes by the clock, oldest first; the last one is under way.</param>
/// <param name="Pages">The pages that these visitors saw last, and how many see each; the greatest first.</param>
/// <param name="Sources">Where they came from.</param>
/// <param name="Countries">Where they are, ISO 3166-1 alpha-2.</param>
/// <param name="Devices">What they use.</param>
/// <param name="Events">The newest events, engagement aside, newest first.</param>
public sealed record LiveView(
    int Visitors,
    IReadOnlyList<LiveMinute> Minutes,
    IReadOnlyList<LiveLine> Pages,
    IReadOnlyList<LiveLine> Sources,
    IReadOnlyList<LiveLine> Countries,
    IReadOnlyList<LiveLine> Devices,
    IReadOnlyList<LiveEvent> Events);
