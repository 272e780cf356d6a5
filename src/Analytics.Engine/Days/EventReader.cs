using System.Runtime.CompilerServices;
using Amazon.DynamoDBv2.Model;
using Analytics.Engine.Tables;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Engine.Days;

/// <summary>Reads raw events, answer by answer, so that a day of any size streams through bounded memory.</summary>
public sealed class EventReader(EventsTable table)
{
    /// <summary>The day's events in the order of their receipt within each shard; copies of an event included, expired ones left out.</summary>
    public IAsyncEnumerable<Event> ReadDayAsync(Site site, LocalDay day, CancellationToken cancellation) =>
        ReadDayAsync(site, day, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, cancellation);

    /// <summary>Of the day's events those received in a span: its first instant included, its last not.</summary>
    public IAsyncEnumerable<Event> ReadDayAsync(
        Site site, LocalDay day, DateTimeOffset receivedFrom, DateTimeOffset receivedBefore, CancellationToken cancellation) =>
        ReadDayAsync(site, day, receivedFrom, receivedBefore, null, cancellation);

    internal async IAsyncEnumerable<Event> ReadDayAsync(
        Site site,
        LocalDay day,
        DateTimeOffset receivedFrom,
        DateTimeOffset receivedBefore,
        ReadMeter? meter,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(site);
        for (int shard = 0; shard < site.WriteShards; shard++)
        {
            await foreach ((Event e, _) in ReadShardAsync(site, day, shard, receivedFrom, receivedBefore, meter, cancellation).ConfigureAwait(false))
            {
                yield return e;
            }
        }
    }

    /// <summary>The same of one shard, by receipt, and when each expires; <paramref name="seen"/> notes the items that they lie in.</summary>
    internal async IAsyncEnumerable<(Event Event, DateTimeOffset? ExpiresAt)> ReadShardAsync(
        Site site,
        LocalDay day,
        int shard,
        DateTimeOffset receivedFrom,
        DateTimeOffset receivedBefore,
        ReadMeter? meter,
        [EnumeratorCancellation] CancellationToken cancellation,
        SeenItems? seen = null)
    {
        QueryRequest request = ReadRaw.ToRequest(table.Name, site.Id, day, shard, receivedFrom, receivedBefore);
        do
        {
            QueryResponse response = await table.Client.QueryAsync(request, cancellation);
            meter?.Add(response.ConsumedCapacity);
            DateTimeOffset now = table.Clock.GetUtcNow();
            foreach (Dictionary<string, AttributeValue> item in response.Items ?? [])
            {
                if (item.IsLive(now))
                {
                    seen?.Add(shard, item);
                    long? expiry = item.OptionalNumber(Names.TimeToLive);
                    foreach (Event e in RawItem.Read(item))
                    {
                        yield return (e, expiry is { } seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null);
                    }
                }
            }

            request.ExclusiveStartKey = response.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey is { Count: > 0 });
    }

    /// <summary>
    /// What a day must know of its neighbours' events: those received near the borders that it shares with them.
    /// </summary>
    internal async Task<List<Event>> ReadNeighboursAsync(Site site, LocalDay day, ReadMeter? meter, CancellationToken cancellation)
    {
        List<Event> near = [];
        foreach ((LocalDay other, DateTimeOffset border) in new[] { (day.Plus(-1), site.Calendar.StartOf(day)), (day.Plus(1), site.Calendar.EndOf(day)) })
        {
            for (int shard = 0; shard < site.WriteShards; shard++)
            {
                await foreach ((Event e, _) in ReadShardAsync(
                    site, other, shard, border - DayEvents.Reach, border + DayEvents.Reach, meter, cancellation).ConfigureAwait(false))
                {
                    near.Add(e);
                }
            }
        }

        return near;
    }

    /// <summary>What lies beyond the seal of a day that has not settled; consistent.</summary>
    internal async Task<SealGap> LookBeyondAsync(Site site, Day day, ReadMeter? meter, CancellationToken cancellation)
    {
        DaySettling settling = day.Settling!;
        RawFingerprint counted = default;
        bool isLate = false;
        for (int shard = 0; shard < Math.Max(site.WriteShards, day.Shards); shard++)
        {
            QueryRequest request = ReadRaw.Keys(table.Name, site.Id, day.Date, shard, day.WatermarkOf(shard));
            do
            {
                QueryResponse response = await table.Client.QueryAsync(request, cancellation).ConfigureAwait(false);
                meter?.Add(response.ConsumedCapacity);
                DateTimeOffset now = table.Clock.GetUtcNow();
                foreach (Dictionary<string, AttributeValue> item in (response.Items ?? []).Where(item => item.IsLive(now)))
                {
                    if (ReadRaw.ReceiptOf(item) < settling.Before)
                    {
                        counted = counted.With(shard, item.RequiredText(Names.SortKey));
                    }
                    else
                    {
                        isLate = true;
                    }
                }

                request.ExclusiveStartKey = response.LastEvaluatedKey;
            }
            while (request.ExclusiveStartKey is { Count: > 0 });
        }

        return new SealGap(counted != settling.Seen, isLate);
    }

    /// <summary>Whether anything was received that is not in the blocks.</summary>
    internal async Task<bool> AnyAsync(DayJob job, CancellationToken cancellation)
    {
        for (int shard = 0; shard < job.Shards; shard++)
        {
            QueryRequest request = ReadRaw.ToRequest(table.Name, job.Site.Id, job.Date, shard, job.Base.WatermarkOf(shard), DateTimeOffset.MaxValue);
            request.Limit = 1;
            if ((await table.Client.QueryAsync(request, cancellation)).Items is { Count: > 0 })
            {
                return true;
            }
        }

        return false;
    }
}
