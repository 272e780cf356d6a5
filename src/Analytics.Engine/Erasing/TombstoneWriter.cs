using Analytics.Engine.Days;
using Analytics.Engine.Tables;
using Analytics.Store.Erasures;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Store.Visitors;

namespace Analytics.Engine.Erasing;

/// <summary>Stores the tombstones of visitors who were found on a day, as keyed hashes.</summary>
internal sealed class TombstoneWriter(EventsTable table)
{
    /// <summary>Stores those of the visitors who have none yet.</summary>
    public async Task RememberAsync(Erasure erasure, DayJob job, IEnumerable<VisitorId> visitors, CancellationToken cancellation)
    {
        IEnumerable<ulong> fresh = visitors.Where(v => !job.Tombstones.HasVisitor(v)).Select(job.Tombstones.HashOf);
        DateTimeOffset expiry = table.Clock.GetUtcNow() + RawRetention.Of(job.Site);
        foreach (ulong[] some in fresh.Chunk(ErasedVisitors.Most))
        {
            _ = await table.Client.PutItemAsync(
                ErasureCommands.PutVisitors(table.Name, erasure, job.Date, EventId.New().Value, some, expiry), cancellation);
        }
    }
}
