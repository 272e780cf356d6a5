using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Analytics.Engine.Compaction;
using Analytics.Engine.Days;
using Analytics.Engine.Expiry;
using Analytics.Engine.Recording;
using Analytics.Engine.Tests.Compaction;
using Analytics.Store;
using Analytics.Store.Blocks;
using Analytics.Store.Blocks.Format;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Drops;
using Analytics.Store.Events;
using Analytics.Store.Ingest;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Dimensions;
using Analytics.Store.Stats.Metrics;
using Analytics.Store.Stats.Ranges;
using Analytics.Store.Table;

namespace Analytics.Engine.Tests.Expiry;

/// <summary>
/// What a site keeps for less time than its days is in no answer from the moment on, and then in nothing that is stored: on days that are closed,
/// sealed and open.
/// </summary>
public sealed class KindRetentionTests(LocalDynamo dynamo)
{
    private static readonly LocalDay Closed = Some.Day.Plus(-50), Sealed = Some.Day.Plus(-12), Open = Some.Day.Plus(-11), Young = Some.Day.Plus(-1);
    private static readonly string[] Named = ["Signup", EventName.Error, EventName.WebVitals];

    [Fact]
    public async Task What_is_kept_no_longer_is_hidden_at_once_and_then_gone_from_what_is_stored()
    {
        KeptSite kept = await KeptSite.CreateAsync(dynamo);
        string before = await kept.AskAsync("event:name");
        string visits = await kept.AskAsync("time:day", "visits visitors bounce_rate visit_duration pageviews");
        Assert.Equal("Signup 8, error 8, pageview 8, web_vitals 8", before);

        await kept.ChangeAsync(s => s with { EventsRetentionDays = 10, ErrorsRetentionDays = 10, VitalsRetentionDays = 10 });
        string hidden = await kept.AskAsync("event:name"), totals = await kept.AskAsync("time:day", "events");
        Assert.Equal("Signup 2, error 2, pageview 8, web_vitals 2", hidden);
        Assert.Equal(visits, await kept.AskAsync("time:day", "visits visitors bounce_rate visit_duration pageviews"));
        foreach (LocalDay day in new[] { Closed, Sealed, Open })
        {
            Assert.Equal([EventName.Pageview, .. Named], await kept.NamesAsync(day)); // hidden, and stored still
        }

        ExpiryWork work = Assert.Single(await kept.ExpireAsync());
        Assert.Equal((3, true, null), (work.Emptied, work.IsDone, work.Fault));
        foreach (LocalDay day in new[] { Closed, Sealed, Open })
        {
            Assert.Equal([EventName.Emptied, EventName.Pageview], await kept.NamesAsync(day));
        }

        Assert.Equal([EventName.Pageview, .. Named], await kept.NamesAsync(Young));
        Assert.Equal(hidden, await kept.AskAsync("event:name"));
        Assert.Equal(totals, await kept.AskAsync("time:day", "events"));
        Assert.Equal(visits, await kept.AskAsync("time:day", "visits visitors bounce_rate visit_duration pageviews"));

        // Built again, from raw events that are there still, and audited: nothing comes back, and nothing seems to be lost.
        await kept.SealAsync(Open);
        await kept.SealAsync(Sealed);
        Assert.Equal(hidden, await kept.AskAsync("event:name"));
        Assert.Equal(visits, await kept.AskAsync("time:day", "visits visitors bounce_rate visit_duration pageviews"));
        foreach (LocalDay day in new[] { Closed, Sealed, Open })
        {
            Assert.Equal((0L, null), await kept.FaultsOfAsync(day));
            Assert.Equal([EventName.Emptied, EventName.Pageview], await kept.NamesAsync(day));
        }
    }

    [Fact]
    public async Task A_setting_that_is_taken_back_within_two_minutes_has_lost_nothing()
    {
        KeptSite kept = await KeptSite.CreateAsync(dynamo);
        string before = await kept.AskAsync("event:name");
        await kept.ChangeAsync(s => s with { ErrorsRetentionDays = 3 });
        Assert.NotEqual(before, await kept.AskAsync("event:name"));
        await kept.ChangeAsync(s => s with { ErrorsRetentionDays = null });
        Assert.Equal(0, Assert.Single(await kept.ExpireAsync()).Emptied);

        Assert.Equal(before, await kept.AskAsync("event:name"));
        Assert.Empty(await kept.JobsAsync());
    }

