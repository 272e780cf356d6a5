using System.Net.Http.Json;
using System.Text.Json;

namespace Analytics.Client.Tests;

/// <summary>The client and the real product, over HTTP.</summary>
public sealed class ProductTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private const string Site = "shop.example";
    private readonly ManualClock _clock = new(Some.Noon);
    private RunningProduct _product = null!;
    private AnalyticsApi _api = null!;

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.StartAsync(dynamo, _clock);
        _ = await _product.CreateSiteAsync(Site, settings: new { identification = true });
        _api = new AnalyticsApi(new AnalyticsApiOptions { Endpoint = _product.Address, Key = RunningProduct.Key, Site = Site }, clock: _clock);
    }

    public async ValueTask DisposeAsync()
    {
        _api.Dispose();
        await _product.DisposeAsync();
    }

    private static IngestEvent View(string path, string visitor, int minute = 0) =>
        new() { Url = $"https://{Site}{path}", Visitor = new Visitor { Id = visitor, UserAgent = Some.Chrome }, Timestamp = Some.Noon.AddMinutes(minute - 30), Referrer = "https://www.google.com/" };

    private static IngestEvent[] Views() => [View("/", "a"), View("/pricing", "a", 1), View("/", "b", 2), new() { Url = $"https://{Site}/pricing", Name = "Signup", Visitor = Visitor.Known("a"), Timestamp = Some.Noon.AddMinutes(-28), Props = new Dictionary<string, string> { ["plan"] = "pro" } }];

    [Fact]
    public async Task What_is_sent_counts_once_however_often_and_is_answered_event_by_event()
    {
        IngestEvent[] events =
        [
            .. Views(),
            new() { Url = "no address", Visitor = Visitor.Known("a") },
            new() { Url = $"https://{Site}/", Visitor = Visitor.At("203.0.113.5", "curl/8.0") },
            new() { Url = $"https://{Site}/late", Visitor = Visitor.Known("b"), Timezone = "Mars/Olympus", Timestamp = Some.Noon.AddMinutes(-20) },
        ];
        IngestAnswer answer = await _api.SendAsync(events);
        _ = await _api.SendAsync(events);

        Assert.Equal(5, answer.Accepted);
        Assert.Equal((4, true), (Assert.Single(answer.Rejected).Index, answer.Rejected[0].Faults.ContainsKey("url")));
        Assert.Equal((5, "bot", events[5]), (Assert.Single(answer.Dropped).Index, answer.Dropped[0].Reason, answer.Dropped[0].Event));
        Assert.Equal([new IgnoredField(6, "timezone")], answer.Ignored);
        Assert.Equal(4d, (await _api.QueryAsync(new Question { Metrics = [Metric.PageViews], Range = Period.Day })).Rows[0].Number(Metric.PageViews));
    }

    [Fact]
    public async Task Questions_reports_and_the_present_are_answered()
    {
        _ = await _api.SendAsync(Views());

        QueryAnswer answer = await _api.QueryAsync(new Question
        {
            Metrics = [Metric.Visitors, Metric.PageViews, Metric.TotalRevenue, Metric.FirstSeen],
            Range = Period.Day,
            Dimensions = [Dimension.Page],
            Filters = [Filter.Is(Dimension.Source, "google").IgnoringCase()],
            OrderBy = [new Order(Metric.PageViews), new Order(Dimension.Page)],
            Compare = Period.PreviousPeriod,
            TotalRows = true,
        });
        Assert.Equal([("/", 2d), ("/pricing", 1d)], answer.Rows.Select(row => (row.Value(Dimension.Page), row.Number(Metric.PageViews)!.Value)));
        Assert.Equal((2, 0d, (double?)null, "2026-03-10T11:30:00Z", true), (answer.Meta.TotalRows, answer.Rows[0].Previous(Metric.Visitors)?.Number, answer.Rows[0].Change(Metric.Visitors), answer.Rows[0][Metric.FirstSeen].Text, answer.Rows[0][Metric.TotalRevenue].IsNothing));
        Assert.Contains(Metric.TotalRevenue, answer.Meta.Warnings!);
        Assert.Equal(Site, answer.Query.GetProperty("site_id").GetString());

        Report pages = await _api.ReportAsync(ReportName.Pages, new ReportOptions { Period = Period.Day, Limit = 1 });
        Assert.Equal((2, "/", 2d), (pages.Total, Assert.Single(pages.Rows).Text("path"), pages.Rows[0].Number("views")));
        List<string?> all = [];
        await foreach (ReportRow row in _api.ReportRowsAsync(ReportName.Pages, new ReportOptions { Period = Period.Day, Limit = 1 }))
        {
            all.Add(row.Text("path"));
        }

        Assert.Equal(["/", "/pricing"], all);
        Assert.Equal(3d, Assert.Single((await _api.ReportAsync(ReportName.TimeSeries, new ReportOptions { From = new(2026, 3, 10), To = new(2026, 3, 10), Interval = "day" })).Rows).Number("views"));
        SiteFigures figures = await _api.FiguresAsync(new ReportOptions { Period = Period.Day });
        Assert.Equal((3, 2, 100d, new FigureDays(new(2026, 3, 10), new(2026, 3, 10))), (figures.Views, figures.Visitors, figures.Change["views"], figures.Period));
        Assert.Equal(0, await _api.CurrentVisitorsAsync());

        _clock.Advance(TimeSpan.FromMinutes(1));
        _ = await _api.SendAsync([new IngestEvent { Url = $"https://{Site}/now", Visitor = new Visitor { Id = "c", UserAgent = Some.Chrome } }]);
        Now now = await _api.NowAsync();
        Assert.Equal((1, 30, new NowCount("/now", 1)), (now.ActiveVisitors, now.Minutes.Count, Assert.Single(now.TopPages)));
        Assert.Contains(now.Events, e => e is { Path: "/now", Browser: "Chrome" });
    }

    [Fact]
    public async Task Every_report_by_its_name_is_a_list()
    {
        _ = await _api.SendAsync(Views());
        foreach (System.Reflection.FieldInfo name in typeof(ReportName).GetFields())
        {
            Report report = await _api.ReportAsync((string)name.GetRawConstantValue()!, new ReportOptions { Period = Period.Day });

            Assert.True(report.More.Count == 0, name.Name);
        }
    }

    [Fact]
    public async Task What_people_keep_is_listed_and_a_funnel_is_asked_by_its_name()
    {
        _ = await _api.SendAsync(Views());
        await MakeAsync("goals", new { type = "event", pattern = "Signup" });
        await MakeAsync("funnels", new { name = "Signing up", steps = new object[] { new { page = "/" }, new { @event = "Signup" } } });
        await MakeAsync("annotations", new { date = "2026-03-09", until = "2026-03-11", text = "Fair" });

        Goal goal = Assert.Single(await _api.GoalsAsync());
        Assert.Equal(("Signup", "event", "exact", true, true), (goal.Name, goal.Type, goal.Match, goal.IsActive, goal.More!.ContainsKey("createdAt")));
        Annotation note = Assert.Single(await _api.AnnotationsAsync(new(2026, 3, 11), new(2026, 3, 12)));
        Assert.Equal(("Fair", new DateOnly(2026, 3, 9), new DateOnly(2026, 3, 11)), (note.Text, note.Day, note.Until));
        Assert.Empty(await _api.AnnotationsAsync(new(2026, 3, 12)));
        Site site = Assert.Single(await _api.SitesAsync());
        Assert.Equal((Site, "UTC", JsonValueKind.Object), (Assert.Single(site.Domains), site.Timezone, site.Settings.ValueKind));

        FunnelAnswer funnel = await _api.FunnelAsync("Signing up", DateRange.Days(new(2026, 3, 10), new(2026, 3, 10)));
        Assert.Equal([("/", 2L), ("Signup", 1L)], funnel.Steps.Select(step => (step.Name, step.Visitors!.Value)));
        Assert.Equal((50d, 1, 120_000d), (funnel.Steps[1].ConversionRate, funnel.Steps[1].DropOff, funnel.Steps[1].MedianMs));
        AnalyticsException unknown = await Assert.ThrowsAsync<AnalyticsException>(() => _api.FunnelAsync("Checkout", "day"));
        Assert.Equal("404: The site has no funnel 'Checkout'. It has 'Signing up'.", unknown.Message);
    }

    [Fact]
    public async Task All_events_are_exported_however_many_parts_they_come_in()
    {
        for (int part = 0; part < 6; part++)
        {
            _ = await _api.SendAsync([.. Enumerable.Range(0, 1000).Select(n => View($"/{part}/{n}", "v" + n))]);
        }

        _clock.Advance(TimeSpan.FromMinutes(5));
        List<string> paths = [];
        await foreach (string line in _api.ExportAsync(new(2026, 3, 10), new(2026, 3, 10)))
        {
            paths.Add(JsonDocument.Parse(line).RootElement.GetProperty("path").GetString()!);
        }

        Assert.Equal((6000, 6000), (paths.Count, paths.Distinct().Count()));
    }

    [Fact]
    public async Task A_refusal_names_what_is_wrong()
    {
        AnalyticsException question = await Assert.ThrowsAsync<AnalyticsException>(() => _api.QueryAsync(new Question { Metrics = ["mood"], Range = Period.Day }));
        AnalyticsException report = await Assert.ThrowsAsync<AnalyticsException>(() => _api.ReportAsync(ReportName.Pages, new ReportOptions { Limit = 2000, Period = "fortnight" }));
        AnalyticsException site = await Assert.ThrowsAsync<AnalyticsException>(() => _api.At("other.example").GoalsAsync());
        using var stranger = new AnalyticsApi(new AnalyticsApiOptions { Endpoint = _product.Address, Key = "ak_none", Site = Site });
        AnalyticsException key = await Assert.ThrowsAsync<AnalyticsException>(() => stranger.GoalsAsync());

        Assert.Equal((400, true), (question.Status, question.Title.Contains("mood", StringComparison.Ordinal)));
        Assert.Equal(["limit", "period"], report.Faults.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((404, 401), (site.Status, key.Status));
    }

    private async Task MakeAsync(string kind, object what)
    {
        using HttpResponseMessage made = await _product.Admin.PostAsJsonAsync($"/api/v2/sites/{Site}/{kind}", what);
        _ = made.EnsureSuccessStatusCode();
    }
}
