using Analytics.Store.Calendars;
using Analytics.Store.Visits;
using Analytics.Store.Blocks.Format;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Analytics.Store.Blocks;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Dimensions;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Funnels;
using Analytics.Store.Stats.Metrics;
using Analytics.Store.Stats.Ranges;
using Analytics.Store.Stats.Scan;

namespace Analytics.Benchmarks;

/// <summary>
/// The same questions about the same million events to DuckDB, on one thread, in one run: from its memory, uncompressed, and from
/// Parquet; the product begins at compressed blocks each time. Once DuckDB works out visits from events, and once it is given them.
/// </summary>
internal static class PeerBenchmark
{
    private const int Days = 20;
    private const int EventsPerDay = 50_000;
    private static readonly LocalDay First = new(2026, 3, 1);
    private static readonly StatsRange Range = StatsRange.OfDays(SiteCalendar.Utc, First, First.Plus(Days - 1))!;

    public static void Run()
    {
        string folder = Directory.CreateTempSubdirectory("analytics-bench-").FullName;
        try
        {
            byte[][] blocks = Write(folder);
            JsonElement peer = Peer(folder);
            int rows = blocks.Sum(block => BlockReader.Open(block, "bench").Rows);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{rows:N0} events of {Days} days; bytes an event: ours {(double)blocks.Sum(b => b.Length) / rows:0.00}, Parquet (zstd) {peer.GetProperty("parquetBytes").GetDouble() / rows:0.0}\n"));
            Console.WriteLine("| question, CPU ms on one core | ours, from compressed blocks | DuckDB, in memory | × | DuckDB, Parquet | × |\n|---|---|---|---|---|---|");
            foreach ((string name, string title, Func<(Action<Block> Add, Action Finish)> begin) in Questions())
            {
                double ours = CpuTime.Median(() =>
                {
                    (Action<Block> add, Action finish) = begin();
                    Array.ForEach(blocks, block => add(BlockReader.Open(block, "bench")));
                    finish();
                });
                double memory = peer.GetProperty("memory").GetProperty(name).GetDouble(), parquet = peer.GetProperty("parquet").GetProperty(name).GetDouble();
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {title} | {ours:0} | {memory:0} | {memory / ours:0.0} | {parquet:0} | {parquet / ours:0.0} |"));
            }

            Compare(blocks, peer.GetProperty("answers"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<(string Name, string Title, Func<(Action<Block> Add, Action Finish)> Begin)> Questions()
    {
        Filter country = Filter.Where("visit:country", FilterOperator.Is, "AA"), home = Filter.Where("event:page", FilterOperator.Is, "/");
        yield return ("uniques", "exact uniques", () => Scan(Ask("visitors")));
        yield return ("pages", "top pages by page views", () => Scan(Ask("pageviews", "event:page")));
        yield return ("pageVisitors", "top pages by exact visitors", () => Scan(Ask("visitors", "event:page")));
        yield return ("filtered", "one country and page: visitors, page views", () => Scan(Ask("visitors pageviews", "", country, home)));
        yield return ("funnel", "funnel of three steps", () => Funnel());
        yield return ("dashboard", "whole dashboard, 13 questions", () => Scan(Dashboard([])));
        yield return ("dashboardFiltered", "whole dashboard of one country", () => Scan(Dashboard([country])));
        yield return ("dashboardReady", "whole dashboard, DuckDB given a table of visits", () => Scan(Dashboard([])));
        yield return ("dashboardReadyFiltered", "the same of one country", () => Scan(Dashboard([country])));
    }

    private static StatsQuery[] Dashboard(Filter[] filters)
    {
        string[] lists = "event:page visit:entry_page visit:exit_page visit:source visit:channel visit:utm_campaign visit:country visit:city visit:device visit:browser visit:os".Split(' ');
        return
        [
            Ask("visitors visits pageviews views_per_visit bounce_rate visit_duration", "", filters),
            Ask("visitors visits pageviews bounce_rate visit_duration", "time:day", filters),
            .. lists.Select(list => Ask("visitors", list, filters)),
        ];
    }

    private static StatsQuery Ask(string metrics, string by = "", params Filter[] filters) => StatsQuery.Create(
        [.. metrics.Split(' ').Select(name => KnownMetrics.Find(name)!)],
        Range,
        [.. by.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => KnownDimensions.Find(name)!)],
        new Filter.And(filters)) is StatsQueryOutcome.Accepted accepted
            ? accepted.Query
            : throw new InvalidOperationException(by);

    private static (Action<Block> Add, Action Finish) Scan(params StatsQuery[] questions)
    {
        StatsScan[] scans = [.. questions.Select(q => new StatsScan(StatsPlan.For(q, SiteCalendar.Utc)))];
        return (block => Array.ForEach(scans, scan => scan.Add(block)), () => Array.ForEach(scans, scan => scan.Finish()));
    }

    private static (Action<Block> Add, Action Finish) Funnel()
    {
        var scan = new FunnelScan(FunnelQuery.Create(
            [FunnelStep.Page(PagePattern.Parse("/**")), FunnelStep.Page(PagePattern.Parse("/docs/**")), FunnelStep.Event("Signup")], Range));
        return (scan.Add, () => scan.Finish());
    }

    // Both must have counted the same.
    private static void Compare(byte[][] blocks, JsonElement answers)
    {
        StatsScan uniques = new(StatsPlan.For(Ask("visitors"), SiteCalendar.Utc)), overview = new(StatsPlan.For(Ask("visitors visits pageviews"), SiteCalendar.Utc));
        foreach (byte[] bytes in blocks)
        {
            Block block = BlockReader.Open(bytes, "bench");
            uniques.Add(block);
            overview.Add(block);
        }

        long[] ours = [(long)uniques.Finish().Rows[0].Metrics[0].Numerator, .. overview.Finish().Rows[0].Metrics.Select(m => (long)m.Numerator)];
        long[] theirs =
        [
            long.Parse(answers.GetProperty("uniques")[0].GetString()!, CultureInfo.InvariantCulture),
            .. Enumerable.Range(0, 3).Select(i => long.Parse(answers.GetProperty("dashboard")[i].GetString()!, CultureInfo.InvariantCulture)),
        ];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nVisitors, visitors, visits, page views: ours {string.Join(", ", ours)}; DuckDB {string.Join(", ", theirs)}."));
    }

    private static byte[][] Write(string folder)
    {
        var traffic = new DayTraffic();
        using var events = new StreamWriter(Path.Combine(folder, "events.csv"));
        using var visits = new StreamWriter(Path.Combine(folder, "visits.csv"));
        events.WriteLine("day,time,visitor,visit,name,path,source,channel,campaign,country,city,device,browser,os");
        visits.WriteLine("day,visitor,entry,exit,pageviews,bounce,seconds,source,channel,campaign,country,city,device,browser,os");
        int number = 0;
        return [.. Enumerable.Range(0, Days).Select(i =>
        {
            DayVisits day = DayVisits.Gather(First.Plus(i), traffic.Day(First.Plus(i), EventsPerDay));
            foreach (Visit visit in day.Visits)
            {
                number++;
                string shared = string.Join(',', SharedOf(visit.Opening));
                visits.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{day.Day},{visit.Visitor.Bits},{visit.EntryPage},{visit.ExitPage},{visit.Pageviews},{visit.IsBounce},{(visit.End - visit.Start).TotalSeconds:0},{shared}"));
                foreach (Event e in visit.Events)
                {
                    events.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{day.Day},{e.Time:yyyy-MM-ddTHH:mm:ss.fffZ},{visit.Visitor.Bits},{number},{e.Name},{e.Page.Path},{shared}"));
                }
            }

            return BlockWriter.Seal(day);
        })];
    }

    private static string[] SharedOf(Event e) =>
    [
        e.Referral.Source ?? "", e.Referral.Channel ?? "", e.Campaign.Name ?? "", e.Place.Country ?? "", e.Place.City ?? "",
        e.Client.Device.ToString(), e.Client.Browser ?? "", e.Client.Os ?? "",
    ];

    private static JsonElement Peer(string folder)
    {
        string root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Analytics.sln")))
        {
            root = Path.GetDirectoryName(root) ?? throw new InvalidOperationException("Run it within the repository.");
        }

        var start = new ProcessStartInfo("node", [Path.Combine(root, "bench", "duckdb", "peer.mjs"), folder]) { RedirectStandardOutput = true, WorkingDirectory = root };
        using Process node = Process.Start(start)!;
        string said = node.StandardOutput.ReadToEnd();
        node.WaitForExit();
        return node.ExitCode == 0 ? JsonDocument.Parse(said).RootElement : throw new InvalidOperationException("DuckDB did not answer.");
    }
}
