using Analytics.Store.Visits;
using Analytics.Store.Events;

namespace Analytics.Testing.Oracle;

/// <summary>What counts in one row.</summary>
public sealed class OracleGroup(string[] values)
{
    public string[] Values => values;

    public HashSet<OracleVisit> Visits { get; } = [];

    /// <summary>Visits that count by the page that they were entered on.</summary>
    public HashSet<OracleVisit> Entries { get; } = [];

    /// <summary>Pageviews and custom events.</summary>
    public List<Event> Events { get; } = [];

    public List<(OracleReport Report, OracleVisit Visit)> Reports { get; } = [];

    public int Visitors => Visits.Select(v => (v.Events[0].Day, v.Events[0].Visitor)).Distinct().Count();

    public IEnumerable<Revenue> Money => Events.Select(e => e.Revenue).OfType<Revenue>().Where(money => money.Currency != RandomWorld.NoCurrency);
}
