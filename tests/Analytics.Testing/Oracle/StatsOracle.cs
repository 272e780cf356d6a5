using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Events;

namespace Analytics.Testing.Oracle;

/// <summary>
/// Answers questions from a list of raw events, slowly and plainly, as docs/metrics.md says it. It shares nothing with the code that it
/// judges but the events themselves.
/// </summary>
public sealed class StatsOracle(
    IReadOnlyList<Event> raw, OracleClock clock, DateTimeOffset now, LocalDay begin, IReadOnlyList<OracleGoal> goals, IReadOnlyDictionary<int, OracleFilter[]> segments, string? currency = null, Predicate<Event>? isExpired = null)
{
    private readonly OracleScene _scene = new(raw, clock, goals, currency, isExpired);

    /// <summary>One that knows some of the events of a world.</summary>
    public static StatsOracle For(RandomWorld world, IReadOnlyCollection<Event> events, Predicate<Event>? isExpired = null) =>
        new([.. events], world.Clock, world.Now, world.Clock.DayOf(world.Site.CreatedAt), world.Goals, world.Segments, world.Site.Settings.Currency, isExpired);

    public OracleAnswer Answer(OracleQuestion asked)
    {
        OracleQuestion question = asked with { Filters = OracleFilter.Expand(asked.Filters, segments) };
        OracleSpan span = clock.Resolve(question.DateRange, now, begin);
        string time = OracleTimes.Pick(clock, question.Time, span);
        var measures = new OracleMeasures(_scene, question, span, time);
        OracleMeasures? earlier = question.Compare.Length == 0 ? null
            : new OracleMeasures(_scene, question, OracleComparison.Of(span, question, clock, now), time);
        var rows = measures.Tally.All
            .Select(group => new OracleRow(group.Values, measures.Of(group), earlier is not null, earlier is null ? null : Earlier(question, measures.Tally, earlier, group)))
            .Where(row => question.Dimensions.Length == 0 || row.Numbers.Any(n => n.Counts))
            .ToList();
        rows.Sort((a, b) => Order(question).Select(key => key(a, b)).FirstOrDefault(order => order != 0));
        return new(
            [.. rows.Skip(question.Offset).Take(question.Limit)],
            rows.Count,
            question.TimeLabels ? measures.Tally.Labels : []);
    }

    // The same values; the bucket of time in the same place.
    private static OracleNumber[]? Earlier(OracleQuestion question, OracleTally now, OracleMeasures earlier, OracleGroup group)
    {
        string[] values = [.. group.Values];
        int time = Array.IndexOf(question.Dimensions, question.Time);
        if (time >= 0)
        {
            int place = now.Labels.ToList().IndexOf(values[time]);
            if (place >= earlier.Tally.Labels.Count)
            {
                return null;
            }

            values[time] = earlier.Tally.Labels[place];
        }

        return earlier.Of(earlier.Tally.Find(values));
    }

    private static IEnumerable<Comparison<OracleRow>> Order(OracleQuestion question)
    {
        (string Name, bool Descending)[] keys = question.OrderBy.Length > 0 ? question.OrderBy
            : question.Time.Length > 0 ? [(question.Time, false), (question.Metrics[0], true)]
            : [(question.Metrics[0], true)];
        foreach ((string name, bool descending) in keys.Concat(question.Dimensions.Select(d => (d, false))))
        {
            int sign = descending ? -1 : 1;
            int metric = Array.IndexOf(question.Metrics, name), dimension = Array.IndexOf(question.Dimensions, name);
            yield return metric >= 0
                ? (a, b) => sign * Nullable.Compare(a.Numbers[metric].Exact, b.Numbers[metric].Exact)
                : (a, b) => sign * Math.Sign(string.CompareOrdinal(a.Values[dimension], b.Values[dimension]));
        }
    }
}
