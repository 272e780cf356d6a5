using Analytics.Engine.Compaction;
using Analytics.Engine.Sites;
using Analytics.Engine.Tables;
using Analytics.Store.Inputs;
using Amazon.DynamoDBv2.Model;
using Analytics.Engine;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Testing.Simulation;

/// <summary>The same events in a world without faults: each of its days is, in the end, what it is there.</summary>
internal static class SimRebuild
{
    private static readonly TimeSpan Forever = TimeSpan.FromDays(40_000);

    public static IEnumerable<string> Differences(Site site, IReadOnlyList<Event> counted, SimHistory history, SimSizes sizes, DateTimeOffset now)
    {
        var database = new FakeDatabase();
        _ = database.Execute(TableDefinition.Events.ToCreateRequest("events"));
        _ = database.Execute(new PutItemRequest("events", SiteItem.Write(site)));
        foreach (Event e in counted)
        {
            _ = database.Execute(new RecordEvent(e, site.WriteShards, Forever).ToRequest("events"));
            _ = database.Execute(new WorkMarker(site.Id, e.Day, now.AddHours(-1)).ToRequest("events"));
        }

        FakeDynamoDb client = FakeDynamoDb.Over(database);
        var clock = new ManualClock(now);
        var limits = new CompactionLimits { RowsPerBlock = sizes.Range };
        Compactor compactor = new AnalyticsEngine(client, new TableNames("events", "salts"), clock, new AnalyticsEngineOptions { Compaction = limits }).Compactor;
        _ = compactor.RunAsync(TimeSpan.FromHours(1), _ => { }, CancellationToken.None).GetAwaiter().GetResult();
        foreach (Dictionary<string, AttributeValue> item in database.Partition("events", DayKeys.DaysPartition(site.Id)))
        {
            Day built = DayItem.Read(item);
            if (history.Of(site.Id, built.Date) is [.., { Day: { State: not DayState.Open } day }] && Text(built) != Text(day))
            {
                yield return $"{site.Id}: {built.Date} is\n{Text(day)}\nand built of the same events\n{Text(built)}";
            }
        }
    }

    private static string Text(Day day) => $"{day.Start:u} to {day.End:u} in {day.Zone}, {day.Rows} rows, {day.ContentHash}, {day.Totals}, {string.Join(' ', day.Hours.Select(h => h.Events))}";
}
