using Analytics.Store.Inputs;
using Analytics.Store.Visits;
using System.Globalization;
using Analytics.Store.Events;

namespace Analytics.Testing.Oracle;

/// <summary>
/// Answers funnels from a list of raw events as docs/metrics.md says it: tries every beginning of everybody, and then picks. It shares
/// nothing with the code that it judges but the events themselves. An answer is lines: one a step, first of all, then of each group, and how many groups there are.
/// </summary>
public sealed class FunnelOracle(IReadOnlyList<Event> raw, RandomWorld world)
{
    private readonly OracleScene _scene = new(raw, world.Clock, world.Goals);

    public IReadOnlyList<string> Answer(FunnelQuestion question)
    {
        OracleFilter[] filters = OracleFilter.Expand(question.Filters, world.Segments);
        List<Moment> counted =
        [
            .. _scene.All.Where(a => a.Event.Name != "engagement" && question.Range.Has(a.Event))
                .Where(a => filters.All(f => f.Holds(Subject(a.Event, a.Visit))))
                .Select(a => new Moment(
                    a.Event,
                    a.Visit,
                    [.. question.Steps.Select(step => Meets(step, a.Event, a.Visit))],
                    question.Breakdown is { } by ? Subject(a.Event, a.Visit).Values(by).Single() : "")),
        ];
        IEnumerable<List<Moment>> everybody = question.People
            ? counted.Where(m => !string.IsNullOrEmpty(m.Event.UserId)).GroupBy(m => m.Event.UserId).Select(InContentOrder)
            : counted.Where(m => m.Visit is not null).GroupBy(m => (m.Event.Day, m.Event.Visitor)).Select(InOrder);
        List<List<Moment>> ways = [.. everybody.Select(events => Best(question, events)).OfType<List<Moment>>()];
        IEnumerable<string> groups = question.Breakdown is null
            ? []
            : ways.GroupBy(way => way[0].Value).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
                .SelectMany(g => Lines(question, [.. g], $"{g.Key.Length}:{g.Key} "));
        int values = question.Breakdown is null ? 0 : ways.Select(way => way[0].Value).Distinct().Count();
        return [.. Lines(question, ways, ""), .. groups, $"{values} groups"];
    }

    /// <summary>One line of an answer.</summary>
    public static string Line(string group, long count, long dropOff, decimal ofFirst, decimal ofBefore, decimal lost, long? median, long? mean) => string.Create(
        CultureInfo.InvariantCulture, $"{group}{count} -{dropOff} {ofFirst:0.##}% {ofBefore:0.##}% -{lost:0.##}% {median}/{mean} ms");

    private static List<Moment> InOrder(IEnumerable<Moment> moments) =>
        [.. moments.OrderBy(m => m.Event.Time).ThenBy(m => m.Event.ReceivedAt).ThenBy(m => m.Event.Id.Value, StringComparer.Ordinal)];

    private static List<Moment> InContentOrder(IEnumerable<Moment> moments) =>
    [
        .. moments.OrderBy(m => m.Event.Day).ThenBy(m => m.Event.Time)
            .ThenBy(m => string.Concat(m.Meets.Reverse().Select(meets => meets ? '1' : '0')), StringComparer.Ordinal)
            .ThenBy(m => m.Value, StringComparer.Ordinal),
    ];

    // Of the ways from every beginning the longest; of those the one that ends first; of those the one that begins last.
    private static List<Moment>? Best(FunnelQuestion question, List<Moment> events) => Enumerable.Range(0, events.Count)
        .Where(i => events[i].Meets[0])
        .Select(i => Way(question, events, i))
        .OrderByDescending(way => way.Count).ThenBy(way => way[^1]).ThenByDescending(way => way[0])
        .Select(way => way.ConvertAll(i => events[i]))
        .FirstOrDefault();

    private static List<int> Way(FunnelQuestion question, List<Moment> events, int start)
    {
        List<int> way = [start];
        while (way.Count < question.Steps.Length)
        {
            IEnumerable<int> later = Enumerable.Range(way[^1] + 1, events.Count - way[^1] - 1)
                .Where(i => question.Window != "visit" || (events[i].Visit == events[start].Visit));
            later = question.Strict ? later.Take(1) : later;
            int next = later.Where(i => events[i].Meets[way.Count] && IsWithin(question.Window, events[start], events[i])).DefaultIfEmpty(-1).First();
            if (next < 0)
            {
                break;
            }

            way.Add(next);
        }

        return way;
    }

    private static bool IsWithin(string window, Moment start, Moment end) => window switch
    {
        "visit" => start.Visit == end.Visit,
        "day" => start.Event.Day == end.Event.Day,
        "range" => true,
        _ => end.Event.Time - start.Event.Time <= TimeSpan.FromSeconds(int.Parse(window, CultureInfo.InvariantCulture)),
    };

    private static IEnumerable<string> Lines(FunnelQuestion question, List<List<Moment>> ways, string group)
    {
        long entered = ways.Count, before = entered;
        for (int step = 0; step < question.Steps.Length; step++)
        {
            List<List<Moment>> here = ways.FindAll(way => way.Count > step);
            decimal[] gaps = step == 0 ? [] : [.. here.Select(way => (decimal)(way[step].Event.Time - way[step - 1].Event.Time).TotalMilliseconds).Order()];
            long? median = gaps.Length == 0 ? null : Round((gaps[(gaps.Length - 1) / 2] + gaps[gaps.Length / 2]) / 2);
            yield return Line(
                group, here.Count, before - here.Count, Percent(here.Count, entered), Percent(here.Count, before), Percent(before - here.Count, before),
                median, gaps.Length == 0 ? null : Round(gaps.Sum() / gaps.Length));
            before = here.Count;
        }
    }

    private static long Round(decimal value) => (long)decimal.Round(value, MidpointRounding.AwayFromZero);

    private static decimal Percent(long part, long whole) => whole == 0 ? 0 : decimal.Round(100m * part / whole, 2, MidpointRounding.AwayFromZero);

    private OracleSubject Subject(Event e, OracleVisit? visit) => new(e, visit, e.Page.Path, world.Goals);

    private bool Meets((string Kind, string Text, OracleFilter? Filter) step, Event e, OracleVisit? visit) => step.Kind switch
    {
        "event" => e.Name == step.Text,
        "page" => e.Name == "pageview" && OraclePattern.Matches(step.Text, e.Page.Path.Length == 0 ? "(not set)" : e.Page.Path),
        _ => OracleFilter.Expand([step.Filter!], world.Segments).All(f => f.Holds(Subject(e, visit))),
    };

    private sealed record Moment(Event Event, OracleVisit? Visit, bool[] Meets, string Value);
}