    [Fact]
    public async Task Each_day_is_looked_at_once_when_its_time_is_over()
    {
        KeptSite kept = await KeptSite.CreateAsync(dynamo);
        await kept.ChangeAsync(s => s with { ErrorsRetentionDays = 10 });
        _ = await kept.ExpireAsync();
        DateTimeOffset due = Assert.Single(await kept.JobsAsync()).Due;
        Assert.Equal(kept.Site.Calendar.EndOf(Some.Day).AddMinutes(30), due);
        Assert.Empty(await kept.ExpireAsync());

        // Nine midnights later the day of yesterday is kept on its last day.
        kept.Tables.Clock.Set(due.AddDays(8));
        Assert.Equal(0, Assert.Single(await kept.ExpireAsync()).Emptied);
        Assert.Contains(EventName.Error, await kept.NamesAsync(Young));
        kept.Tables.Clock.Set(kept.Site.Calendar.EndOf(Young.Plus(10)).AddMinutes(-1));
        Assert.Contains($"{EventName.Error} 2", await kept.AskAsync("event:name"), StringComparison.Ordinal);
        kept.Tables.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.DoesNotContain(EventName.Error, await kept.AskAsync("event:name"), StringComparison.Ordinal);
        kept.Tables.Clock.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal(1, Assert.Single(await kept.ExpireAsync()).Emptied);
        Assert.DoesNotContain(EventName.Error, await kept.NamesAsync(Young));
        Assert.Contains("Signup", await kept.NamesAsync(Young));
    }

    [Fact]
    public async Task What_comes_when_its_kind_is_kept_no_longer_is_dropped()
    {
        KeptSite kept = await KeptSite.CreateAsync(dynamo);
        await kept.ChangeAsync(s => s with { ErrorsRetentionDays = 3 });
        Site site = await kept.StoredAsync();
        Recorder recorder = kept.Tables.NewInstance().Recorder;
        DateTimeOffset now = kept.Tables.Clock.GetUtcNow();
        Event[] late = [.. new[] { EventName.Error, "Signup", EventName.Pageview }.Select((name, i) => Some.Pageview($"late{i}", "/late", now.AddDays(-5)) with { Name = name })];

        IReadOnlyList<HitOutcome> outcomes = await recorder.ImportAsync(site, late, CancellationToken.None);

        Assert.Equal(DropReason.DayClosed, Assert.IsType<HitOutcome.Dropped>(outcomes[0]).Reason);
        Assert.All(outcomes.Skip(1), outcome => Assert.IsType<HitOutcome.Accepted>(outcome));
    }

    [Fact]
    public async Task Writing_a_day_again_costs_what_its_blocks_do_and_a_few_units_more()
    {
        Site site = Some.Site() with { Settings = new SiteSettings { EventsRetentionDays = 3 } };
        CompactedTable table = await CompactedTable.CreateAsync(site);
        table.Clock.Set(Some.Noon.AddHours(8));
        var random = new Random(1); // 4,000 visits of five events, one in three of the kind
        await table.StoreAsync(Enumerable.Range(0, 20_000).Select(i => Some.Pageview($"e{i}", $"/p{(int)(400 * Math.Pow(random.NextDouble(), 3))}", Some.Noon.AddSeconds(i / 5).AddMilliseconds((i % 5 * 60_000) + random.Next(60_000)), (ulong)(i / 5) << 50) with
        {
            Name = i % 3 == 2 ? "Signup" : EventName.Pageview,
            Props = i % 3 == 2 ? new Dictionary<string, string> { ["plan"] = $"p{random.Next(40)}" } : [],
            ReceivedAt = Some.Noon.AddMinutes(i / 100),
        }));
        table.Clock.Set(site.Calendar.EndOf(Some.Day).AddHours(3));
        _ = await table.RunAsync();
        table.Clock.Advance(TimeSpan.FromDays(31));
        foreach (Dictionary<string, AttributeValue> raw in table.Items("#RAW#"))
        {
            await table.RemoveAsync(raw);
        }

        Day before = (await table.DayAsync())!;
        (double reads, double writes) = (0, 0);
        ILookup<string, int> sizes = table.Items("#BLOCKS#").ToLookup(i => i["sk"].S, ItemSize.Of);
        await table.Engine(table.Through(request =>
        {
            writes += request switch
            {
                PutItemRequest put => UnitsOf(put.Item),
                TransactWriteItemsRequest many => many.TransactItems.Where(i => i.Put is not null).Sum(i => 2 * UnitsOf(i.Put.Item)),
                DeleteItemRequest delete => sizes[delete.Key["sk"].S].Sum(size => (size + 1023) / 1024),
                _ => 0,
            };
            reads++;
        })).Expiry.RunAsync(TimeSpan.FromMinutes(1), work => Assert.Equal((1, true, null), (work.Emptied, work.IsDone, work.Fault)), CancellationToken.None);

        Day after = (await table.DayAsync())!;
        Assert.Equal(EventKinds.Events, after.Expired);
        int old = before.Blocks.Sum(b => b.Bytes) / 1024, rest = after.Blocks.Sum(b => b.Bytes) / 1024;
        TestContext.Current.SendDiagnosticMessage($"{before.Rows} events, {old} KB become {after.Rows}, {rest} KB: {writes} write units in {reads} calls");
        Assert.True(rest < old);
        Assert.InRange(writes, rest + old, rest + old + 60); // the blocks, the old ones that go, and the Day with its pages
    }

