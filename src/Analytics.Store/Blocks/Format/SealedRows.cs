using System.Globalization;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Store.Visitors;

namespace Analytics.Store.Blocks.Format;

/// <summary>
/// The events of a sealed block, to be sealed again. Who was who is gone: visitors are called by their number and events by their row, in
/// the order in which they stand, so that the same events are written as the same bytes.
/// </summary>
internal static class SealedRows
{
    public static IReadOnlyList<Event> Read(StoredColumns source, SiteId site) => source.Decode(BlockColumn.RowsOfVisit, () =>
    {
        BlockLayout layout = source.Layout;
        var reader = new RowReader(source, site);
        var events = new Event[layout.Rows];
        for (int row = 0; row < events.Length; row++)
        {
            int visit = layout.VisitOf[row];
            VisitorId? visitor = visit < layout.Visited ? new VisitorId((ulong)layout.VisitorOf[visit]) : null;
            EventId id = EventId.Parse(row.ToString("d9", CultureInfo.InvariantCulture));
            events[row] = reader.Read(row, id, visitor, reader.TimeOf(row));
        }

        return events;
    });
}
