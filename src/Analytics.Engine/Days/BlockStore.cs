using System.Collections.Concurrent;
using Amazon.DynamoDBv2.Model;
using Analytics.Engine.Tables;
using Analytics.Store.Blocks;
using Analytics.Store.Blocks.Format;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Engine.Days;

/// <summary>Stores, reads and deletes the bytes of blocks.</summary>
internal sealed class BlockStore(EventsTable table, ReadMemory? memory)
{
    private const int AtOnce = 4;
    private const int MostBytes = 2 * 1024 * 1024; // an answer ends at 16 MB; smaller ones come side by side

    /// <summary>Stores a block and says over how many items.</summary>
    public async Task<int> PutAsync(SiteId site, LocalDay day, BlockId block, byte[] bytes, DateTimeOffset? expiresAt, CancellationToken cancellation)
    {
        int parts = BlockCommands.PartsOf(bytes.Length);
        for (int part = 0; part < parts; part++)
        {
            _ = await table.Client.PutItemAsync(BlockCommands.Put(table.Name, site, day, block, part, bytes, expiresAt), cancellation);
        }

        return parts;
    }

    /// <summary>The bytes of blocks, by day and id; one of which a part is missing is left out.</summary>
    public async Task<IReadOnlyDictionary<(LocalDay Day, BlockId Id), byte[]>> ReadAsync(
        SiteId site, IReadOnlyCollection<(LocalDay Day, DayBlock Block)> blocks, ReadMeter meter, CancellationToken cancellation)
    {
        var found = new Dictionary<(LocalDay, BlockId), byte[]>();
        List<(LocalDay Day, DayBlock Block)> wanted = [];
        foreach ((LocalDay day, DayBlock block) in blocks)
        {
            if (memory?.FindBlock(site, day, block.Id) is { } kept)
            {
                found[(day, block.Id)] = kept;
            }
            else
            {
                wanted.Add((day, block));
            }
        }

        var parts = new ConcurrentDictionary<ItemKey, byte[]>();
        List<ItemKey>[] requests = [.. Requests(site, wanted)];
        int begun = 0;
        await Task.WhenAll(Enumerable.Range(0, Math.Min(AtOnce, requests.Length)).Select(_ => ReadNextAsync()));

        foreach ((LocalDay day, DayBlock block) in wanted)
        {
            byte[]?[] all = [.. BlockCommands.PartsOf(site, day, block.Id, block.Parts).Select(parts.GetValueOrDefault)];
            if (Array.TrueForAll(all, part => part is not null))
            {
                byte[] bytes = all.Length == 1 ? all[0]! : [.. all.SelectMany(part => part!)];
                found[(day, block.Id)] = bytes;
                memory?.KeepBlock(site, day, block.Id, bytes);
            }
        }

        return found;

        async Task ReadNextAsync()
        {
            while (Interlocked.Increment(ref begun) is var number && number <= requests.Length)
            {
                await ReadAsync(requests[number - 1], parts, meter, cancellation);
            }
        }
    }

    /// <summary>A block that a day names, decoded. Null if a part of it is missing: then the day has changed since it was read.</summary>
    public async Task<Block?> OpenAsync(Day day, DayBlock block, CancellationToken cancellation)
    {
        string name = $"{day.Date} {block.Id}";
        if (block.IsInline)
        {
            return BlockReader.Open(day.Inline, name);
        }

        var found = await ReadAsync(day.Site, [(day.Date, block)], new ReadMeter(), cancellation);
        return found.TryGetValue((day.Date, block.Id), out byte[]? bytes) ? BlockReader.Open(bytes, name) : null;
    }

    /// <summary>Deletes a block, or whatever a build left, but for what is to be spared.</summary>
    public async Task DeleteAsync(SiteId site, LocalDay day, DayGarbage garbage, IReadOnlySet<ItemKey> spared, CancellationToken cancellation)
    {
        List<ItemKey> keys = garbage.Block is { } block
            ? [.. BlockCommands.PartsOf(site, day, block, garbage.Parts)]
            : await FindAsync(BlockCommands.Find(table.Name, site, day, garbage.Build), cancellation);
        foreach (ItemKey key in keys.Where(key => !spared.Contains(key)))
        {
            _ = await table.Client.DeleteItemAsync(BlockCommands.Delete(table.Name, key), cancellation);
        }
    }

    /// <summary>The keys of all that is stored of a day, whether the day names it or not.</summary>
    public Task<List<ItemKey>> FindAllAsync(SiteId site, LocalDay day, CancellationToken cancellation) =>
        FindAsync(BlockCommands.FindAll(table.Name, site, day), cancellation);

    /// <summary>Deletes a part.</summary>
    public Task DeleteAsync(ItemKey part, CancellationToken cancellation) => table.Client.DeleteItemAsync(BlockCommands.Delete(table.Name, part), cancellation);

    private async Task<List<ItemKey>> FindAsync(QueryRequest request, CancellationToken cancellation)
    {
        List<ItemKey> keys = [];
        do
        {
            QueryResponse page = await table.Client.QueryAsync(request, cancellation);
            keys.AddRange((page.Items ?? []).Select(i => new ItemKey(i.RequiredText(Names.PartitionKey), i.RequiredText(Names.SortKey))));
            request.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey is { Count: > 0 });
        return keys;
    }

    private static IEnumerable<List<ItemKey>> Requests(SiteId site, IEnumerable<(LocalDay Day, DayBlock Block)> blocks)
    {
        List<ItemKey> keys = [];
        long bytes = 0;
        foreach ((LocalDay day, DayBlock block) in blocks)
        {
            foreach (ItemKey part in BlockCommands.PartsOf(site, day, block.Id, block.Parts))
            {
                int size = Math.Min(block.Bytes, BlockCommands.PartSize);
                if (keys.Count == BlockCommands.MostKeys || bytes + size > MostBytes)
                {
                    yield return keys;
                    (keys, bytes) = ([], 0);
                }

                keys.Add(part);
                bytes += size;
            }
        }

        if (keys.Count > 0)
        {
            yield return keys;
        }
    }

    private async Task ReadAsync(List<ItemKey> keys, ConcurrentDictionary<ItemKey, byte[]> into, ReadMeter meter, CancellationToken cancellation)
    {
        BatchGetItemRequest request = BlockCommands.Get(table.Name, keys);
        TimeSpan pause = TimeSpan.FromMilliseconds(25);
        while (true)
        {
            BatchGetItemResponse response = await table.Client.BatchGetItemAsync(request, cancellation);
            long bytes = 0;
            foreach (Dictionary<string, AttributeValue> item in response.Responses?.GetValueOrDefault(table.Name) ?? [])
            {
                (ItemKey part, byte[] read) = BlockCommands.Read(item);
                into[part] = read;
                bytes += read.Length;
            }

            meter.Add(response.ConsumedCapacity?.FirstOrDefault(), bytes);
            if (response.UnprocessedKeys is not { Count: > 0 } rest)
            {
                return;
            }

            request.RequestItems = rest;

            // The token does not end the pause. A caller that cancels waits for its end, at most one second, and stays on its thread.
            await Task.Delay(pause, table.Clock, CancellationToken.None);
            cancellation.ThrowIfCancellationRequested();
            pause = TimeSpan.FromMilliseconds(Math.Min(pause.TotalMilliseconds * 2, 1000));
        }
    }
}
