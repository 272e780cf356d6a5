using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Analytics.Engine.Sites;
using Analytics.Functions.Exports;
using Analytics.Functions.Http;
using Analytics.Functions.Tests.Stats.Reports;
using Analytics.Functions.Tests.Tables;
using Analytics.Store.Calendars;
using Analytics.Store.Sites;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.Functions.Tests.Exports;

/// <summary>A whole site in the zip archive that Plausible exports and imports: its numbers are those of questions.</summary>
public sealed class PlausibleExportTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private ReportedSite _site = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await ReportedSite.StartAsync(dynamo, timezone: "Europe/Tallinn");
        await _site.HappensAsync("""
            7 23:30 ann /        EE
            9 10:00 ann /        https://news.example/today EE
            9 10:01 ann /pricing EE
            9 10:02 ann *Signup  EE plan=pro
            9 10:03 ann *404     EE path=/no-such-page
            9 11:00 bob /        DE phone
            9 11:01 bob *File+Download DE
            10 09:00 cyd /blog   https://www.google.com/
            """.Replace('+', '_'));
        HttpResponseMessage response = await _site.Product.Admin.PostAsJsonAsync("/v1/ingest/batch", new
        {
            site = _site.Id,
            events = new[]
            {
                new { timestamp = "2026-03-10T10:00:00Z", name = "File Download", url = "https://example.com/?utm_source=%3Dcmd%2C%22x%22", visitor = new { id = "dan", userAgent = ReportedSite.Chrome }, props = new { url = "https://example.com/a,\"b\".pdf" } },
                new { timestamp = "2026-03-10T10:00:01Z", name = "pageview", url = "https://shop.example.com/?utm_source=%3Dcmd%2C%22x%22", visitor = new { id = "dan", userAgent = ReportedSite.Chrome }, props = new { url = "" } },
            },
        });
        Assert.Contains("\"accepted\":2,", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private async Task<(HttpResponseMessage Response, Dictionary<string, string[][]> Files)> ExportAsync(string query = "")
    {
        HttpResponseMessage response = await _site.Product.Admin.GetAsync($"/api/v2/sites/{_site.Id}/export?format=plausible{query}");
        Assert.True(response.StatusCode == HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        using var zip = new ZipArchive(new MemoryStream(await response.Content.ReadAsByteArrayAsync()));
        Dictionary<string, string[][]> files = [];
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            files[entry.Name] = Read(entry);
        }

        return (response, files);
    }

    private static string[][] Read(ZipArchiveEntry entry)
    {
        using var bytes = new MemoryStream();
        using (Stream file = entry.Open())
        {
            file.CopyTo(bytes);
        }

        return CsvReading.Rows(bytes.ToArray());
    }

    [Fact]
    public async Task It_has_Plausibles_ten_tables_with_Plausibles_columns()
    {
        (HttpResponseMessage response, Dictionary<string, string[][]> files) = await ExportAsync();

        Assert.Equal("application/zip", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("attachment; filename=\"example.com-plausible-2026-03-08-2026-03-10.zip\"", response.Content.Headers.ContentDisposition!.ToString());
        Assert.Equal(
            [
                "imported_browsers_20260308_20260310.csv: date,browser,browser_version,visitors,visits,visit_duration,bounces,pageviews",
                "imported_custom_events_20260308_20260310.csv: date,name,link_url,path,visitors,events",
                "imported_devices_20260308_20260310.csv: date,device,visitors,visits,visit_duration,bounces,pageviews",
                "imported_entry_pages_20260308_20260310.csv: date,entry_page,visitors,entrances,visit_duration,bounces",
                "imported_exit_pages_20260308_20260310.csv: date,exit_page,visitors,visit_duration,exits,bounces",
                "imported_locations_20260308_20260310.csv: date,country,region,visitors,visits,visit_duration,bounces,pageviews",
                "imported_operating_systems_20260308_20260310.csv: date,operating_system,operating_system_version,visitors,visits,visit_duration,bounces,pageviews",
                "imported_pages_20260308_20260310.csv: date,hostname,page,visits,visitors,pageviews",
                "imported_sources_20260308_20260310.csv: date,source,referrer,utm_source,utm_medium,utm_campaign,utm_content,utm_term,pageviews,visitors,visits,visit_duration,bounces",
                "imported_visitors_20260308_20260310.csv: date,visitors,pageviews,bounces,visits,visit_duration",
            ],
            files.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => $"{file.Key}: {string.Join(',', file.Value[0])}"));
        Assert.Equal("imported_entry_pages.pageviews,imported_exit_pages.pageviews,imported_locations.city,revenue,properties", response.Headers.GetValues("x-analytics-left-out").Single());
    }

    [Theory]
    [InlineData("imported_visitors", "", "visitors,pageviews,bounce_rate,visits,visit_duration", "visitors,pageviews,bounces,visits,visit_duration")]
    [InlineData("imported_browsers", "visit:browser,visit:browser_version", "visitors,visits,visit_duration,bounce_rate,pageviews", "visitors,visits,visit_duration,bounces,pageviews")]
    [InlineData("imported_devices", "visit:device", "visitors,visits,visit_duration,bounce_rate,pageviews", "visitors,visits,visit_duration,bounces,pageviews")]
    [InlineData("imported_operating_systems", "visit:os,visit:os_version", "visitors,visits,visit_duration,bounce_rate,pageviews", "visitors,visits,visit_duration,bounces,pageviews")]
    [InlineData("imported_locations", "visit:country,visit:region", "visitors,visits,visit_duration,bounce_rate,pageviews", "visitors,visits,visit_duration,bounces,pageviews")]
    [InlineData("imported_entry_pages", "visit:entry_page", "visitors,visits,visit_duration,bounce_rate", "visitors,entrances,visit_duration,bounces")]
    [InlineData("imported_exit_pages", "visit:exit_page", "visitors,visit_duration,visits,bounce_rate", "visitors,visit_duration,exits,bounces")]
    [InlineData("imported_sources", "visit:source,visit:referrer,visit:utm_source,visit:utm_medium,visit:utm_campaign,visit:utm_content,visit:utm_term", "pageviews,visitors,visits,visit_duration,bounce_rate", "pageviews,visitors,visits,visit_duration,bounces")]
    public async Task Its_numbers_are_what_questions_answer(string table, string dimensions, string metrics, string columns)
    {
        (_, Dictionary<string, string[][]> files) = await ExportAsync();
        string[][] file = files[$"{table}_20260308_20260310.csv"];
        string[] asked = dimensions.Split(',', StringSplitOptions.RemoveEmptyEntries);
        JsonElement answer = await _site.Product.QueryAsync(new { site_id = _site.Id, metrics = metrics.Split(','), date_range = (string[])["2026-03-08", "2026-03-10"], dimensions = (string[])["time:day", .. asked] });
        string[] names = metrics.Split(',');

        // Percent and means of the question, made of the totals of the file.
        string[] expected = [.. answer.GetProperty("results").EnumerateArray().Select(row =>
            string.Join('|', row.GetProperty("dimensions").EnumerateArray().Select(d => d.GetString() is "(not set)" or "Direct / None" ? "" : d.GetString())) + " " + string.Join(' ', row.GetProperty("metrics").EnumerateArray().Select(m => m.GetRawText())))];
        string[] got = [.. file[1..].Select(row =>
        {
            string Of(string metric) => row[1 + asked.Length + Array.IndexOf(names, metric)];
            decimal visits = Whole(Of("visits"));
            return string.Join('|', row[..(1 + asked.Length)]) + " " + string.Join(' ', names.Select(name => name switch
            {
                "bounce_rate" => decimal.Round(100 * Whole(Of(name)) / visits, 0, MidpointRounding.AwayFromZero).ToString(CultureInfo.InvariantCulture),
                "visit_duration" => decimal.Round(Whole(Of(name)) / visits, 0, MidpointRounding.AwayFromZero).ToString(CultureInfo.InvariantCulture),
                _ => Of(name),
            }));
        })];
        Assert.Equal(columns.Split(','), file[0][(1 + asked.Length)..]);
        Assert.Equal(expected.Order(StringComparer.Ordinal), got.Order(StringComparer.Ordinal));
        Assert.NotEmpty(got);
    }

    private static decimal Whole(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    [Fact]
    public async Task Pages_are_told_by_host_and_custom_events_by_what_Plausible_keeps_of_them()
    {
        (_, Dictionary<string, string[][]> files) = await ExportAsync();

        Assert.Equal(
            [
                "2026-03-08|example.com|/|1|1|1",
                "2026-03-09|example.com|/|2|2|2",
                "2026-03-09|example.com|/pricing|1|1|1",
                "2026-03-10|example.com|/blog|1|1|1",
                "2026-03-10|shop.example.com|/|1|1|1",
            ],
            files["imported_pages_20260308_20260310.csv"][1..].Select(row => string.Join('|', row)));
        Assert.Equal(
            [
                "2026-03-09|File_Download|||1|1",
                "2026-03-09|Signup|||1|1",
                "2026-03-09|404||/no-such-page|1|1",
                "2026-03-10|File Download|https://example.com/a,\"b\".pdf||1|1",
            ],
            files["imported_custom_events_20260308_20260310.csv"][1..].Select(row => string.Join('|', row)));
        Assert.Contains("=cmd,\"x\"", files["imported_sources_20260308_20260310.csv"].Select(row => row[3])); // what Plausible reads is what was written
    }

    [Fact]
    public async Task A_range_of_days_has_those_days_and_a_site_of_no_data_has_empty_tables()
    {
        (_, Dictionary<string, string[][]> one) = await ExportAsync("&from=2026-03-09&to=2026-03-09");
        (_, Dictionary<string, string[][]> none) = await ExportAsync("&from=2025-03-09&to=2025-03-09");

        Assert.Equal(["2026-03-09"], one["imported_visitors_20260309_20260309.csv"][1..].Select(row => row[0]));
        Assert.Equal((10, true), (none.Count, none.All(file => file.Value.Length == 1)));
    }

    [Fact]
    public async Task Accept_names_it_as_well_and_what_it_does_not_read_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v2/sites/{_site.Id}/export");
        request.Headers.Accept.ParseAdd("application/zip");
        HttpResponseMessage refused = await _site.Product.Admin.GetAsync($"/api/v2/sites/{_site.Id}/export?format=plausible&limit=5&cursor=x&from=2026-03-10&to=2026-03-09");
        JsonElement errors = JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement.GetProperty("errors");

        Assert.Equal("application/zip", (await _site.Product.Admin.SendAsync(request)).Content.Headers.ContentType!.ToString());
        Assert.Equal(["from", "limit", "cursor"], errors.EnumerateObject().Select(error => error.Name));
    }

    [Fact]
    public async Task Where_the_host_limits_an_answer_it_is_given_in_parts_that_name_the_next_day()
    {
        List<string> days = [];
        string? from = "2026-03-08";
        for (int part = 0; from is not null; part++)
        {
            Assert.True(part < 4, "There are more parts than days.");
            using var body = new MemoryStream();
            var context = new DefaultHttpContext { RequestServices = _site.Product.Services };
            context.Response.Body = body;
            context.Request.Path = "/api/v2/sites/example.com/export";
            context.Request.QueryString = new QueryString($"?format=plausible&from={from}");
            context.Features.Set(new AnswerLimits(MayLast: false, _site.Clock.GetUtcNow())); // no time is left: a part is one day
            Site site = (await _site.Product.Services.GetRequiredService<SiteDirectory>().FindAsync(_site.Id, TestContext.Current.CancellationToken))!;
            await (await _site.Product.Services.GetRequiredService<PlausibleExport>().AnswerAsync(context, site, LocalDay.Parse(from), LocalDay.Parse("2026-03-10"))).ExecuteAsync(context);
            using var zip = new ZipArchive(new MemoryStream(body.ToArray()));
            days.Add($"{zip.Entries[0].Name}: {string.Join(',', Read(zip.Entries[0])[1..].Select(row => row[0]))}");
            from = context.Response.Headers["x-analytics-next"].ToString() is { Length: > 0 } next ? next : null;
            Assert.Equal(from is null ? "" : $"</api/v2/sites/example.com/export?format=plausible&from={from}>; rel=\"next\"", context.Response.Headers.Link.ToString());
        }

        Assert.Equal(
            ["imported_visitors_20260308_20260308.csv: 2026-03-08", "imported_visitors_20260309_20260309.csv: 2026-03-09", "imported_visitors_20260310_20260310.csv: 2026-03-10"],
            days);
    }

    [Fact]
    public async Task What_fails_in_the_middle_ends_the_connection_and_is_no_archive()
    {
        LocalDay day = LocalDay.Parse("2026-03-09");
        var connection = new Connection();
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpRequestLifetimeFeature>(connection);
        var archive = new PlausibleArchive(day, day, [(day, "1,1,1,1,0")], (_, _, _) => throw new IOException("The table does not answer."), Some.Noon);

        _ = await Assert.ThrowsAsync<IOException>(() => archive.ExecuteAsync(context));
        Assert.True(connection.IsEnded);
    }

    private sealed class Connection : IHttpRequestLifetimeFeature
    {
        public bool IsEnded { get; private set; }

        public CancellationToken RequestAborted { get; set; }

        public void Abort() => IsEnded = true;
    }
}
