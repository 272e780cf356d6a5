using Analytics.Store.Calendars;
using Analytics.Store.Visits;
using Analytics.Store.Blocks.Format;
using System.Globalization;
using Analytics.Store.Blocks;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Dimensions;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Funnels;
using Analytics.Store.Stats.Journeys;
using Analytics.Store.Stats.Metrics;
using Analytics.Store.Stats.Ranges;
using Analytics.Store.Stats.Scan;

namespace Analytics.Benchmarks;

/// <summary>Bytes of sealed days, and the CPU that questions take over a million events of twenty days, beginning at compressed bytes.</summary>
internal static class ScanBenchmark
{
    private static readonly LocalDay First = new(2026, 3, 1);

    public static void Run()
    {
        var traffic = new DayTraffic();
        Console.WriteLine("| events a day | bytes an event, sealed | open (log) |\n|---|---|---|");
        foreach (int size in new[] { 10, 100, 1_000, 10_000, 50_000, 100_000 })
        {
            List<Event> events = traffic.Day(First, size);
            double block = (double)BlockWriter.Seal(DayVisits.Gather(First, events)).Length / events.Count;
            double log = (double)BlockWriter.Log(First, events).Length / events.Count;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {events.Count:N0} | {block:N2} | {log:N1} |"));
        }

        byte[][] days = [.. Enumerable.Range(0, 20).Select(i => BlockWriter.Seal(DayVisits.Gather(First.Plus(i), traffic.Day(First.Plus(i), 50_000))))];
        int rows = days.Sum(d => BlockReader.Open(d, "").Rows);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{rows:N0} events, {(double)days.Sum(d => d.Length) / rows:N2} bytes an event, one core, from compressed bytes: CPU ms, a median\n"));
        Console.WriteLine("| question | CPU ms |\n|---|---|");
        Time("decoding every column", days, () => (Decode, () => { }));
        Filter home = Filter.Where("event:page", FilterOperator.Is, "/");
        Filter country = Filter.Where("visit:country", FilterOperator.Is, "AA");
        Time("exact uniques", days, [Ask("visitors")]);
        Time("top pages (page views)", days, [Ask("pageviews", "event:page")]);
        Time("top pages (exact visitors)", days, [Ask("visitors", "event:page")]);
        Time("one country and page: visitors, page views, bounce rate", days, [Ask("visitors pageviews bounce_rate", "", home, country)]);
        Time("series by hour: visitors, page views", days, [Ask("visitors pageviews", "time:hour")]);
        byte[][] small = [.. Enumerable.Range(0, 30).Select(i => BlockWriter.Seal(DayVisits.Gather(First.Plus(i), traffic.Day(First.Plus(i), 3_333))))];
        string[] lists = "event:page visit:entry_page visit:exit_page visit:source visit:channel visit:utm_campaign visit:country visit:city visit:device visit:browser visit:os".Split(' ');
        const string All = "visitors visits pageviews views_per_visit bounce_rate visit_duration";
        Time("whole dashboard (13 questions)", days, [Ask(All), Ask("visitors visits pageviews bounce_rate visit_duration", "time:day"), .. lists.Select(list => Ask("visitors", list))]);
        Time("the same over 100,000 events of 30 days", small, [Ask(All), Ask("visitors visits pageviews bounce_rate visit_duration", "time:day"), .. lists.Select(list => Ask("visitors", list))]);
        Time("decoding every column of those", small, () => (Decode, () => { }));
        Time("whole dashboard, filtered by country", days, [Ask(All, "", country), Ask("visitors visits pageviews bounce_rate visit_duration", "time:day", country), .. lists.Select(list => Ask("visitors", list, country))]);
        Time("decoding what a funnel looks at: layout, times, names, pages", days, () => (block => _ = (block.Facts, block.Columns.Times, block.Columns.Text(BlockField.Path)), () => { }));
        FunnelStep[] steps = [FunnelStep.Page(PagePattern.Parse("/**")), FunnelStep.Page(PagePattern.Parse("/docs/**")), FunnelStep.Event("Signup")];
        Time("funnel of three steps, loose", days, () => Funnel(FunnelQuery.Create(steps, Range)));
        Time("funnel of three steps, strict, within the visit", days, () => Funnel(FunnelQuery.Create(steps, Range, order: FunnelOrder.Strict, window: FunnelWindow.Visit)));
        Time("funnel of three steps, one country, by source", days, () => Funnel(FunnelQuery.Create(steps, Range, filter: country, breakdown: (PropertyDimension)KnownDimensions.Find("visit:source")!)));
        Time("journeys: paths of five pages", days, () => Journeys(JourneyQuery.Create(JourneyKind.Paths, Range)));
        Time("journeys: pages after /", days, () => Journeys(JourneyQuery.Create(JourneyKind.Next, Range, PagePattern.Parse("/"))));

        byte[][] measured = [.. Enumerable.Range(0, 20).Select(i => BlockWriter.Seal(DayVisits.Gather(First.Plus(i), Measured(traffic.Day(First.Plus(i), 50_000), i))))];
        Filter vitals = Filter.Where("event:name", FilterOperator.Is, "web_vitals");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nThe same events, one in three a measurement of five Web Vitals: {(double)measured.Sum(d => d.Length) / rows:N2} bytes an event\n"));
        Console.WriteLine("| question | CPU ms |\n|---|---|");
        Time("how many measurements by page", measured, [Ask("events", "event:page", vitals)]);
        Time("p75 of LCP by page", measured, [Ask("p75(event:props:LCP)", "event:page", vitals)]);
        Time("all of LCP by page: count, three percentiles, three shares", measured, [Ask("numbers(event:props:LCP) median(event:props:LCP) p75(event:props:LCP) p95(event:props:LCP) share(event:props:LCP,,2500) share(event:props:LCP,2500,4000) share(event:props:LCP,4000,)", "event:page", vitals)]);
        Time("p75 of all five vitals", measured, [Ask("p75(event:props:LCP) p75(event:props:INP) p75(event:props:CLS) p75(event:props:FCP) p75(event:props:TTFB)", "", vitals)]);
        Time("mean of LCP by day where it is above 2,500", measured, [Ask("average(event:props:LCP)", "time:day", Filter.Where("event:props:LCP", FilterOperator.Above, "2500"))]);
    }

