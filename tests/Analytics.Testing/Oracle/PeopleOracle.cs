using System.Globalization;
using Analytics.Store.Events;
using Analytics.Store.Stats.People;

namespace Analytics.Testing.Oracle;

/// <summary>Lists people from a list of raw events, plainly. An answer is lines: one a person, in order.</summary>
public sealed class PeopleOracle(IReadOnlyList<Event> raw, RandomWorld world)
{
    private readonly OracleScene _scene = new(raw, world.Clock, world.Goals);

    public IReadOnlyList<string> Answer(PeopleQuestion question)
    {
        OracleFilter[] filters = OracleFilter.Expand(question.Filters, world.Segments);
        var named = _scene.All.Where(a => a.Event.Name != "engagement" && !string.IsNullOrEmpty(a.Event.UserId) && question.Range.Has(a.Event)).ToList();
        var people = named
            .Where(a => filters.All(f => f.Holds(new OracleSubject(a.Event, a.Visit, a.Event.Page.Path, world.Goals))))
            .GroupBy(a => a.Event.UserId!)
            .Select(own => (
                User: own.Key,
                First: own.Min(a => a.Event.Time),
                Last: own.Max(a => a.Event.Time),
                Visits: own.Select(a => a.Visit).OfType<OracleVisit>().Distinct().Count(),
                Views: own.Count(a => a.Event.Name == "pageview"),
                Events: own.Count(),
                Money: string.Join(',', own.Select(a => a.Event.Revenue).OfType<Revenue>().GroupBy(r => r.Currency).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => g.Key + Number(g.Sum(r => r.Amount)))),
                Traits: Traits(named.Where(a => a.Event.UserId == own.Key).Select(a => a.Event))))
            .Where(p => question.Plan is null || Value(p.Traits, "plan") == question.Plan)
            .Where(p => question.Search is null || Has(p.User) || p.Traits.Values.Any(Has))
            .OrderBy(p => p.User, StringComparer.Ordinal);
        Func<(string User, DateTimeOffset First, DateTimeOffset Last, int Visits, int Views, int Events, string Money, SortedDictionary<string, string> Traits), long> key = question.Order switch
        {
            PeopleOrder.FirstSeen => p => p.First.UtcTicks,
            PeopleOrder.Visits => p => p.Visits,
            PeopleOrder.Pageviews => p => p.Views,
            PeopleOrder.Events => p => p.Events,
            _ => p => p.Last.UtcTicks,
        };
        return [.. (question.Ascending ? people.OrderBy(key).ThenBy(p => p.User, StringComparer.Ordinal) : people.OrderByDescending(key).ThenBy(p => p.User, StringComparer.Ordinal))
            .Select(p => Line(p.User, p.First, p.Last, p.Visits, p.Views, p.Events, p.Money, string.Join(',', p.Traits.Select(t => t.Key + '=' + t.Value))))];

        bool Has(string text) => text.Contains(question.Search!, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The product's answer in the same lines.</summary>
    public static IReadOnlyList<string> LinesOf(PeopleResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return [.. result.People.Select(p => Line(
            p.UserId, p.FirstSeen, p.LastSeen, p.Visits, p.Pageviews, p.Events,
            string.Join(',', p.Revenue.Select(r => r.Currency + Number(r.Amount))),
            string.Join(',', p.UnverifiedTraits.Select(t => ("?" + t.Key, t.Value.Value)).Concat(p.Traits.Select(t => (t.Key, t.Value.Value))).OrderBy(t => t.Item1, StringComparer.Ordinal).Select(t => t.Item1 + '=' + t.Value))))];
    }

    private static string Line(string user, DateTimeOffset first, DateTimeOffset last, int visits, int views, int events, string money, string traits) =>
        string.Create(CultureInfo.InvariantCulture, $"{user} {first.UtcDateTime:O} {last.UtcDateTime:O} {visits} {views} {events} [{money}] [{traits}]");

    private static string Number(decimal amount) => (amount / 1.000000m).ToString("0.######", CultureInfo.InvariantCulture);

    // A browser's are marked: they stand beside a server's, and never in their place.
    private static SortedDictionary<string, string> Traits(IEnumerable<Event> events)
    {
        var told = events.Where(e => e.Traits is not null)
            .SelectMany(e => e.Traits!.Values.Select(t => (Name: (e.Traits.IsVerified ? "" : "?") + t.Key, t.Value, e.Time)))
            .GroupBy(t => t.Name)
            .Select(g => g.OrderBy(t => t.Time).ThenBy(t => t.Value, StringComparer.Ordinal).Last());
        return new SortedDictionary<string, string>(told.ToDictionary(t => t.Name, t => t.Value), StringComparer.Ordinal);
    }

    private static string? Value(SortedDictionary<string, string> traits, string name) => traits.GetValueOrDefault(name) ?? traits.GetValueOrDefault("?" + name);
}
