using Analytics.Engine.Tests.Compaction;
using Analytics.Engine.Erasing;
using Analytics.Functions.Configuration;
using Analytics.Store.Calendars;
using Analytics.Store.Visitors;
using Analytics.Store.Blocks.Format;
using Amazon.DynamoDBv2.Model;
using Analytics.Store.Blocks;
using Analytics.Store.Days;
using Analytics.Store.Erasures;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Testing.Oracle;
using Analytics.Testing.Simulation;

namespace Analytics.Engine.Tests.Erasing;

/// <summary>
/// A site with four days: one whose raw events have expired, one that is sealed, one that is over and not sealed, one that is open and has
/// logs. In each of them Ada comes by, sometimes under her user id, sometimes not.
/// </summary>
internal sealed class ErasedTable
{
    public const string Ada = "ada@example.com";

    /// <summary>The source of some events: of a visit it is that of its first.</summary>
    public const string Spammer = "spam.example";

    /// <summary>The import that brought a few of the events of every day.</summary>
    public static readonly ImportId Log = ImportId.Parse("import-1");

    public static readonly LocalDay Closed = Some.Day.Plus(-3), Sealed = Some.Day.Plus(-2), Over = Some.Day.Plus(-1), Open = Some.Day;
    public static readonly DateTimeOffset Asked = Some.Noon.AddHours(1);

    private ErasedTable(CompactedTable table) => Table = table;

    public CompactedTable Table { get; }

    /// <summary>Who or what is erased.</summary>
    public ErasureSubject Subject { get; set; } = new ErasureSubject.User(Ada);

    /// <summary>All that was recorded.</summary>
    public List<Event> Events { get; } = [];

    public static async Task<ErasedTable> CreateAsync(int rowsPerRange = DayRanges.TargetRows)
    {
        Site site = Some.Site() with { WriteShards = 2, Settings = new SiteSettings { Identification = true } };
        var table = new ErasedTable(await CompactedTable.CreateAsync(site, rowsPerRange, tailThreshold: 2));
        await table.LiveAsync();
        return table;
    }

    private async Task LiveAsync()
    {
        Table.Clock.Set(Some.Noon.AddDays(-2.9));
        await StoreAsync(Of(Closed, 0), TimeSpan.FromDays(2.9));
        Table.Clock.Set(End(Closed).AddHours(3));
        _ = await Table.RunAsync();
        Table.Clock.Set(Some.Noon.AddDays(-1.9));
        await StoreAsync(Of(Sealed, 100));
        Table.Clock.Set(End(Sealed).AddHours(3));
        _ = await Table.RunAsync();
        Table.Clock.Set(Asked.AddMinutes(-30));
        await StoreAsync(Of(Over, 200));
        foreach (int pack in new[] { 0, 1, 2 })
        {
            await StoreAsync(Of(Open, 300 + (pack * 40), TimeSpan.FromMinutes(pack == 0 ? 0 : 26 + (10 * pack))));
            Table.Clock.Set(Asked.AddMinutes((10 * pack) - 25));
            if (pack < 2)
            {
                await Table.MarkAsync(Open, Table.Clock.GetUtcNow().AddMinutes(-2));
                foreach (Dictionary<string, AttributeValue> marker in Table.Items("ACTIVE#").Where(m => m["sk"].S.EndsWith(Over.ToString(), StringComparison.Ordinal)))
                {
                    await Table.RemoveAsync(marker);
                }

                _ = await Table.RunAsync();
            }
        }

        await Table.MarkAsync(Over, Asked.AddHours(2));
        Table.Clock.Set(Asked);
        Assert.Equal(DayState.Sealed, (await Table.DayAsync(Sealed))!.State);
        Assert.True((await Table.DayAsync(Open))!.Blocks.Count > 1);
    }

    public async Task StoreAsync(List<Event> events, TimeSpan? keep = null)
    {
        await Table.StoreAsync(events, keep);
        Events.AddRange(events);
    }

    /// <summary>Two dozen events of a day; Ada is the fourth of ten visitors, and once nobody at all.</summary>
    public static List<Event> Of(LocalDay day, int first, TimeSpan after = default)
    {
        List<Event> events = SomeEvents.Of(24, Some.Noon.AddDays(day.Date.DayNumber - Some.Day.Date.DayNumber).Add(after), first);
        events = [.. events.Select((e, i) => i is > 8 and < 18 ? e with { ReceivedAt = events[18].ReceivedAt } : e)]; // came together: one of them is Ada's
        events = [.. events.Select((e, i) => e with { Referral = e.Referral with { Source = (i % 4) switch { 1 => Spammer, 2 => "Google", _ => null } }, Place = e.Place with { Country = i % 3 == 0 ? "DE" : "FR" } })];
        return [.. events.Select((e, i) => i is 13 or 23 || e.Visitor is null && i < 12 ? e with { UserId = Ada } : i == 5 ? e with { UserId = "bob" } : i is 2 or 7 or 16 ? e with { Import = Log } : e)];
    }