    // Milliseconds with the long tail that they have in the field.
    private static List<Event> Measured(List<Event> events, int day)
    {
        var random = new Random(day);
        string Milliseconds(double middle) => ((int)(middle * Math.Exp(0.6 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())))).ToString(CultureInfo.InvariantCulture);
        return
        [
            .. events.Select((e, i) => i % 3 != 1 || e.IsEngagement ? e : e with
            {
                Name = "web_vitals",
                Interactive = false,
                Props = new Dictionary<string, string>
                {
                    ["LCP"] = Milliseconds(1_800), ["INP"] = Milliseconds(120), ["FCP"] = Milliseconds(1_200), ["TTFB"] = Milliseconds(400),
                    ["CLS"] = (random.Next(400) / 1_000m).ToString("0.###", CultureInfo.InvariantCulture),
                },
            }),
        ];
    }

    private static StatsRange Range { get; } = StatsRange.OfDays(SiteCalendar.Utc, First, First.Plus(19))!;

    private static (Action<Block> Add, Action Finish) Funnel(FunnelQuery query)
    {
        var scan = new FunnelScan(query);
        return (scan.Add, () => scan.Finish());
    }

    private static (Action<Block> Add, Action Finish) Journeys(JourneyQuery query)
    {
        var scan = new JourneyScan(query);
        return (scan.Add, () => scan.Finish());
    }

    private static StatsQuery Ask(string metrics, string by = "", params Filter[] filters) => StatsQuery.Create(
        [.. metrics.Split(' ').Select(name => KnownMetrics.Find(name)!)],
        Range,
        [.. by.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => KnownDimensions.Find(name)!)],
        new Filter.And(filters)) is StatsQueryOutcome.Accepted accepted
            ? accepted.Query
            : throw new InvalidOperationException(by);

    private static void Decode(Block block)
    {
        _ = (block.Facts, block.Columns.Engaged);
        foreach (BlockField field in Enum.GetValues<BlockField>().Where(f => f < BlockField.EventId))
        {
            _ = block.Columns.Text(field);
        }
    }

    private static void Time(string what, byte[][] days, StatsQuery[] questions) => Time(what, days, () =>
    {
        StatsScan[] scans = [.. questions.Select(q => new StatsScan(StatsPlan.For(q, SiteCalendar.Utc)))];
        return (block => Array.ForEach(scans, scan => scan.Add(block)), () => Array.ForEach(scans, scan => scan.Finish()));
    });

    private static void Time(string what, byte[][] days, Func<(Action<Block> Add, Action Finish)> begin)
    {
        double median = CpuTime.Median(() =>
        {
            (Action<Block> add, Action finish) = begin();
            Array.ForEach(days, day => add(BlockReader.Open(day, "bench")));
            finish();
        });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {median:N0} |"));
    }
}