    private static int UnitsOf(Dictionary<string, AttributeValue> item) => (ItemSize.Of(item) + 1023) / 1024;

    /// <summary>Two write shards, and on four days what two visitors did: a page view, and then an event of each kind.</summary>
    private sealed class KeptSite
    {
        private readonly AnalyticsStore _store;

        private KeptSite(EngineTables tables) => (Tables, _store) = (tables, new AnalyticsStore(new AnalyticsStoreOptions { TableName = tables.Names.Events }));

        public EngineTables Tables { get; }

        public Site Site { get; } = Some.Site() with { WriteShards = 2, CreatedAt = Some.Noon.AddDays(-60), UpdatedAt = Some.Noon.AddDays(-60) };

        public static async Task<KeptSite> CreateAsync(LocalDynamo dynamo)
        {
            var kept = new KeptSite(await EngineTables.CreateAsync(dynamo));
            _ = await kept.Tables.Client.TransactWriteItemsAsync(kept._store.CreateSiteCommand(kept.Site));
            foreach (LocalDay day in new[] { Closed, Sealed, Open, Young })
            {
                DateTimeOffset noon = Some.Noon.AddDays(day.Date.DayNumber - Some.Day.Date.DayNumber);
                foreach (Event e in OfDay(noon).Take(6))
                {
                    _ = await kept.Tables.Client.PutItemAsync(new RecordEvent(e, 2, TimeSpan.FromDays(30)).ToRequest(kept.Tables.Names.Events));
                }

                Event[] packed = [.. OfDay(noon).Skip(6)];
                _ = await kept.Tables.Client.PutItemAsync(new PutItemRequest(
                    kept.Tables.Names.Events, RawItem.Pack(EventId.New(), packed, EventItem.ShardOf(packed[0].Visitor, 2), noon.AddDays(30))));
                if (day == Open)
                {
                    kept.Tables.Clock.Set(noon.AddHours(1));
                    await kept.BuildAsync(day); // logs, while it is open
                }
                else if (day != Young)
                {
                    kept.Tables.Clock.Set(kept.Site.Calendar.EndOf(day).AddHours(3));
                    await kept.BuildAsync(day);
                    kept.Tables.Clock.Advance(TimeSpan.FromDays(day == Closed ? 30 : 2));
                    await kept.BuildAsync(day);
                }
            }

            kept.Tables.Clock.Set(Some.Noon);
            DayStore days = kept.Tables.NewInstance().Stored;
            Assert.Equal(
                [DayState.Closed, DayState.Sealed, DayState.Open],
                await Task.WhenAll(new[] { Closed, Sealed, Open }.Select(async day => (await days.FindAsync(kept.Site.Id, day, CancellationToken.None))!.State)));
            return kept;
        }

        // The second visitor's come together, in a pack.
        private static IEnumerable<Event> OfDay(DateTimeOffset noon) =>
            from visitor in new ulong[] { 1, ulong.MaxValue }
            from e in Named.Prepend(EventName.Pageview).Select((name, i) => Some.Pageview($"{noon:MMdd}-{visitor}-{i}", $"/{name}", noon.AddMinutes(10 * i), visitor) with
            {
                Name = name,
                Interactive = name == "Signup",
                ReceivedAt = visitor == 1 ? noon.AddMinutes(10 * i) : noon.AddMinutes(40),
                Props = new Dictionary<string, string> { ["said"] = name },
                UserId = "ada",
            })
            select e;

