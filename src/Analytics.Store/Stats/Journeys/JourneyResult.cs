namespace Analytics.Store.Stats.Journeys;

/// <summary>The answer to a <see cref="JourneyQuery"/>.</summary>
/// <param name="Query">The question.</param>
/// <param name="Visits">Visits with a page (for next and previous: with the page that was asked about).</param>
/// <param name="Visitors">Their visitors.</param>
/// <param name="Rows">
/// The rows of the asked page: by visits, then visitors, both descending, then by the pages, ordinal. Everything was sorted before it was cut.
/// </param>
/// <param name="TotalRows">The rows of all pages.</param>
public sealed record JourneyResult(JourneyQuery Query, long Visits, long Visitors, IReadOnlyList<JourneyRow> Rows, int TotalRows);
