using Analytics.Engine.Days;
using Analytics.Engine.Tables;
using Analytics.Store.Erasures;
using Analytics.Store.Events;
using Analytics.Store.Visitors;

namespace Analytics.Engine.Erasing;

/// <summary>Stores the tombstones of visitors who were found on a day, as keyed hashes.</summary>
internal sealed class TombstoneWriter(EventsTable table)
{
    /// <summary>Stores those of the visitors who have none yet.</summary>
    public async Task RememberAsync(Erasure erasure, DayJob visit, IEnumerable<VisitorId> visitors, CancellationToken cancellation)
    {
        IEnumerable<ulong> fresh = visitors.Where(v => !visit.Tombstones.HasVisitor(v)).Select(visit.Tombstones.HashOf);
        DateTimeOffset expiry = table.Clock.GetUtcNow() + RawRetention.Of(visit.Site);
        foreach (ulong[] some in fresh.Chunk(ErasedVisitors.Most))
        {
            _ = await table.Client.PutItemAsync(
                ErasureCommands.PutVisitors(table.Name, erasure, visit.Date, EventId.New().Value, some, expiry), cancellation);
        }
    }
}
