using Analytics.Store.Calendars;
using Analytics.Store.Visits;
using Analytics.Store.Days;
using Analytics.Store.Events;

namespace Analytics.Testing.Oracle;

/// <summary>What counts of a question in a range, group by group.</summary>
public sealed class OracleTally
{
    private readonly Dictionary<string, OracleGroup> _groups = new(StringComparer.Ordinal);
    private readonly OracleScene _scene;
    private readonly OracleQuestion _question;
    private readonly OracleTimes _times;

    public OracleTally(OracleScene scene, OracleQuestion question, OracleSpan span, string time)
    {
        (_scene, _question, _times) = (scene, question, new OracleTimes(scene.Clock, time, span));
        bool aboutEvents = question.Filters.SelectMany(f => f.Named()).Concat(question.Dimensions).Any(d => d.StartsWith("event:", StringComparison.Ordinal));
        List<(Event Event, OracleVisit? Visit)> counted = [.. scene.Counted.Where(a => span.Holds(a.Event))];
        foreach ((Event e, OracleVisit? visit) in counted)
        {
            foreach (OracleGroup group in Groups(Subject(e, visit, e.Page.Path), e.Time, e.Day))
            {
                group.Events.Add(e);
                if (aboutEvents && visit is not null)
                {
                    group.Visits.Add(visit);
                }
            }
        }

        foreach (OracleVisit visit in scene.Visits.Where(v => !aboutEvents && span.Touches(v.Events[0].Day)))
        {
            foreach (OracleGroup group in _times.Labels(visit).SelectMany(label => Groups(Subject(visit.Events[0], visit, ""), label)))
            {
                group.Visits.Add(visit);
            }
        }

        foreach ((Event e, OracleVisit? visit) in counted.Where(a => a.Visit is not null && a.Visit.Views.Any()))
        {
            foreach (OracleGroup group in Groups(Subject(e, visit, visit!.Views.First().Page.Path), e.Time, e.Day))
            {
                group.Entries.Add(visit);
            }
        }

        foreach (OracleVisit visit in scene.Visits)
        {
            foreach (OracleReport report in visit.Reports.Where(r => span.Holds(r.View)))
            {
                foreach (OracleGroup group in Groups(Subject(report.View, visit, report.View.Page.Path), report.View.Time, report.View.Day))
                {
                    group.Reports.Add((report, visit));
                }
            }
        }
    }

    /// <summary>Each group in which anything counts; where there are no dimensions, one group, even an empty one.</summary>
    public IReadOnlyCollection<OracleGroup> All => _question.Dimensions.Length == 0 ? [Find([])] : _groups.Values;

    /// <summary>The buckets of time that the range touches.</summary>
    public IReadOnlyList<string> Labels => _times.All();

    /// <summary>The group of those values, empty where there is none.</summary>
    public OracleGroup Find(string[] values) => _groups.GetValueOrDefault(Key(values)) ?? new OracleGroup(values);

    private OracleSubject Subject(Event e, OracleVisit? visit, string page) => new(e, visit, page, _scene.Goals);

    private IEnumerable<OracleGroup> Groups(OracleSubject subject, DateTimeOffset at, LocalDay day) => Groups(subject, _times.Label(at, day));

    private IEnumerable<OracleGroup> Groups(OracleSubject subject, string label)
    {
        if (!_question.Filters.All(f => f.Holds(subject)))
        {
            yield break;
        }

        IEnumerable<string[]> combinations = [[]];
        foreach (string dimension in _question.Dimensions)
        {
            string[] values = dimension.StartsWith("time", StringComparison.Ordinal) ? [label] : [.. subject.Values(dimension).Where(v => IsRow(dimension, v))];
            combinations = [.. combinations.SelectMany(c => values.Select(v => (string[])[.. c, v]))];
        }

        foreach (string[] values in combinations)
        {
            string key = Key(values);
            yield return _groups.TryGetValue(key, out OracleGroup? group) ? group : _groups[key] = new OracleGroup(values);
        }
    }

    private bool IsRow(string dimension, string value) =>
        dimension != "event:goal" || _question.Filters.Where(f => f.Dimension == "event:goal").All(f => f.Selects(value));

    private static string Key(string[] values) => string.Join("", values.Select(v => $"{v.Length}:{v}"));
}
