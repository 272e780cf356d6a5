using Analytics.Store.Blocks;
using Analytics.Store.Calendars;
using Analytics.Store.Stats.Scan;

namespace Analytics.Store.Stats.Visits;

/// <summary>Lists events, engagement aside, from the days of a site, one after the other, in any order. Not for concurrent use.</summary>
public sealed class EventListScan
{
    private readonly ListQuery _query;
    private readonly CountedRows _counted;
    private readonly TopPlaces<ListedEvent> _top;

    /// <summary>A scan that has seen no day yet.</summary>
    public EventListScan(ListQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        _query = query;
        _counted = new CountedRows(query.Range, query.Filter);
        _top = new TopPlaces<ListedEvent>(query);
    }

    /// <summary>Whether the day can still change the page.</summary>
    public bool Needs(LocalDay day) => _top.Needs(day);

    /// <inheritdoc cref="VisitListScan.Add(LocalDay, string, IReadOnlyList{Block})"/>
    public void Add(LocalDay day, string content, IReadOnlyList<Block> blocks)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        if (!_query.Range.Touches(day))
        {
            return;
        }

        Numbers ofRows = new(), ofVisits = new();
        foreach (Block block in blocks)
        {
            bool[] counts = _counted.Of(block);
            BlockLayout layout = block.Layout;
            int[] times = block.Columns.Times;
            long start = block.Columns.Start.ToUnixTimeMilliseconds();
            for (int visit = 0; visit < layout.Visits; visit++)
            {
                long began = start + times[layout.FirstRow[visit]];
                VisitKey? key = visit < layout.Visited ? new VisitKey(day, content, began, ofVisits.Next(began)) : null;
                for (int row = layout.FirstRow[visit]; row < layout.FirstRow[visit + 1]; row++)
                {
                    long time = start + times[row];
                    var place = new ListPlace(Math.Max(0, time), day, time, ofRows.Next(time));
                    if (counts[row] && _top.Takes(place))
                    {
                        _top.Add(place, VisitRows.Event(block, row, key, place));
                    }
                }
            }
        }
    }

    /// <summary>The page.</summary>
    public (IReadOnlyList<ListedEvent> Events, ListPlace? Next) Finish() => _top.Page();
}
