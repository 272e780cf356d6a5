using Analytics.Engine.Compaction;
using Analytics.Engine.Days;
using Analytics.Engine.Erasing;
using Analytics.Engine.Recording;
using Analytics.Engine.Sites;
using Analytics.Engine.Tables;
using Analytics.Engine.Visitors;
using Analytics.Store.Calendars;
using System.Diagnostics;
using System.Globalization;
using Analytics.Engine;
using Analytics.Store;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Ingest;
using Analytics.Store.Sites;
using Analytics.Store.Table;
using Analytics.Testing;
using Analytics.Testing.Simulation;

namespace Analytics.Benchmarks;

/// <summary>
/// What docs/scale.md says, tried: the product's own code over a table in memory, in virtual time. A site that becomes hot within a
/// minute, the compaction of a hot day, and many sites whose days end at once.
/// </summary>
internal static class ScaleBenchmark
{
    private const string Table = "events";
    private const string Salts = "salts";
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static async Task RunAsync(string[] parts)
    {
        if (parts is [] or ["hot"])
        {
            HotSite();
        }

        if (parts is [] or ["compaction"])
        {
            Console.WriteLine("\n| events a second | minute | arrived | in logs | behind | logs | steps | calls | CPU s | seconds by the model |\n|---|---|---|---|---|---|---|---|---|---|");
            foreach ((int rate, int minutes) in new[] { (1_000, 10), (5_000, 6), (10_000, 6) })
            {
                await HotDayAsync(rate, minutes);
            }
        }

        if (parts is [] or ["sites"])
        {
            Console.WriteLine("\n| 1,000 sites of 20 events | at once | instances | calls a day | write units | read units | s | CPU ms a day |\n|---|---|---|---|---|---|---|---|");
            foreach ((int hands, int instances) in new[] { (1, 1), (1, 2), (8, 1), (8, 2) })
            {
                ManySites(hands, instances);
            }
        }
    }

    // A tenth of the rate over partitions that take a tenth: the same shape, a tenth of the CPU.
    private static void HotSite()
    {
        const int scale = 10, instances = 40, rate = 10_000 / scale, ramp = 60, longest = 600;
        var time = new VirtualTime(Some.Noon);
        (FakeDatabase database, Site site) = Create(time, Traffic.Site);
        var line = new SimulatedLine(time, database, 1_000.0 / scale) { ForgetsRawEvents = true };
        Hit[] hits = [.. Enumerable.Range(0, 5_000).Select(i => Traffic.Hit(i, Traffic.Payload(i), Traffic.UserAgent(i), Some.Noon))];
        (SiteDirectory Sites, Recorder Recorder, SimProcess Process)[] all = [.. Enumerable.Range(0, instances).Select(i =>
        {
            var process = new SimProcess($"collect-{i}", time, TimeSpan.Zero);
            FakeDynamoDb client = line.Client();
            AnalyticsEngine engine = Engine(client, process.Clock, new AnalyticsEngineOptions
            {
                Recording = new RecordingLimits { UnitsPerShard = 700 / scale, UnitsOfRefusal = 1_000 / scale },
            });
            return (engine.Sites, engine.Recorder, process);
        })];
        int[] sent = new int[longest], refused = new int[longest];
        int n = 0, last = 0, shards = 0;
        double due = 0;
        Console.WriteLine("| second | events a second | refused | shards told | partitions written |\n|---|---|---|---|---|");
        for (int second = 0; second < longest && second < Math.Max(ramp, last) + 90; second++)
        {
            for (int slice = 0; slice < 100; slice++)
            {
                due += rate / 100.0 * Math.Min(1, (second + (slice / 100.0)) / ramp);
                for (; due >= 1; due--)
                {
                    _ = SendAsync(n++, second);
                }

                time.RunUntil(Some.Noon.AddSeconds(second + ((slice + 1) / 100.0)));
            }

            last = refused[Math.Max(0, second - 2)] > 0 ? second : last;
            int now = Stored().WriteShards;
            if (now != shards || second % 30 == 29)
            {
                shards = now;
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {second + 1} | {sent[second] * scale:N0} | {(double)refused[Math.Max(0, second - 1)] / Math.Max(1, sent[Math.Max(0, second - 1)]):P0} | {shards} | {line.RawPartitions.Count} |"));
            }
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"\nThe last refusal came in second {Array.FindLastIndex(refused, r => r > 0) + 1}; {refused.Sum() * scale:N0} of {sent.Sum() * scale:N0} events were answered 503 ({(double)refused.Sum() / sent.Sum():P1}), of the first five minutes {(double)refused.Take(300).Sum() / sent.Take(300).Sum():P1}; {line.Busy * scale:N0} puts found their partition busy. Scale 1:{scale}, {instances} instances."));

