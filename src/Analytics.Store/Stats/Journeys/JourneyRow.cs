namespace Analytics.Store.Stats.Journeys;

/// <summary>One way that visits went.</summary>
/// <param name="Pages">
/// For paths the pages in order, at least one. For next and previous the one page; none where the visit ended, or began, with the page
/// that was asked about.
/// </param>
/// <param name="Visits">Visits that went so, each once.</param>
/// <param name="Visitors">Their visitors, each once a day.</param>
public sealed record JourneyRow(IReadOnlyList<string> Pages, long Visits, long Visitors)
{
    /// <summary>Of the visits of an answer, percent with two decimals; 0 of none. What follows a page may add up to more than 100.</summary>
    public decimal ShareOf(long visits) => Share.Of(Visits, visits);
}
