using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Analytics.Functions.Stats.Reports;
using Analytics.Functions.Tests.Stats.Reports;

namespace Analytics.Functions.Tests.Tables;

/// <summary>Every question and list as CSV and as lines of JSON: what they say is what the JSON says.</summary>
public sealed class TableTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private const string Days = "from=2026-03-09&to=2026-03-10";

    private static readonly string[] Hostile =
    [
        "=cmd|'/C calc'!A0", "+1", "-1", "@SUM(A1)", "\tx", "a\rb", "one\ntwo", "\"quoted\", and, commas", "naïve 日本語 😀", "＝1+1", " =1+1", "1,5", "plain",
    ];

    private ReportedSite _site = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await ReportedSite.StartAsync(dynamo, settings: new { singleVisits = true, identification = true });
        await _site.HappensAsync("""
            8 10:00 ann /        EE
            9 10:00 ann /        https://news.example/today EE
            9 10:01 ann /pricing EE
            9 10:02 ann *Signup  EE plan=pro
            9 11:00 bob /        DE phone
            10 09:00 cyd /blog   https://www.google.com/
            """);
        object[] events = [.. Hostile.Select((text, i) => new
        {
            timestamp = "2026-03-10T08:00:00Z", name = "Note", url = "https://example.com/notes", visitor = new { id = $"v{i}", userAgent = ReportedSite.Chrome }, userId = $"u{i}", props = new { note = text, other = text },
        })];
        HttpResponseMessage response = await _site.Product.Admin.PostAsJsonAsync("/v1/ingest/batch", new { site = _site.Id, events });
        Assert.Contains($"\"accepted\":{Hostile.Length},", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private string Report(string report) => $"/api/v2/sites/{_site.Id}/{report}";

    private async Task<HttpResponseMessage> AskAsync(string address, string? accept = null, object? body = null)
    {
        using var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, address) { Content = body is null ? null : JsonContent.Create(body) };
        if (accept is not null)
        {
            _ = request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        return await _site.Product.Admin.SendAsync(request);
    }

    private async Task<string[][]> CsvAsync(string address, object? body = null)
    {
        HttpResponseMessage response = await AskAsync(address, "text/csv", body);
        byte[] bytes = await response.Content.ReadAsByteArrayAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{address}: {(int)response.StatusCode} {Encoding.UTF8.GetString(bytes)}");
        Assert.Equal("text/csv; charset=utf-8; header=present", response.Content.Headers.ContentType!.ToString());
        return CsvReading.Rows(bytes);
    }

    private async Task<JsonElement> JsonAsync(string address, object? body = null)
    {
        HttpResponseMessage response = await AskAsync(address, null, body);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
    }

    private async Task<JsonElement[]> LinesAsync(string address, object? body = null)
    {
        HttpResponseMessage response = await AskAsync(address, "application/x-ndjson", body);
        Assert.Equal("application/x-ndjson", response.Content.Headers.ContentType!.ToString());
        string text = await response.Content.ReadAsStringAsync();
        Assert.True(text.Length == 0 || text.EndsWith('\n'), text);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }

    private static string Cell(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };

    private static string Harmless(string text) => text.TrimStart() is ['=' or '+' or '-' or '@' or '＝', ..] || text is ['\t' or '\r' or '\n', ..] ? "'" + text : text;

    private object Query(string[] dimensions, string[] metrics, object? include = null, object? pagination = null) =>
        new { site_id = _site.Id, metrics, dimensions, date_range = (string[])["2026-03-08", "2026-03-10"], include = include ?? new { }, pagination = pagination ?? new { limit = 10_000 } };

    [Fact]
    public async Task Every_list_of_a_site_says_the_same_in_every_form()
    {
        foreach (SiteList list in SiteReports.Lists)
        {
            string address = Report($"{list.Address}?{Days}&limit=100");
            JsonElement[] rows = [.. (await JsonAsync(address)).GetProperty(list.Name).EnumerateArray()];
            string[][] csv = await CsvAsync(address);
            JsonElement[] lines = await LinesAsync(address);

            string[] columns = csv[0];
            Assert.Contains("visitors", columns);
            Assert.Equal(rows.Select(row => columns.Select(column => Cell(row.GetProperty(column)))), csv[1..]);
            Assert.Equal(rows.Select(row => JsonSerializer.Serialize(row)), lines.Select(row => JsonSerializer.Serialize(row)));
            Assert.All(rows, row => Assert.Equal(columns, row.EnumerateObject().Select(member => member.Name)));
        }
    }

    [Fact]
    public async Task A_sites_figures_are_one_row_with_their_change()
    {
        string[][] csv = await CsvAsync(Report("stats?" + Days));
        JsonElement json = await JsonAsync(Report("stats?" + Days));

        Assert.Equal(["start", "end", "views", "visits", "visitors", "bounceRate", "avgDuration", "change:views", "change:visits", "change:visitors", "change:bounceRate", "change:avgDuration"], csv[0]);
        Assert.Equal(2, csv.Length);
        Assert.Equal(Cell(json.GetProperty("change").GetProperty("avgDuration")), csv[1][^1]);
        Assert.Equal(Cell(json.GetProperty("views")), csv[1][2]);
    }

    [Fact]
    public async Task A_sites_course_is_a_row_for_each_bucket()
    {
        string[][] csv = await CsvAsync(Report("timeseries?" + Days));

        Assert.Equal(["timestamp", "views", "visits", "visitors"], csv[0]);
        Assert.Equal((await JsonAsync(Report("timeseries?" + Days))).GetProperty("data").EnumerateArray().Select(row => csv[0].Select(c => Cell(row.GetProperty(c)))), csv[1..]);
    }

    [Fact]
    public async Task An_answer_of_the_query_has_its_dimensions_then_its_metrics()
    {
        object query = Query(["visit:source", "visit:country"], ["visitors", "visits", "bounce_rate"]);
        string[][] csv = await CsvAsync("/api/v2/query", query);
        JsonElement json = await JsonAsync("/api/v2/query", query);

        Assert.Equal(["visit:source", "visit:country", "visitors", "visits", "bounce_rate"], csv[0]);
        Assert.Equal(json.GetProperty("results").EnumerateArray().Select(row => row.GetProperty("dimensions").EnumerateArray().Concat(row.GetProperty("metrics").EnumerateArray()).Select(Cell)), csv[1..]);
    }

    [Fact]
    public async Task A_comparison_is_columns_of_its_own()
    {
        object query = Query(["time:day"], ["visitors", "bounce_rate"], new { compare = "previous_period" });
        string[][] csv = await CsvAsync("/api/v2/query", query);
        JsonElement[] rows = [.. (await JsonAsync("/api/v2/query", query)).GetProperty("results").EnumerateArray()];

        Assert.Equal(["time:day", "visitors", "bounce_rate", "comparison:time:day", "comparison:visitors", "comparison:bounce_rate", "change:visitors", "change:bounce_rate"], csv[0]);
        Assert.NotEmpty(rows);
        Assert.Equal(
            rows.Select(row => row.GetProperty("dimensions").EnumerateArray().Concat(row.GetProperty("metrics").EnumerateArray())
                .Concat(row.GetProperty("comparison").GetProperty("dimensions").EnumerateArray())
                .Concat(row.GetProperty("comparison").GetProperty("metrics").EnumerateArray())
                .Concat(row.GetProperty("comparison").GetProperty("change").EnumerateArray()).Select(Cell)),
            csv[1..]);
    }

    [Fact]
    public async Task Money_is_a_number_beside_its_currency()
    {
        await _site.Product.Admin.PostAsJsonAsync("/v1/ingest/batch", new
        {
            site = _site.Id,
            events = new[] { new { timestamp = "2026-03-10T09:00:00Z", name = "Sale", url = "https://example.com/", visitor = new { id = "buyer", userAgent = ReportedSite.Chrome }, revenue = new { currency = "EUR", amount = "12.5" } } },
        });

        Assert.Equal((string[][])[["event:name", "total_revenue", "currency:total_revenue"], ["Sale", "12.5", "EUR"]],
            (await CsvAsync("/api/v2/query", Query(["event:name"], ["total_revenue"]))).Where(row => row[0] is "Sale" or "event:name"));
    }

    [Fact]
    public async Task Text_that_a_spreadsheet_would_run_is_text_and_all_else_comes_out_as_it_went_in()
    {
        string[] csv = [.. (await CsvAsync("/api/v2/query", Query(["event:props:note"], ["events"]))).Skip(1).Select(row => row[0])];
        string[] lines = [.. (await LinesAsync("/api/v2/query", Query(["event:props:note"], ["events"]))).Select(row => row.GetProperty("event:props:note").GetString()!)];
        string[] kept = [.. Hostile.Select(text => text.Trim())];

        Assert.Equal(kept.Select(Harmless).Order(StringComparer.Ordinal), csv.Where(text => text != "(none)" && text != "(not set)").Order(StringComparer.Ordinal));
        Assert.Equal(kept.Order(StringComparer.Ordinal), lines.Where(text => text != "(none)" && text != "(not set)").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("csv", "text/csv; charset=utf-8; header=present")]
    [InlineData("ndjson", "application/x-ndjson")]
    [InlineData("json", "application/json; charset=utf-8")]
    public async Task The_parameter_goes_before_the_header(string format, string type)
    {
        foreach (string accept in (string[])["text/csv", "application/pdf", "application/json", "*/*"])
        {
            Assert.Equal(type, (await AskAsync(Report($"pages?{Days}&format={format}"), accept)).Content.Headers.ContentType!.ToString());
        }
    }

    [Theory]
    [InlineData("&format=xml", null, "format")]
    [InlineData("&format=CSV", null, "format")]
    [InlineData("&format=plausible", null, "format")]
    [InlineData("", "application/pdf", "Accept")]
    public async Task A_form_that_there_is_not_is_refused_with_those_that_there_are(string query, string? accept, string field)
    {
        HttpResponseMessage response = await AskAsync(Report($"pages?{Days}{query}"), accept);
        JsonElement problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;

        Assert.Equal((HttpStatusCode.NotAcceptable, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Assert.Equal("must name a form that there is: json (application/json), ndjson (application/x-ndjson), csv (text/csv)", problem.GetProperty("errors").GetProperty(field)[0].GetString());
    }

    [Theory]
    [InlineData("format=csv&bom=yes", "must be true or false")]
    [InlineData("bom=true", "only a table has a byte order mark")]
    [InlineData("format=ndjson&bom=true", "only a table has a byte order mark")]
    [InlineData("format=csv&format=json", "is given more than once")]
    public async Task What_cannot_be_meant_is_refused(string query, string words)
    {
        HttpResponseMessage response = await AskAsync(Report($"pages?{Days}&{query}"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(words, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_query_refuses_a_form_in_its_own_words_and_before_the_question_is_read()
    {
        HttpResponseMessage response = await AskAsync("/api/v2/query?format=xml", null, new { });

        Assert.Equal(HttpStatusCode.NotAcceptable, response.StatusCode);
        Assert.StartsWith("""{"error":"format: must name a form that there is: json""", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_byte_order_mark_begins_a_table_where_it_is_asked_for()
    {
        byte[] with = await (await AskAsync(Report($"pages?{Days}&format=csv&bom=true"))).Content.ReadAsByteArrayAsync();
        byte[] without = await (await AskAsync(Report($"pages?{Days}&format=csv&bom=false"))).Content.ReadAsByteArrayAsync();

        Assert.Equal([0xEF, 0xBB, 0xBF, .. without], with);
        Assert.StartsWith("path,views,visits,visitors\r\n", Encoding.UTF8.GetString(without), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_called_by_site_report_and_days()
    {
        HttpResponseMessage pages = await AskAsync(Report($"pages?{Days}"), "text/csv"), query = await AskAsync("/api/v2/query?format=ndjson", null, Query(["event:page"], ["visitors"]));

        Assert.Equal("attachment; filename=\"example.com-pages-2026-03-09-2026-03-10.csv\"", pages.Content.Headers.ContentDisposition!.ToString());
        Assert.Equal("attachment; filename=\"example.com-query-2026-03-08-2026-03-10.ndjson\"", query.Content.Headers.ContentDisposition!.ToString());
        Assert.Contains("Accept", pages.Headers.Vary);
    }

    [Theory]
    [InlineData("pages?from=2026-03-08&to=2026-03-10&limit=2", "path")]
    [InlineData("/v1/sessions?site=example.com&from=2026-03-08&to=2026-03-10&limit=3", "sessionId")]
    [InlineData("/v1/events?site=example.com&from=2026-03-08&to=2026-03-10&limit=5", "timestamp")]
    public async Task A_whole_list_is_got_by_following_its_links(string address, string column)
    {
        string all = (address[0] == '/' ? address : Report(address)).Replace("limit=2", "limit=1000", StringComparison.Ordinal).Replace("limit=3", "limit=1000", StringComparison.Ordinal).Replace("limit=5", "limit=1000", StringComparison.Ordinal);
        foreach (string accept in (string[])["text/csv", "application/json"])
        {
            List<string> got = [];
            int parts = 0;
            for (string? next = address[0] == '/' ? address : Report(address); next is not null; parts++)
            {
                HttpResponseMessage part = await AskAsync(next, accept);
                byte[] bytes = await part.Content.ReadAsByteArrayAsync();
                got.AddRange(accept == "text/csv" ? CsvReading.Rows(bytes)[1..].Select(row => string.Join('|', row)) : [Encoding.UTF8.GetString(bytes)]);
                Assert.Equal(part.Headers.Contains("Link"), part.Headers.Contains("x-analytics-next"));
                next = part.Headers.TryGetValues("Link", out IEnumerable<string>? link) ? link.Single()[1..^13] : null;
            }

            Assert.True(parts > 1, $"{parts} parts");
            if (accept == "text/csv")
            {
                Assert.Contains(column, (await CsvAsync(all))[0]);
                Assert.Equal((await CsvAsync(all))[1..].Select(row => string.Join('|', row)), got);
            }
        }
    }

    [Fact]
    public async Task A_question_that_came_in_a_body_goes_on_at_an_address()
    {
        List<string> got = [];
        HttpResponseMessage part = await AskAsync("/api/v2/query?format=csv", null, Query(["event:props:note"], ["events"], pagination: new { limit = 5 }));
        Assert.Equal("5", part.Headers.GetValues("x-analytics-next").Single());
        Assert.Equal((Hostile.Length + 1).ToString(CultureInfo.InvariantCulture), part.Headers.GetValues("x-analytics-total").Single());
        while (true)
        {
            got.AddRange(CsvReading.Rows(await part.Content.ReadAsByteArrayAsync())[1..].Select(row => row[0]));
            if (!part.Headers.TryGetValues("Link", out IEnumerable<string>? link))
            {
                break;
            }

            part = await AskAsync(link.Single()[1..^13]);
        }

        Assert.Equal((await CsvAsync("/api/v2/query", Query(["event:props:note"], ["events"])))[1..].Select(row => row[0]), got);
    }

    [Fact]
    public async Task What_qualifies_the_numbers_is_told_beside_them()
    {
        HttpResponseMessage table = await AskAsync("/api/v2/query?format=csv", null, Query(["time:day"], ["visitors", "total_revenue"], new { time_labels = true }));
        JsonElement told = JsonDocument.Parse(table.Headers.GetValues("x-analytics-warnings").Single()).RootElement;
        JsonElement meta = (await JsonAsync("/api/v2/query", Query(["time:day"], ["visitors", "total_revenue"]))).GetProperty("meta");

        Assert.Equal(JsonSerializer.Serialize(meta.GetProperty("metric_warnings")), JsonSerializer.Serialize(told.GetProperty("metric_warnings")));
        Assert.Equal("time_labels", told.GetProperty("left_out")[0].GetString());
        Assert.False((await AskAsync("/api/v2/query?format=csv", null, Query(["time:day"], ["visitors"]))).Headers.Contains("x-analytics-warnings"));
    }

    [Fact]
    public async Task An_answer_that_a_client_has_is_known_by_its_form_too()
    {
        string q = Uri.EscapeDataString(JsonSerializer.Serialize(new { site_id = _site.Id, metrics = (string[])["visitors"], date_range = (string[])["2026-02-01", "2026-02-02"] }));
        HttpResponseMessage json = await AskAsync($"/api/v2/query?q={q}"), csv = await AskAsync($"/api/v2/query?q={q}", "text/csv");
        using var again = new HttpRequestMessage(HttpMethod.Get, $"/api/v2/query?q={q}&format=csv");
        again.Headers.IfNoneMatch.Add(csv.Headers.ETag!);
        using var other = new HttpRequestMessage(HttpMethod.Get, $"/api/v2/query?q={q}");
        other.Headers.IfNoneMatch.Add(csv.Headers.ETag!);

        Assert.NotEqual(json.Headers.ETag, csv.Headers.ETag);
        Assert.Equal(HttpStatusCode.NotModified, (await _site.Product.Admin.SendAsync(again)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _site.Product.Admin.SendAsync(other)).StatusCode);
    }

    [Fact]
    public async Task Single_visits_and_events_are_tables_with_their_properties_as_JSON()
    {
        string[][] visits = await CsvAsync($"/v1/sessions?site={_site.Id}&{Days}"), events = await CsvAsync($"/v1/events?site={_site.Id}&{Days}&eventName=Note");
        JsonElement[] json = [.. (await JsonAsync($"/v1/sessions?site={_site.Id}&{Days}")).GetProperty("data").EnumerateArray()];

        Assert.Equal(json[0].EnumerateObject().Select(m => m.Name), visits[0]);
        Assert.Equal(json.Select(row => visits[0].Select(column => Cell(row.GetProperty(column)))), visits[1..]);
        int properties = Array.IndexOf(events[0], "properties");
        Assert.Equal(Hostile.Select(t => t.Trim()).Order(StringComparer.Ordinal), events[1..].Select(row => JsonDocument.Parse(row[properties]).RootElement.GetProperty("note").GetString()!).Order(StringComparer.Ordinal));
        Assert.Equal(["revenue.currency", "revenue.amount"], events[0][^2..]);
    }

    [Fact]
    public async Task Funnels_journeys_and_retention_are_tables()
    {
        object funnel = new { date_range = "30d", steps = new object[] { new { page = "/" }, new { page = "/pricing" } }, breakdown = "visit:country" };
        object journeys = new { date_range = "30d" }, retention = new { date_range = "30d", period = "day" };
        string[][] steps = await CsvAsync(Report("funnel"), funnel), paths = await CsvAsync(Report("journeys"), journeys), seen = await CsvAsync(Report("retention"), retention);
        JsonElement json = await JsonAsync(Report("retention"), retention);

        Assert.Equal(["visit:country", "step", "name", "visitors", "conversion_rate", "step_conversion_rate", "drop_off", "drop_off_rate", "median_ms", "mean_ms"], steps[0]);
        Assert.Equal(["", "1", "/", "3", "100", "100", "0", "0", "", ""], steps[1]);
        Assert.Equal(["EE", "1", "/", "2"], steps[3][..4]);
        Assert.Equal(["pages", "visits", "visitors", "share"], paths[0]);
        Assert.Contains("""["/","/pricing"]""", paths.Select(row => row[0]));
        Assert.Equal(["start", "people", "period", "seen", "rate"], seen[0]);
        Assert.Equal(json.GetProperty("cohorts").EnumerateArray().Sum(cohort => cohort.GetProperty("seen").GetArrayLength()), seen.Length - 1);
        Assert.Contains("identified people", (await AskAsync(Report("retention"), "text/csv", retention)).Headers.GetValues("x-analytics-warnings").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_faces_of_the_query_service_are_tables()
    {
        Assert.Equal((string[][])[["metric", "value", "change"], ["visitors", "1", "0"]], await CsvAsync("/metrics?metrics=visitors&start=2026-03-08&end=2026-03-09"));
        Assert.Equal((string[][])[["date", "value"], ["2026-03-08", "1"]], await CsvAsync("/timeseries?metric=visitors&start=2026-03-08&end=2026-03-09"));
        Assert.Equal((string[][])[["dimension", "value", "percentage"], ["/", "1", "100"]], await CsvAsync("/breakdown?dimension=page&start=2026-03-08&end=2026-03-09"));
    }

    [Fact]
    public async Task An_export_of_events_has_the_same_forms()
    {
        string address = Report("export?from=2026-03-08&to=2026-03-09");
        JsonElement json = JsonDocument.Parse(await (await AskAsync(address, "application/json")).Content.ReadAsStringAsync()).RootElement;

        Assert.Equal("application/x-ndjson", (await AskAsync(address)).Content.Headers.ContentType!.ToString());
        Assert.Equal((await LinesAsync(address)).Select(e => e.GetRawText()), json.GetProperty("events").EnumerateArray().Select(e => e.GetRawText()));
        Assert.Equal((5, JsonValueKind.Null), (json.GetProperty("events").GetArrayLength(), json.GetProperty("next").ValueKind));
        Assert.Equal(6, (await CsvAsync(address)).Length);
        Assert.Equal(HttpStatusCode.NotAcceptable, (await AskAsync(address + "&format=xml")).StatusCode);
        Assert.Equal(HttpStatusCode.NotAcceptable, (await AskAsync(address, "text/html")).StatusCode);
    }
}
