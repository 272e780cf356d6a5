using System.Globalization;
using System.Runtime.CompilerServices;
using Analytics.Engine.Days;
using Analytics.Engine.Reading;
using Analytics.Store.Blocks;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Erasures;
using Analytics.Store.Events;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;
using Analytics.Store.Visitors;

namespace Analytics.Engine.Exports;

/// <summary>
/// The events of a sealed day as its blocks hold them, block by block, to be taken elsewhere: each is called by its place, its time of
/// receipt is gone, and visitors have names that hold within their block alone.
/// </summary>
internal sealed class SealedEvents(BlockStore blocks)
{
    /// <exception cref="AnalyticsInputException">What the day or the cursor names is not there any more.</exception>
    public async IAsyncEnumerable<ExportedEvent> ReadAsync(
        Site site, Day day, Tombstones erased, ExportCursor? from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        int begin = from is null ? 0 : day.Blocks.ToList().FindIndex(b => b.Id.ToString() == from.Block);
        foreach (DayBlock named in begin < 0 ? throw Gone() : day.Blocks.Skip(begin))
        {
            IReadOnlyDictionary<(LocalDay Day, BlockId Id), byte[]> found = named.IsInline
                ? new Dictionary<(LocalDay, BlockId), byte[]>()
                : await blocks.ReadAsync(site.Id, [(day.Date, named)], new ReadMeter(), cancellation).ConfigureAwait(false);
            if (!named.IsInline && found.Count == 0)
            {
                throw Gone();
            }

            Block block = SealedDays.Open(day, named, found);
            IReadOnlyList<Event> rows = block.Kind == BlockKind.Sealed ? block.ToSealedEvents(site.Id) : block.ToEvents(site.Id);
            HashSet<Event> kept = new(erased.WithoutNames(rows, day.SealedAt), ReferenceEqualityComparer.Instance);
            string id = named.Id.ToString().Replace('#', '-');
            for (int row = from?.Block == named.Id.ToString() ? from.Skip : 0; row < rows.Count; row++)
            {
                if (kept.Contains(rows[row]))
                {
                    EventId name = EventId.Parse(string.Create(CultureInfo.InvariantCulture, $"{id}-{row:d9}"));
                    yield return new ExportedEvent(Renamed(rows[row], id) with { Id = name }, new ExportCursor(day.Date, named.Id.ToString(), 0, row));
                }
            }
        }
    }

    // What the table calls a visitor stays in the table: the name in an export is of this day alone and cannot be followed back.
    public static Event Renamed(Event e, string block) => e.Visitor is { } visitor
        ? e with { Visitor = VisitorId.Of($"export|{e.Site}|{e.Day}|{block}|{visitor}") }
        : e;

    public static AnalyticsInputException Gone() => new("cursor", "names a place that is gone, because the day was closed or rewritten: begin that day again");
}
