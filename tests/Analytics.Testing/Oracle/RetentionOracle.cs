using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Events;

namespace Analytics.Testing.Oracle;

/// <summary>Answers retention from a list of raw events, plainly. An answer is lines: how many people, then one a period of the range, named by its first day.</summary>
public sealed class RetentionOracle(IReadOnlyList<Event> raw, RandomWorld world)
{
    private readonly OracleScene _scene = new(raw, world.Clock, world.Goals);

    public IReadOnlyList<string> Answer(RetentionQuestion question)
    {
        (string period, OracleRange range) = (question.Period, question.Range);
        OracleFilter[] filters = OracleFilter.Expand(question.Filters, world.Segments);
        List<string> periods = [];
        for (LocalDay day = range.First; day <= range.Last; day = day.Plus(1))
        {
            periods.Add(Name(period, day, range.First));
        }

        periods = [.. periods.Distinct()];
        var people = _scene.All.Where(a => a.Event.Name != "engagement" && !string.IsNullOrEmpty(a.Event.UserId) && range.Has(a.Event))
            .Where(a => filters.All(f => f.Holds(new OracleSubject(a.Event, a.Visit, a.Event.Page.Path, world.Goals))))
            .GroupBy(a => a.Event.UserId)
            .Select(person => person.Select(a => periods.IndexOf(Name(period, a.Event.Day, range.First))).ToHashSet())
            .ToList();
        return
        [
            $"{people.Count} people",
            .. periods.Select((name, first) => Line(
                name, Enumerable.Range(first, periods.Count - first).Select(p => (long)people.Count(seen => seen.Min() == first && seen.Contains(p))))),
        ];
    }

    /// <summary>One line of an answer.</summary>
    public static string Line(string start, IEnumerable<long> seen) => $"{start}: {string.Join(' ', seen)}";

    private static string Name(string period, LocalDay day, LocalDay first) => period switch
    {
        "day" => day.ToString(),
        "month" => day.ToString()[..8] + "01",
        _ => Enumerable.Range(0, 7).Select(i => day.Plus(-i)).First(d => d.Date.DayOfWeek == DayOfWeek.Monday || d == first).ToString(),
    };
}