        async Task SendAsync(int number, int second)
        {
            sent[second]++;
            (SiteDirectory sites, Recorder recorder, SimProcess process) = all[number % instances];
            try
            {
                DateTimeOffset now = process.Clock.GetUtcNow();
                Site found = (await sites.FindAsync(site.Id.Value, CancellationToken.None))!;
                Hit hit = hits[number % hits.Length] with { Site = found, Id = EventId.New(), ReceivedAt = now, Time = now, Salt = null };
                if (await recorder.RecordAsync(hit, CancellationToken.None) is HitOutcome.Dropped dropped)
                {
                    throw new InvalidOperationException(dropped.Reason.ToString());
                }
            }
            catch (Exception busy) when (ShardGrowthWriter.IsBusy(busy) || busy is TimeoutException)
            {
                refused[second]++;
            }
        }

        Site Stored() =>
            Engine(FakeDynamoDb.Over(database), TimeProvider.System).Sites.FindAsync(site.Id.Value, CancellationToken.None).AsTask().GetAwaiter().GetResult()!;
    }

    // Events come as packs, which take a tenth of the memory; how long reading them would take one by one is the model's.
    private static async Task HotDayAsync(int rate, int minutes)
    {
        var clock = new ManualClock(Some.Noon);
        (FakeDatabase database, Site site) = Create(new VirtualTime(Some.Noon), Some.Site() with { WriteShards = 16 });
        var counter = new UnitCounter();
        FakeDynamoDb client = FakeDynamoDb.Through((request, _) => Task.FromResult(counter.Send(database, request)));
        Event[] sample = [.. new DayTraffic().Day(Some.Day, 100_000)];
        Compactor compactor = Engine(client, clock).Compactor;
        long arrived = 0;
        for (int minute = 1; minute <= minutes; minute++)
        {
            arrived = Arrive(database, site, sample, rate, clock.GetUtcNow(), arrived);
            clock.Advance(TimeSpan.FromMinutes(1));
            _ = database.Execute(new WorkMarker(site.Id, Some.Day, WorkMarker.Minute(clock.GetUtcNow()).AddMinutes(-1)).ToRequest(Table));
            (counter.Calls, counter.Write, counter.Bytes) = (0, 0, 0);
            List<DayWork> done = [];
            TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
            _ = await compactor.RunAsync(TimeSpan.FromSeconds(50), done.Add, CancellationToken.None, TimeSpan.FromMinutes(12));
            double cpu = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
            if (done.Find(work => work.IsAlarm) is { } alarm)
            {
                throw new InvalidOperationException(alarm.ToString());
            }

            Day? day = await Engine(client, clock).Stored.FindAsync(site.Id, Some.Day, CancellationToken.None);
            long taken = done.Where(w => w.Step == DayStep.CompactTail).Sum(w => w.Rows), settled = arrived - (rate * 60L);
            double model = cpu + (counter.Calls * 0.006) + (taken * 233 / 12e6) + (counter.Write / 1_000);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {rate:N0} | {minute} | {arrived:N0} | {day?.Rows ?? 0:N0} | {settled - (day?.Rows ?? 0):N0} | {day?.Blocks.Count ?? 0} | {done.Count} | {counter.Calls} | {cpu:0.0} | {model:0.0} |"));
            if (day is not null)
            {
                database.Expire(Table, Names.TimeToLive, day.Watermarks.Min() + Kept); // raw events that are in logs; those stay
            }
        }
    }

    private static long Arrive(FakeDatabase database, Site site, Event[] sample, int rate, DateTimeOffset from, long first)
    {
        const int together = 250;
        int events = rate * 60;
        for (int pack = 0; pack < events / together; pack++)
        {
            DateTimeOffset at = DateTimeOffset.FromUnixTimeMilliseconds(from.ToUnixTimeMilliseconds() + (60_000L * together * pack / events));
            long number = first + ((long)pack * together);
            int shard = pack % site.WriteShards;
            Event[] some = [.. Enumerable.Range(0, together).Select(i => sample[(int)((number + i) % sample.Length)] with
            {
                Id = EventId.Parse((number + i).ToString("x16", CultureInfo.InvariantCulture)),
                Time = at,
                ReceivedAt = at,
            })];
            _ = database.Execute(new Amazon.DynamoDBv2.Model.PutItemRequest(Table, RawItem.Pack(EventId.New(), some, shard, at + Kept)));
        }

        return first + events;
    }

    private static AnalyticsEngine Engine(FakeDynamoDb client, TimeProvider clock, AnalyticsEngineOptions? options = null) =>
        new(client, new TableNames(Table, Salts), clock, options);

    private static void ManySites(int hands, int instances)
    {
        const int sites = 1_000, events = 20;
        var time = new VirtualTime(Some.Noon);
        FakeDatabase database = Create(time);
        LocalDay day = Some.Day;
        for (int s = 0; s < sites; s++)
        {
            Site site = Some.Site($"site-{s}", domain: $"site-{s}.example.com");
            Store(database, site);
            foreach (int i in Enumerable.Range(0, events))
            {
                Event e = Some.Pageview($"e{i}", $"/{i % 7}", Some.Noon.AddMinutes(i), (ulong)(i % 5) << 60) with { Site = site.Id };
                _ = database.Execute(new RecordEvent(e, 1, TimeSpan.FromDays(30)).ToRequest(Table));
            }

            _ = database.Execute(new WorkMarker(site.Id, day, WorkMarker.NextSeal(site.Calendar.EndOf(day), Some.Noon, authenticated: false)).ToRequest(Table));
        }

        DateTimeOffset end = SiteCalendar.Utc.EndOf(day);
        Work("sealed", end.AddHours(2.1), DayStep.Seal);
        Work("audited", end.AddHours(27), DayStep.Audit);

        void Work(string what, DateTimeOffset at, DayStep step)
        {
            time.RunUntil(at);
            var line = new SimulatedLine(time, database);
            int done = 0, overtaken = 0;
            DateTimeOffset last = at;
            TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
            Task[] runs = [.. Enumerable.Range(0, instances).Select(i =>
            {
                var process = new SimProcess($"maintain-{i}", time, TimeSpan.Zero);
                FakeDynamoDb client = line.Client();
                var options = new AnalyticsEngineOptions { Compaction = new CompactionLimits { Workers = hands } };
                return Engine(client, process.Clock, options).Compactor.RunAsync(Hour, Tell, CancellationToken.None);
            })];
            while (!runs.All(run => run.IsCompleted))
            {
                time.RunUntil(time.Now.AddSeconds(1));
            }

            Array.ForEach(runs, run => run.GetAwaiter().GetResult());
            double cpu = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds / sites;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {what} {done:N0}, overtaken {overtaken:N0} | {hands} | {instances} | {(double)line.Counter.Calls / sites:0.0} | {line.Counter.Write / sites:0.0} | {line.Counter.Read / sites:0.0} | {(last - at).TotalSeconds:0.0} | {cpu:0.0} |"));

            void Tell(DayWork work)
            {
                if (work.IsAlarm)
                {
                    throw new InvalidOperationException(work.ToString());
                }

                done += work.Step == step && work.Outcome == DayOutcome.Done ? 1 : 0;
                overtaken += work.Outcome == DayOutcome.Overtaken ? 1 : 0;
                last = time.Now;
            }
        }
    }

    private static FakeDatabase Create(VirtualTime time)
    {
        var database = new FakeDatabase(() => time.Now);
        _ = database.Execute(TableDefinition.Events.ToCreateRequest(Table));
        _ = database.Execute(TableDefinition.Salts.ToCreateRequest(Salts));
        return database;
    }

    private static (FakeDatabase Database, Site Site) Create(VirtualTime time, Site site)
    {
        FakeDatabase database = Create(time);
        Store(database, site);
        return (database, site);
    }

    private static void Store(FakeDatabase database, Site site) =>
        _ = database.Execute(new AnalyticsStore(new AnalyticsStoreOptions { TableName = Table }).CreateSiteCommand(site));
}
