using Amazon.DynamoDBv2.Model;
using Analytics.Engine.Compaction;
using Analytics.Engine.Days;
using Analytics.Engine.Tables;
using Analytics.Store.Blocks;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Erasures;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Store.Stats.Scan;
using Analytics.Store.Visits;

namespace Analytics.Engine.Erasing;

/// <summary>
/// Finds out which events of a day an erasure by filter takes out: those that its filter meets among what was received up to the request. It stores
/// them before the first of them is deleted. A visit of which some events are gone would look like another visit to the filter, so a day is asked once.
/// </summary>
internal sealed class DayMatching(EventsTable table, DayBuild building, RawItemReader items, BlockStore blocks)
{
    /// <summary>Finds out. Null where time was up or the day was rewritten meanwhile: then it is to be begun again.</summary>
    public async Task<MatchedDay?> RunAsync(Erasure erasure, DayJob job, CancellationToken cancellation)
    {
        FilteredRows filter = ErasureFilter.Of(erasure);
        if (await ReadAsync(erasure, job, cancellation) is not { } raw)
        {
            return null;
        }

        ulong[] matched = [.. Matched(job.Date, raw, filter)];
        if (await LookInAsync(job, filter, cancellation) is not { } stored)
        {
            return null;
        }

        if (matched.Length > 0 || stored.Found)
        {
            await StoreAsync(erasure, job, matched, raw.Shared, cancellation);
        }

        return new MatchedDay(matched.Length == 0 && !stored.Found, new ErasureCounts(1, raw.Count, stored.Blocks, stored.Rows));
    }

    // Of a closed day raw events count no more, but those that are still stored are to go too.
    private async Task<DayRows?> ReadAsync(Erasure erasure, DayJob job, CancellationToken cancellation)
    {
        if (!job.IsClosedAt(table.Clock.GetUtcNow()))
        {
            return (await building.ReadAsync(job, erasure.AskedAt.AddMilliseconds(1), () => Task.FromResult(true), null, Expired(job), cancellation))?.Rows;
        }

        var rows = new DayRows(job.Site.Id, job.Date);
        await foreach (Dictionary<string, AttributeValue> item in items.ReadAsync(job, cancellation))
        {
            foreach (Event e in RawItem.Read(item).Where(e => e.ReceivedAt <= erasure.AskedAt && !job.Tombstones.Covers(e)))
            {
                rows.Add(Expired(job).Without(e));
            }
        }

        rows.Complete([]);
        return rows;
    }

    private static IEnumerable<ulong> Matched(LocalDay day, DayRows rows, FilteredRows filter)
    {
        for (int range = 0; range < rows.Ranges; range++)
        {
            Block block = Block.Of(DayVisits.Gather(day, rows.Range(range)));
            bool[] met = filter.In(block);
            IReadOnlyList<Event> events = ((EventColumns)block.Columns).Rows;
            for (int row = 0; row < met.Length; row++)
            {
                if (met[row])
                {
                    yield return events[row].Id.Hash();
                }
            }
        }
    }

    // Of a closed day, and of one whose raw events are incomplete, the blocks are all that there is.
    private async Task<(bool Found, long Blocks, long Rows)?> LookInAsync(DayJob job, FilteredRows filter, CancellationToken cancellation)
    {
        (bool found, long count, long rows) = (false, 0, 0);
        foreach (DayBlock named in job.IsUnpurged ? job.Base.Blocks : [])
        {
            if (await blocks.OpenAsync(job.Base, named, cancellation) is not { } block)
            {
                return null;
            }

            found |= Array.Exists(filter.In(block.Without(Expired(job))), met => met);
            (count, rows) = (count + 1, rows + block.Rows);
        }

        return (found, count, rows);
    }

    private async Task StoreAsync(
        Erasure erasure, DayJob job, ulong[] matched, IReadOnlyList<(LocalDay Day, ulong Id)> shared, CancellationToken cancellation)
    {
        DateTimeOffset expiry = table.Clock.GetUtcNow() + RawRetention.Of(job.Site);
        HashSet<ulong> all = [.. matched];
        foreach (IGrouping<LocalDay, (LocalDay Day, ulong Id)> beside in shared.Where(copy => all.Contains(copy.Id)).GroupBy(copy => copy.Day))
        {
            int part = 0;
            foreach (ulong[] some in beside.Select(copy => copy.Id).Chunk(MatchedEventsItem.Most))
            {
                _ = await table.Client.PutItemAsync(
                    ErasureCommands.PutMatchesBeside(table.Name, erasure, job.Date, beside.Key, part++, some, expiry), cancellation);
            }
        }

        string attempt = EventId.New().Value;
        ulong[][] chunks = [.. matched.Chunk(MatchedEventsItem.Most)];
        for (int i = 1; i < chunks.Length; i++)
        {
            _ = await table.Client.PutItemAsync(ErasureCommands.PutMatchedEvents(table.Name, erasure, job.Date, attempt, i, chunks[i], expiry), cancellation);
        }

        try
        {
            ulong[] last = chunks.Length > 0 ? chunks[0] : [];
            _ = await table.Client.PutItemAsync(ErasureCommands.PutMatches(table.Name, erasure, job.Date, attempt, last, expiry), cancellation);
        }
        catch (ConditionalCheckFailedException)
        {
            // Another process found out first, and may have begun to delete: what it stored holds.
        }
    }

    // What is met is what answers have.
    private EventKinds Expired(DayJob job) => KindRetention.ExpiredOf(job.Site, job.Date, table.Clock.GetUtcNow());
}
