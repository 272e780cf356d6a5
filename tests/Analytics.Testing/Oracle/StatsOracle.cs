using System.Globalization;
using Analytics.Store.Days;
using Analytics.Store.Events;

namespace Analytics.Testing.Oracle;

/// <summary>
/// Answers questions from a list of raw events, slowly and plainly, as docs/metrics.md says it. It shares nothing with the code that it
/// judges but the events themselves.
/// </summary>
public sealed class StatsOracle(IReadOnlyList<Event> raw, OracleClock clock, DateTimeOffset now, LocalDay begin)
{
    private readonly List<(Event Event, OracleVisit? Visit)> _all = OracleVisit.Assign(raw, clock);

    public OracleAnswer Answer(OracleQuestion question)
    {
        var (first, last, from, before) = clock.Resolve(question.DateRange, now, begin);
        string time = question.Dimensions.FirstOrDefault(d => d.StartsWith("time", StringComparison.Ordinal)) ?? "";
        time = time == "time" ? Pick((before ?? clock.StartOf(last.Plus(1))).AddSeconds(-1) - (from ?? clock.StartOf(first))) : time;
        var named = question.Filters.SelectMany(f => f.Named()).ToList();
        bool aboutEvents = named.Concat(question.Dimensions).Any(d => d.StartsWith("event:", StringComparison.Ordinal));
        bool byPage = question.Dimensions.Contains("event:page");
        bool filtersPage = named.Contains("event:page");
        var groups = new Dictionary<string, Group>(StringComparer.Ordinal);

        bool InDays(LocalDay day) => day >= first && day <= last;
        bool InRange(Event e) => InDays(e.Day) && (from is null || (e.Time >= from && e.Time < before));
        bool Passes(Event e, OracleVisit? visit, string page) => question.Filters.All(f => f.Holds(d => Value(d, e, visit, page)));

        Group At(Event e, OracleVisit? visit, string page, string label)
        {
            string[] values = [.. question.Dimensions.Select(d => d.StartsWith("time", StringComparison.Ordinal) ? label : Value(d, e, visit, page))];
            string key = string.Join("", values.Select(v => $"{v.Length}:{v}"));
            return groups.TryGetValue(key, out Group? group) ? group : groups[key] = new Group(values);
        }

        List<(Event Event, OracleVisit? Visit)> counted = [.. _all.Where(a => a.Event.Name != "engagement" && InRange(a.Event))];
        foreach ((Event e, OracleVisit? visit) in counted.Where(a => Passes(a.Event, a.Visit, a.Event.Page.Path)))
        {
            Group group = At(e, visit, e.Page.Path, Label(time, e.Time, e.Day, first));
            group.Events.Add(e);
            if (aboutEvents && visit is not null)
            {
                group.Visits.Add(visit);
            }
        }

        if (!aboutEvents)
        {
            foreach (OracleVisit visit in _all.Select(a => a.Visit).OfType<OracleVisit>().Distinct().Where(v => InDays(v.Events[0].Day)))
            {
                DateTimeOffset start = visit.Events[0].Time, end = visit.Events[^1].Time;
                start = from is { } f && f > start ? f : start;
                end = before is { } b && b <= end ? b.AddTicks(-1) : end;
                if (start <= end && Passes(visit.Events[0], visit, ""))
                {
                    foreach (string label in Minutes(start, end).Select(at => Label(time, at, visit.Events[0].Day, first)).Distinct())
                    {
                        At(visit.Events[0], visit, "", label).Visits.Add(visit);
                    }
                }
            }
        }

        foreach ((Event e, OracleVisit? visit) in counted.Where(a => a.Visit is not null && a.Visit.Views.Any()))
        {
            string entry = visit!.Views.First().Page.Path;
            if (Passes(e, visit, entry))
            {
                At(e, visit, entry, Label(time, e.Time, e.Day, first)).Entries.Add(visit);
            }
        }

        HashSet<OracleVisit> Course(Group group, string metric) => byPage || (filtersPage && metric == "bounce_rate") ? group.Entries : group.Visits;
        Number Measure(Group group, string metric) => metric switch
        {
            "visitors" => new(group.Visits.Select(v => (v.Events[0].Day, v.Events[0].Visitor)).Distinct().Count(), null, 0),
            "visits" => new(group.Visits.Count, null, 0),
            "pageviews" => new(group.Events.Count(e => e.Name == "pageview"), null, 0),
            "events" => new(group.Events.Count, null, 0),
            "bounce_rate" => new(100m * Course(group, metric).Count(v => v.Bounced), Course(group, metric).Count, 0),
            "visit_duration" => new(Course(group, metric).Sum(v => v.Milliseconds) / 1000m, Course(group, metric).Count, 0),
            "views_per_visit" => new(Course(group, metric).Sum(v => v.Views.Count()), Course(group, metric).Count, 2),
            _ => throw new InvalidOperationException(metric),
        };

        if (question.Dimensions.Length == 0 && groups.Count == 0)
        {
            groups.Add("", new Group([]));
        }

        var rows = groups.Values
            .Select(g => (Values: g.Values, Numbers: question.Metrics.Select(m => Measure(g, m)).ToArray()))
            .Where(row => question.Dimensions.Length == 0 || row.Numbers.Any(n => n.Count is null ? n.Amount != 0 : n.Count != 0))
            .ToList();
        rows.Sort((a, b) => Order(question, time).Select(key => key(a, b)).FirstOrDefault(order => order != 0));
        return new(
            [.. rows.Skip(question.Offset).Take(question.Limit).Select(row => (row.Values, row.Numbers.Select(n => n.Rounded).ToArray()))],
            rows.Count,
            question.TimeLabels ? Labels(time, first, last, from, before) : []);
    }

