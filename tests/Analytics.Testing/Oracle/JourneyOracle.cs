using Analytics.Store.Inputs;
using Analytics.Store.Visits;
using Analytics.Store.Events;

namespace Analytics.Testing.Oracle;

/// <summary>Answers journeys from a list of raw events, plainly. An answer is lines: visits and visitors of all, then of each row.</summary>
public sealed class JourneyOracle(IReadOnlyList<Event> raw, RandomWorld world)
{
    private readonly OracleScene _scene = new(raw, world.Clock, world.Goals);

    public IReadOnlyList<string> Answer(JourneyQuestion question)
    {
        OracleFilter[] filters = OracleFilter.Expand(question.Filters, world.Segments);
        int step = question.Kind == "next" ? 1 : -1;
        List<(OracleVisit Visit, string[][] Ways)> went = [];
        foreach (var visit in _scene.All.Where(a => a.Visit is not null && a.Event.Name == "pageview" && question.Range.Has(a.Event))
            .Where(a => filters.All(f => f.Holds(new OracleSubject(a.Event, a.Visit, a.Event.Page.Path, world.Goals))))
            .GroupBy(a => a.Visit!))
        {
            // Events of a visit stand in it by time already.
            string[] pages = [.. visit.OrderBy(a => a.Visit!.Events.IndexOf(a.Event)).Select(a => a.Event.Page.Path.Length == 0 ? "(not set)" : a.Event.Page.Path)];
            pages = [.. pages.Where((page, i) => i == 0 || pages[i - 1] != page)];
            string[][] ways = question.Kind == "paths"
                ? [[.. pages.Take(question.Length)]]
                : [.. Enumerable.Range(0, pages.Length).Where(i => OraclePattern.Matches(question.Page, pages[i]))
                    .Select(i => i + step >= 0 && i + step < pages.Length ? new[] { pages[i + step] } : [])];
            if (ways.Length > 0)
            {
                went.Add((visit.Key, ways));
            }
        }

        var rows = went.SelectMany(w => w.Ways.DistinctBy(Text).Select(way => (Way: way, w.Visit))).GroupBy(w => Text(w.Way))
            .Select(g => (g.First().Way, Visits: g.Count(), Visitors: Visitors(g.Select(w => w.Visit))))
            .OrderByDescending(r => r.Visits).ThenByDescending(r => r.Visitors).ThenBy(r => r.Way, new ByPages());
        return [Line([], went.Count, Visitors(went.Select(w => w.Visit))), .. rows.Select(r => Line(r.Way, r.Visits, r.Visitors))];
    }

    /// <summary>One line of an answer.</summary>
    public static string Line(IEnumerable<string> pages, long visits, long visitors) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{visits} {visitors} {Text(pages)}");

    private static int Visitors(IEnumerable<OracleVisit> visits) => visits.Select(v => (v.Events[0].Day, v.Events[0].Visitor)).Distinct().Count();

    private static string Text(IEnumerable<string> pages) => string.Join(" > ", pages.Select(p => $"{p.Length}:{p}"));

    private sealed class ByPages : IComparer<string[]>
    {
        public int Compare(string[]? a, string[]? b)
        {
            int different = Enumerable.Range(0, Math.Min(a!.Length, b!.Length)).FirstOrDefault(i => a[i] != b[i], -1);
            return different < 0 ? a.Length - b.Length : string.CompareOrdinal(a[different], b[different]);
        }
    }
}
