using System.Runtime.InteropServices;
using Analytics.Store.Events;
using Analytics.Store.Visitors;
using Analytics.Store.Visits;

namespace Analytics.Store.Pages;

/// <summary>Counts a day's pages, all of them, range by range.</summary>
internal sealed class PageTally
{
    private readonly Dictionary<string, Counts> _pages = new(StringComparer.Ordinal);

    private struct Counts
    {
        public long Views, Visitors, Entries, Exits, Bounces;
    }

    /// <summary>By path.</summary>
    public IReadOnlyList<PageStats> Pages =>
        [.. _pages.OrderBy(p => p.Key, StringComparer.Ordinal)
            .Select(p => new PageStats(p.Key, p.Value.Views, p.Value.Visitors, p.Value.Entries, p.Value.Exits, p.Value.Bounces))];

    /// <summary>Takes in whole visitors, each once.</summary>
    public void Add(DayVisits visits)
    {
        VisitorId? before = null;
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (Visit visit in visits.Visits)
        {
            if (visit.Visitor != before)
            {
                seen.Clear();
                before = visit.Visitor;
            }

            foreach (Event e in visit.Span)
            {
                if (e.IsPageview)
                {
                    ref Counts page = ref Of(e.Page.Path);
                    page.Views++;
                    page.Visitors += seen.Add(e.Page.Path) ? 1 : 0;
                }
            }

            if (visit.EntryPage is { } entry && visit.ExitPage is { } exit)
            {
                Of(entry).Entries++;
                Of(entry).Bounces += visit.IsBounce ? 1 : 0;
                Of(exit).Exits++;
            }
        }

        foreach (Event e in visits.Unvisited.Where(e => e.IsPageview))
        {
            Of(e.Page.Path).Views++;
        }
    }

    private ref Counts Of(string path) => ref CollectionsMarshal.GetValueRefOrAddDefault(_pages, path, out _);
}
