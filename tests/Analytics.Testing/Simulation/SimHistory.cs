using Analytics.Functions.Http;
using Analytics.Store.Calendars;
using System.Globalization;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Testing.Simulation;

/// <summary>
/// What the database was told, by the true time: it is known here also when it has been deleted or overwritten. Looks at each change of
/// a day as it is made.
/// </summary>
internal sealed class SimHistory(VirtualTime time)
{
    private readonly Dictionary<(string Partition, string Sort, EventId Id), StoredEvent> _raw = [];
    private readonly Dictionary<(SiteId Site, LocalDay Day), List<DayChange>> _days = [];

    /// <summary>An event as it was stored, and when it was stored first.</summary>
    public sealed record StoredEvent(Event Event, int Shard, DateTimeOffset At, DateTimeOffset ExpiresAt);

    /// <summary>A version of a day, and since when it holds.</summary>
    public sealed record DayChange(DateTimeOffset At, Day Day);

    /// <summary>Every raw event that was ever stored.</summary>
    public IEnumerable<StoredEvent> Raw => _raw.Values;

    /// <summary>How many days were closed.</summary>
    public int Closed => _days.Values.Count(changes => changes[^1].Day.State == DayState.Closed);

    /// <summary>What changes of days may not do.</summary>
    public List<string> Faults { get; } = [];

    public IEnumerable<LocalDay> DaysOf(SiteId site) => _days.Keys.Where(k => k.Site == site).Select(k => k.Day).Order();

    /// <summary>The day's versions, oldest first.</summary>
    public IReadOnlyList<DayChange> Of(SiteId site, LocalDay day) => _days.GetValueOrDefault((site, day)) ?? [];

    /// <summary>Sees a request that was carried out.</summary>
    public void See(AmazonWebServiceRequest request)
    {
        switch (request)
        {
            case PutItemRequest put:
                See(put.Item);
                break;
            case BatchWriteItemRequest batch:
                batch.RequestItems.SelectMany(t => t.Value).Where(w => w.PutRequest is not null).ToList().ForEach(w => See(w.PutRequest.Item));
                break;
            case TransactWriteItemsRequest transaction:
                transaction.TransactItems.Where(i => i.Put is not null).ToList().ForEach(i => See(i.Put.Item));
                break;
        }
    }

    private void See(Dictionary<string, AttributeValue> item)
    {
        string partition = item[Names.PartitionKey].S, sort = item.GetValueOrDefault(Names.SortKey)?.S ?? "";
        if (partition.Contains("#RAW#", StringComparison.Ordinal))
        {
            int shard = int.Parse(partition[(partition.LastIndexOf('#') + 1)..], CultureInfo.InvariantCulture);
            DateTimeOffset expiry = DateTimeOffset.FromUnixTimeSeconds(long.Parse(item[Names.TimeToLive].N, CultureInfo.InvariantCulture));
            foreach (Event e in RawItem.Read(item))
            {
                DateTimeOffset first = _raw.TryGetValue((partition, sort, e.Id), out StoredEvent? before) ? before.At : time.Now;
                _raw[(partition, sort, e.Id)] = new StoredEvent(e, shard, first, expiry);
            }
        }
        else if (partition.EndsWith("#DAYS", StringComparison.Ordinal) && !DayKeys.IsLate(sort))
        {
            See(DayItem.Read(item));
        }
    }

    private void See(Day day)
    {
        if (!_days.TryGetValue((day.Site, day.Date), out List<DayChange>? changes))
        {
            _days[(day.Site, day.Date)] = changes = [];
        }

        if (changes.Exists(c => c.Day.Change == day.Change))
        {
            return; // the same transaction once more, which takes effect once
        }

        if (changes.LastOrDefault()?.Day is not { } before)
        {
            Require(day, day.Version == 1, "begins at another version than 1");
        }
        else
        {
            Require(day, day.Version == before.Version + 1, $"follows upon version {before.Version}");
            Require(day, day.State >= before.State, $"falls back from {before.State}");
            Require(day, day.DistinctIds >= before.DistinctIds, $"counts {day.DistinctIds} ids and counted {before.DistinctIds}");
            Require(day, day.State != DayState.Open || day.Rows >= before.Rows || day.Blocks.Count < before.Blocks.Count, $"has {day.Rows} rows and had {before.Rows}");
        }

        Require(day, day.Rows == day.Blocks.Sum(b => (long)b.Rows), "counts other rows than its blocks");
        changes.Add(new DayChange(time.Now, day));
    }

    private void Require(Day day, bool holds, string otherwise)
    {
        if (!holds)
        {
            Faults.Add($"{day.Site} {day.Date}, version {day.Version} ({day.State}): {otherwise}");
        }
    }
}
