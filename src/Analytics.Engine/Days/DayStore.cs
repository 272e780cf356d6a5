using Amazon.DynamoDBv2.Model;
using Analytics.Engine.Tables;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Engine.Days;

/// <summary>
/// Reads and changes days. Every change is made from the version that was read, takes effect whole or not at all, and carries a name of
/// its own, so that its maker finds out what became of it when the answer is lost.
/// </summary>
internal sealed class DayStore(EventsTable table)
{
    /// <summary>Consistent; null where nothing is stored.</summary>
    public async Task<Day?> FindAsync(SiteId site, LocalDay day, CancellationToken cancellation, ReadMeter? meter = null)
    {
        GetItemResponse response = await table.Client.GetItemAsync(DayCommands.Get(table.Name, site, day), cancellation);
        meter?.Add(response.ConsumedCapacity);
        return response.Item is { Count: > 0 } item ? DayItem.Read(item) : null;
    }

    /// <summary>The days up to one of which something is stored, expired or not, and when they expire.</summary>
    public async Task<List<(LocalDay Day, DateTimeOffset? ExpiresAt)>> ListAsync(SiteId site, LocalDay last, CancellationToken cancellation)
    {
        List<(LocalDay, DateTimeOffset?)> days = [];
        QueryRequest request = DayCommands.Read(table.Name, site, default, last);
        (request.ProjectionExpression, request.ConsistentRead) = ("#sk, #ttl", true);
        request.ExpressionAttributeNames["#ttl"] = Names.TimeToLive;
        do
        {
            QueryResponse page = await table.Client.QueryAsync(request, cancellation);
            days.AddRange((page.Items ?? []).Where(item => !LateFlag.Is(item)).Select(item => (LocalDay.Parse(item.RequiredText(Names.SortKey)), ExpiryOf(item))));
            request.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey is { Count: > 0 });
        return days;
    }

    /// <summary>
    /// The nearest stored day before or after a day, whether it has been exported to a bucket, and when it expires; null if there is none.
    /// </summary>
    public async Task<(LocalDay Day, bool IsExported, DateTimeOffset? ExpiresAt)?> BesideAsync(
        SiteId site, LocalDay day, bool after, CancellationToken cancellation)
    {
        QueryResponse found = await table.Client.QueryAsync(DayCommands.Beside(table.Name, site, day, after), cancellation);
        return found.Items?.Find(item => !LateFlag.Is(item)) is { } item
            ? (LocalDay.Parse(item.RequiredText(Names.SortKey)), item.ContainsKey(Names.Export), ExpiryOf(item))
            : null;
    }

    /// <summary>Stores a change of the day and returns the day as stored; null if another process changed it first.</summary>
    public Task<Day?> ChangeAsync(Day? before, Day after, CancellationToken cancellation) =>
        ChangeAsync(before, after, next => table.PutAsync(DayCommands.Put(table.Name, next, before?.Version), cancellation), cancellation);

    /// <summary>Deletes a day and its pages; false if another process changed it first.</summary>
    public async Task<bool> DeleteAsync(Day day, CancellationToken cancellation)
    {
        try
        {
            _ = await table.Client.DeleteItemAsync(DayCommands.DeletePages(table.Name, day), cancellation);
            _ = await table.Client.DeleteItemAsync(DayCommands.Delete(table.Name, day), cancellation);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }

    /// <summary>
    /// Makes sure that the day exists and names at least this many shards. This changes the day's version, so a build in progress that
    /// read fewer shards is overtaken.
    /// </summary>
    public async Task RaiseShardsAsync(Site site, LocalDay day, int shards, CancellationToken cancellation)
    {
        while (await FindAsync(site.Id, day, cancellation) is var found && !(found?.Shards >= shards))
        {
            if (await ChangeAsync(found, (found ?? Day.NewOpen(site, day)) with { Shards = shards }, cancellation) is not null)
            {
                return;
            }
        }
    }

    /// <summary>Changes a day and its pages.</summary>
    /// <param name="before">The day as it was read; null if there was none.</param>
    /// <param name="after">The day to store.</param>
    /// <param name="pages">The item of its pages; null removes them.</param>
    /// <param name="atOnce">
    /// Whether one transaction writes both, which costs twice as much. Otherwise the pages are written after the day: only for callers
    /// whose work is repeated if they are killed between the two writes.
    /// </param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<Day?> ChangeAsync(Day? before, Day after, Dictionary<string, AttributeValue>? pages, bool atOnce, CancellationToken cancellation)
    {
        if (atOnce)
        {
            return await ChangeAsync(
                before, after, next => table.Client.TransactWriteItemsAsync(DayCommands.PutWithPages(table.Name, next, before?.Version, pages), cancellation), cancellation);
        }

        Day? changed = await ChangeAsync(before, after, cancellation);
        if (changed is not null)
        {
            try
            {
                await (pages is null
                    ? table.Client.DeleteItemAsync(DayCommands.DeletePages(table.Name, changed), cancellation)
                    : (Task)table.Client.PutItemAsync(DayCommands.PutPages(table.Name, changed, pages), cancellation));
            }
            catch (ConditionalCheckFailedException)
            {
                // A later version's stand there.
            }
        }

        return changed;
    }

    private async Task<Day?> ChangeAsync(Day? before, Day after, Func<Day, Task> send, CancellationToken cancellation)
    {
        Day next = after with { Version = (before?.Version ?? 0) + 1, Change = EventId.New().Value };
        try
        {
            await send(next);
            return next;
        }
        catch (Exception refused) when (refused is ConditionalCheckFailedException or TransactionCanceledException)
        {
            // Also where the first try was carried out, its answer lost, and the client tried again.
            return await IsStoredAsync(next, cancellation) ? next : null;
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            if (await IsStoredAsync(next, cancellation))
            {
                return next;
            }

            throw;
        }
    }

    private static DateTimeOffset? ExpiryOf(Dictionary<string, AttributeValue> item) =>
        item.OptionalNumber(Names.TimeToLive) is { } seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    private async Task<bool> IsStoredAsync(Day day, CancellationToken cancellation) =>
        (await FindAsync(day.Site, day.Date, cancellation))?.Change == day.Change;
}