        public async Task ChangeAsync(Func<SiteSettings, SiteSettings> change)
        {
            Site before = await StoredAsync();
            Tables.Clock.Advance(TimeSpan.FromSeconds(1));
            _ = await Tables.Client.TransactWriteItemsAsync(_store.UpdateSiteCommand(before, before with { UpdatedAt = Tables.Clock.GetUtcNow(), Settings = change(before.Settings) }));
        }

        public async Task<Site> StoredAsync() => (await Tables.NewInstance().Sites.FindAsync(Site.Id.Value, CancellationToken.None))!;

        public async Task<List<ExpiryWork>> ExpireAsync()
        {
            Tables.Clock.Advance(TimeSpan.FromMinutes(3));
            List<ExpiryWork> works = [];
            await Tables.NewInstance().Expiry.RunAsync(TimeSpan.FromMinutes(1), works.Add, CancellationToken.None);
            return works;
        }

        public async Task<IReadOnlyList<SiteJob>> JobsAsync() => [.. (await Tables.Client.QueryAsync(SiteJob.List(Tables.Names.Events))).Items.Select(SiteJob.Read)];

        public async Task SealAsync(LocalDay day)
        {
            await BuildAsync(day);
            Tables.Clock.Advance(TimeSpan.FromDays(1.1)); // and audit
            await BuildAsync(day, eventsCame: false);
        }

        public async Task<(long Drift, string? Alarm)> FaultsOfAsync(LocalDay day) =>
            await Tables.NewInstance().Stored.FindAsync(Site.Id, day, CancellationToken.None) is { } found ? (found.Drift, found.Alarm) : default;

        /// <summary>The events of all days, by a dimension.</summary>
        public async Task<string> AskAsync(string by, string metrics = "events")
        {
            Site site = await StoredAsync();
            StatsQuery query = Assert.IsType<StatsQueryOutcome.Accepted>(StatsQuery.Create(
                [.. metrics.Split(' ').Select(m => KnownMetrics.Find(m)!)], StatsRange.OfDays(site.Calendar, Closed, Some.Day)!, [KnownDimensions.Find(by)!])).Query;
            StatsResult result = Assert.Single(await Tables.NewInstance().Stats.ReadAsync(site, [query], CancellationToken.None));
            return string.Join(", ", result.Rows.Select(row => string.Join(' ', row.Dimensions.Concat(row.Metrics.Select(m => FormattableString.Invariant($"{m.Rounded:0.##}"))))).Order(StringComparer.Ordinal));
        }

        /// <summary>The names of events in all blocks and raw items of a day that are stored, whether its Day names them or not.</summary>
        public async Task<IEnumerable<string>> NamesAsync(LocalDay day)
        {
            HashSet<string> names = [];
            foreach (Dictionary<string, AttributeValue> item in await Tables.ItemsAsync(Tables.Names.Events))
            {
                if (!item["pk"].S.Contains(day.ToString(), StringComparison.Ordinal) && item["sk"].S != day.ToString())
                {
                    continue;
                }

                names.UnionWith(item["_"].S switch
                {
                    "raw/1" or "pack/1" => RawItem.Read(item).Select(e => e.Name),
                    "block/1" => NamesOf(item["bytes"]),
                    "day/1" when item.TryGetValue("inline", out AttributeValue? inline) => NamesOf(inline),
                    _ => [],
                });
            }

            return names.Order(StringComparer.Ordinal).OrderBy(name => Array.IndexOf(Named, name));
        }

        private static string[] NamesOf(AttributeValue bytes) => BlockReader.Open(bytes.B.ToArray(), "a block").Columns.Text(BlockField.Name).Values;

        private async Task BuildAsync(LocalDay day, bool eventsCame = true)
        {
            DateTimeOffset now = Tables.Clock.GetUtcNow();
            _ = await Tables.Client.PutItemAsync(new WorkMarker(Site.Id, day, WorkMarker.MinuteOf(now.AddMinutes(-3))) { Upkeep = !eventsCame }.ToRequest(Tables.Names.Events));
            var options = new AnalyticsEngineOptions { Compaction = new CompactionLimits { TailThreshold = 2 } };
            _ = await Tables.NewInstance(options).Compactor.RunAsync(TimeSpan.FromMinutes(1), work => Assert.Null(work.Fault), CancellationToken.None);
        }
    }
}