    private static IEnumerable<Comparison<(string[] Values, Number[] Numbers)>> Order(OracleQuestion question, string time)
    {
        (string Name, bool Descending)[] keys = question.OrderBy.Length > 0 ? question.OrderBy
            : time.Length > 0 ? [(question.Dimensions.Single(d => d.StartsWith("time", StringComparison.Ordinal)), false), (question.Metrics[0], true)]
            : [(question.Metrics[0], true)];
        foreach ((string name, bool descending) in keys.Concat(question.Dimensions.Select(d => (d, false))))
        {
            int sign = descending ? -1 : 1;
            int metric = Array.IndexOf(question.Metrics, name), dimension = Array.IndexOf(question.Dimensions, name);
            yield return metric >= 0
                ? (a, b) => sign * a.Numbers[metric].Exact.CompareTo(b.Numbers[metric].Exact)
                : (a, b) => sign * Math.Sign(string.CompareOrdinal(a.Values[dimension], b.Values[dimension]));
        }
    }

    private static string Pick(TimeSpan length) =>
        length < TimeSpan.FromHours(49) ? "time:hour" : length < TimeSpan.FromDays(41) ? "time:day" : length < TimeSpan.FromDays(53 * 7) ? "time:week" : "time:month";

    private string Label(string time, DateTimeOffset at, LocalDay day, LocalDay first) => time switch
    {
        "" => "",
        "time:minute" => clock.Show(at, day).ToString("yyyy-MM-dd HH:mm':00'", CultureInfo.InvariantCulture),
        "time:hour" => clock.Show(at, day).ToString("yyyy-MM-dd HH':00:00'", CultureInfo.InvariantCulture),
        "time:day" => day.ToString(),
        "time:month" => day.ToString()[..8] + "01",
        _ => Enumerable.Range(0, 7).Select(i => day.Plus(-i)).First(d => d.Date.DayOfWeek == DayOfWeek.Monday || d == first).ToString(),
    };

    private List<string> Labels(string time, LocalDay first, LocalDay last, DateTimeOffset? from, DateTimeOffset? before)
    {
        IEnumerable<string> labels = time is "time:hour" or "time:minute"
            ? Minutes(from ?? clock.StartOf(first), (before ?? clock.StartOf(last.Plus(1))).AddTicks(-1)).Select(at => Label(time, at, clock.DayOf(at), first))
            : Enumerable.Range(0, last.Date.DayNumber - first.Date.DayNumber + 1).Select(i => Label(time, default, first.Plus(i), first));
        return [.. labels.Distinct().Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<DateTimeOffset> Minutes(DateTimeOffset from, DateTimeOffset to)
    {
        for (DateTimeOffset at = from; at < to; at = at.AddMinutes(1))
        {
            yield return at;
        }

        if (from <= to)
        {
            yield return to;
        }
    }

    internal static string Value(string dimension, Event e, OracleVisit? visit, string page)
    {
        Event opening = visit is null ? e : visit.Events[0];
        string? value = dimension switch
        {
            "event:page" => page,
            "event:hostname" => e.Page.Hostname,
            "event:name" => e.Name,
            "visit:entry_page" => visit?.Views.FirstOrDefault()?.Page.Path,
            "visit:exit_page" => visit?.Views.LastOrDefault()?.Page.Path,
            "visit:source" => opening.Referral.Source,
            "visit:referrer" => opening.Referral.Referrer,
            "visit:channel" => opening.Referral.Channel,
            "visit:utm_source" => opening.Campaign.Source,
            "visit:utm_medium" => opening.Campaign.Medium,
            "visit:utm_campaign" => opening.Campaign.Name,
            "visit:utm_content" => opening.Campaign.Content,
            "visit:utm_term" => opening.Campaign.Term,
            "visit:country" => opening.Place.Country,
            "visit:region" => opening.Place.Region,
            "visit:city" => opening.Place.City,
            "visit:device" => opening.Client.Device == DeviceType.Unknown ? null : opening.Client.Device.ToString(),
            "visit:browser" => opening.Client.Browser,
            "visit:browser_version" => opening.Client.BrowserVersion,
            "visit:os" => opening.Client.Os,
            "visit:os_version" => opening.Client.OsVersion,
            _ => throw new InvalidOperationException(dimension),
        };
        return !string.IsNullOrEmpty(value) ? value : dimension is "visit:source" or "visit:referrer" ? "Direct / None" : "(not set)";
    }

    private sealed class Group(string[] values)
    {
        public string[] Values => values;

        public HashSet<OracleVisit> Visits { get; } = [];

        public HashSet<OracleVisit> Entries { get; } = [];

        public List<Event> Events { get; } = [];
    }

    /// <summary>A count (no divisor), or an amount to be divided.</summary>
    private readonly record struct Number(decimal Amount, int? Count, int Decimals)
    {
        public decimal Exact => Count is null ? Amount : Count == 0 ? 0 : Amount / Count.Value;

        public decimal Rounded => decimal.Round(Exact, Decimals, MidpointRounding.AwayFromZero);
    }
}