    public async Task<Erasure> AskAsync() =>
        (await Table.Eraser().AskAsync(await Table.SiteAsync(), Subject, "owner@example.com", CancellationToken.None))!;

    public async Task<List<ErasureWork>> EraseAsync(FakeDynamoDb? client = null)
    {
        List<ErasureWork> works = [];
        await Table.Eraser(client).RunAsync(TimeSpan.FromSeconds(50), works.Add, CancellationToken.None);
        return works;
    }

    public async Task<Erasure> ErasureAsync() => Assert.Single(await Table.Erasures(Table.Client).ListAsync(Table.Site.Id, CancellationToken.None));

    /// <summary>What of the events an oracle says that filters meet, each event with its visit.</summary>
    public List<Event> Met(params OracleFilter[] filters) =>
        [.. new OracleScene(Events, new OracleClock((new LocalDay(1970, 1, 1), Table.Site.Calendar.ZoneOf(Open))), []).All
            .Where(found => filters.All(f => f.Holds(new OracleSubject(found.Event.IsEngagement ? found.Event with { Name = EventName.Pageview } : found.Event, found.Visit, found.Event.Page.Path, []))))
            .Select(found => found.Event)];

    /// <summary>What is stored of some events where events have names: raw, and in logs.</summary>
    public IReadOnlyList<string> Named(IEnumerable<Event> events)
    {
        HashSet<EventId> ids = [.. events.Select(e => e.Id)];
        return [.. Table.Items("SITE#").SelectMany(item => item["_"].S is "raw/1" or "pack/1" ? RawItem.Read(item)
            : item.TryGetValue("bytes", out AttributeValue? bytes) && BlockReader.Open(bytes.B.ToArray(), item["sk"].S) is { Kind: BlockKind.Log } log ? log.ToEvents(Table.Site.Id)
            : []).Where(e => ids.Contains(e.Id)).Select(e => e.Id.Value)];
    }

    /// <summary>What is left when Ada's user id and all her visitors are taken out by hand, up to an instant.</summary>
    public List<Event> Rest(DateTimeOffset? until = null)
    {
        DateTimeOffset last = until ?? Asked;
        HashSet<(LocalDay, VisitorId?)> hers = [.. Events.Where(e => e.UserId == Ada && e.Time <= last && e.Visitor is not null).Select(e => (e.Day, e.Visitor))];
        return Events.FindAll(e => e.Time > last || (e.UserId != Ada && !hers.Contains((e.Day, e.Visitor))));
    }

    /// <summary>Everything in the table about Ada before an instant: each raw event, each block (named or not), each Day decoded.</summary>
    public IReadOnlyList<string> Traces(DateTimeOffset? until = null)
    {
        DateTimeOffset last = until ?? Asked;
        List<Event> gone = [.. Events.Except(Rest(last))];
        HashSet<string> ids = [.. gone.Select(e => e.Id.Value)];
        HashSet<(LocalDay, VisitorId?)> visitors = [.. gone.Where(e => e.Visitor is not null).Select(e => (e.Day, e.Visitor))];
        List<string> found = [];
        foreach (Dictionary<string, AttributeValue> item in Table.Items("SITE#"))
        {
            string key = $"{item["pk"].S} {item["sk"].S}";
            if (item["_"].S == "raw/1")
            {
                Look(key, [EventItem.Read(item)]);
            }
            else if (item.TryGetValue("bytes", out AttributeValue? bytes))
            {
                LookIn(key, bytes.B.ToArray());
            }
            else if (item.TryGetValue("inline", out AttributeValue? inline))
            {
                LookIn(key, inline.B.ToArray());
            }

            // Nowhere in the clear, neither in a request nor in what keeps it.
            found.AddRange(item.Where(a => a.Value.S?.Contains(Ada, StringComparison.Ordinal) == true).Select(a => $"{key} {a.Key}"));
        }

        return found;

        void LookIn(string key, byte[] bytes)
        {
            Block block = BlockReader.Open(bytes, key);
            Look(key, block.Kind == BlockKind.Log ? block.ToEvents(Table.Site.Id) : [.. block.ToSealedEvents(Table.Site.Id).Select(e => e with { Visitor = null })]);
        }

        void Look(string key, IReadOnlyList<Event> events) => found.AddRange(events
            .Where(e => e.Time <= last && (e.UserId == Ada || ids.Contains(e.Id.Value) || visitors.Contains((e.Day, e.Visitor))))
            .Select(e => $"{key}: {e.Id} {e.UserId} {e.Visitor}"));
    }

    private static DateTimeOffset End(LocalDay day) => Some.Site().Calendar.EndOf(day);
}
