using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Analytics.Functions.Tests.Stats.Reports;

/// <summary>The errors of a site's pages in groups, and what is said about them.</summary>
public sealed class ErrorTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private const string Days = "from=2026-03-09&to=2026-03-10";
    private ReportedSite _site = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await ReportedSite.StartAsync(dynamo);
        await _site.HappensAsync("""
            9 10:00 ann /
            9 10:01 ann *error message=broken stack=at_a fingerprint=f1 release=1
            9 10:02 ann *error message=broken stack=at_a fingerprint=f1 release=1
            10 09:00 bob *error message=worse stack=at_b fingerprint=f1 release=2 phone
            10 09:01 bob *error message=other fingerprint=f2 release=2 phone
            10 09:02 bob *Signup fingerprint=f1
            """);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Groups_have_counts_visitors_times_and_their_newest_sample()
    {
        JsonElement groups = await ListAsync("errors?" + Days);

        Assert.Equal(["f1", "f2"], Fingerprints(groups));
        Assert.Equal(
            """{"fingerprint":"f1","status":"open","count":3,"visitors":2,"firstSeen":"2026-03-09T10:01:00Z","lastSeen":"2026-03-10T09:00:00Z","message":"worse","stack":"at_b","pages":["/"],"browsers":["Chrome","Safari"],"releases":["1","2"]}""",
            groups[0].GetRawText());
    }

    [Theory]
    [InlineData("sort=lastSeen", "f2 f1")]
    [InlineData("sort=firstSeen", "f2 f1")]
    [InlineData("sort=visitors", "f1 f2")]
    [InlineData("q=OTHER", "f2")]
    [InlineData("limit=1&page=2", "f2")]
    [InlineData("status=open", "f1 f2")]
    [InlineData("status=resolved", "")]
    public async Task They_are_sorted_sought_and_told_in_pages(string parameters, string fingerprints) =>
        Assert.Equal(fingerprints.Split(' ', StringSplitOptions.RemoveEmptyEntries), Fingerprints(await ListAsync($"errors?{parameters}&{Days}")));

    [Fact]
    public async Task What_is_ignored_or_resolved_stays_so_until_it_is_seen_in_a_later_release()
    {
        await MarkAsync("f2", "ignored");
        await MarkAsync("f1", "resolved");
        Assert.Equal(["f1"], Fingerprints(await ListAsync("errors?status=resolved&" + Days)));
        Assert.Equal(["f2"], Fingerprints(await ListAsync("errors?status=ignored&" + Days)));
        Assert.Empty(Fingerprints(await ListAsync("errors?status=open&" + Days)));

        await _site.HappensAsync("10 12:01 cyd *error message=broken fingerprint=f1 release=1\n10 12:02 cyd *error message=other fingerprint=f2 release=3");
        Assert.Equal(["f1"], Fingerprints(await ListAsync("errors?status=resolved&" + Days)));

        await _site.HappensAsync("10 12:03 cyd *error message=broken fingerprint=f1 release=3");
        JsonElement open = await ListAsync("errors?status=open&" + Days);
        Assert.Equal(["f1"], Fingerprints(open));
        Assert.True(open[0].GetProperty("reopened").GetBoolean());
        Assert.Equal(["f2"], Fingerprints(await ListAsync("errors?status=ignored&" + Days)));

        await MarkAsync("f2", "open");
        Assert.Equal(["f1", "f2"], Fingerprints(await ListAsync("errors?status=open&" + Days)));
    }

    [Fact]
    public async Task One_group_is_seen_from_all_sides()
    {
        using JsonDocument group = JsonDocument.Parse(await _site.ReportAsync("errors/f1?" + Days));
        JsonElement of = group.RootElement;

        Assert.Equal("""[{"timestamp":"2026-03-09T00:00:00Z","count":2,"visitors":1},{"timestamp":"2026-03-10T00:00:00Z","count":1,"visitors":1}]""", of.GetProperty("timeseries").GetRawText());
        Assert.Equal(["worse", "broken"], of.GetProperty("samples").EnumerateArray().Select(sample => sample.GetProperty("message").GetString()));
        Assert.Equal("""[{"name":"1","count":2,"visitors":1},{"name":"2","count":1,"visitors":1}]""", of.GetProperty("releases").GetRawText());
        Assert.Equal("""[{"name":"Chrome","count":2,"visitors":1},{"name":"Safari","count":1,"visitors":1}]""", of.GetProperty("browsers").GetRawText());
    }

    [Theory]
    [InlineData("f9", """{"status":"resolved"}""", HttpStatusCode.NotFound, "error of the last 90 days")]
    [InlineData("f1", """{"status":"done","why":"x"}""", HttpStatusCode.BadRequest, "must be open, resolved or ignored")]
    [InlineData("f1", "{}", HttpStatusCode.BadRequest, "is required")]
    public async Task What_cannot_be_said_is_refused_with_words(string fingerprint, string body, HttpStatusCode status, string words)
    {
        HttpResponseMessage response = await _site.Product.Admin.PutAsync($"/api/v2/sites/{_site.Id}/errors/{fingerprint}", new StringContent(body));

        Assert.Equal(status, response.StatusCode);
        Assert.Contains(words, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.StartsWith("404", await _site.ReportAsync("errors/f9?" + Days), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_of_ts_analytics_are_grouped_too()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/collect")
        {
            Content = JsonContent.Create(new { s = _site.Id, e = "error", u = "https://example.com/shop", p = new { message = "x is null", source = "https://example.com/app.js", line = 10, col = 5, stack = "at save (https://example.com/app.js:10:5)" } }),
        };
        request.Headers.TryAddWithoutValidation("User-Agent", ReportedSite.Chrome);
        Assert.Equal(HttpStatusCode.NoContent, (await _site.Product.Anonymous.SendAsync(request)).StatusCode);

        JsonElement group = Assert.Single((await ListAsync("errors?q=null&" + Days)).EnumerateArray());
        Assert.Matches("^[0-9a-z]{1,7}$", group.GetProperty("fingerprint").GetString());
        Assert.Contains("\"line\":\"10\",\"column\":\"5\"", await _site.ReportAsync($"errors/{group.GetProperty("fingerprint").GetString()}?" + Days), StringComparison.Ordinal);
    }

    private static IEnumerable<string?> Fingerprints(JsonElement groups) => groups.EnumerateArray().Select(group => group.GetProperty("fingerprint").GetString());

    private async Task<JsonElement> ListAsync(string report)
    {
        using JsonDocument json = JsonDocument.Parse(await _site.ReportAsync(report));
        return json.RootElement.GetProperty("errors").Clone();
    }

    private async Task MarkAsync(string fingerprint, string status)
    {
        HttpResponseMessage response = await _site.Product.Admin.PutAsJsonAsync($"/api/v2/sites/{_site.Id}/errors/{fingerprint}", new { status });
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }
}
