using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Analytics.Functions.Maintain;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.Functions.Tests.Exports.Bucket;

/// <summary>The product writes its days to a bucket that behaves like S3, and they can be read from there.</summary>
public sealed class ExportBucketTests(LocalDynamo dynamo, LocalS3 s3) : IClassFixture<LocalS3>, IAsyncLifetime
{
    private const string Site = "/api/v2/sites/example.com";
    private readonly ManualClock _clock = new(Some.Noon);
    private string _bucket = "";
    private RunningProduct _product = null!;
    private string _id = "";

    private string Key => $"exports/site={_id}/day=2026-03-10/events.ndjson.gz";

    public async ValueTask InitializeAsync()
    {
        _bucket = await s3.CreateBucketAsync();
        (_product, _id) = await StartAsync(_bucket);
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    [Fact]
    public async Task A_sealed_day_appears_and_imported_into_another_site_it_gives_the_same_answers()
    {
        await SendAsync(12);
        Assert.Equal(0, (await MaintainAsync(TimeSpan.FromHours(15))).Faults);

        Assert.Equal([Key], await s3.KeysAsync(_bucket));
        IReadOnlyList<string> lines = await s3.LinesAsync(_bucket, Key);
        Assert.Equal(12, lines.Count);
        Assert.All(lines, line => Assert.DoesNotContain("203.0.113", line));
        Assert.True(await IsExportedAsync());

        _ = await _product.CreateSiteAsync("other.example");
        using var body = new StringContent(string.Join('\n', lines));
        (await _product.Admin.PostAsync("/v1/ingest/import?site=other.example", body)).EnsureSuccessStatusCode();
        Assert.Equal(await AnswerAsync("example.com"), await AnswerAsync("other.example"));
        _ = await MaintainAsync(TimeSpan.FromHours(1));
        Assert.Equal(await AnswerAsync("example.com"), await AnswerAsync("other.example"));
    }

    [Fact]
    public async Task What_comes_late_and_who_is_erased_change_what_lies_there()
    {
        await _product.Admin.PutAsJsonAsync(Site, new { settings = new { identification = true } });
        await SendAsync(5);
        _ = await MaintainAsync(TimeSpan.FromHours(15));
        Assert.Equal(5, (await s3.LinesAsync(_bucket, Key)).Count);

        var late = new[] { new { id = "late-1", timestamp = "2026-03-10T12:00:00Z", url = "https://example.com/late", userId = "ada", visitor = new { ip = "203.0.113.77", userAgent = Some.Chrome } } };
        (await _product.Admin.PostAsJsonAsync("/v1/ingest/batch", new { site = "example.com", events = late })).EnsureSuccessStatusCode();
        _ = await MaintainAsync(TimeSpan.FromMinutes(20));
        Assert.Single(await s3.LinesAsync(_bucket, Key), line => line.Contains("\"userId\":\"ada\"", StringComparison.Ordinal));

        (await _product.Admin.PostAsJsonAsync(Site + "/erasures", new { userId = "ada" })).EnsureSuccessStatusCode();
        _ = await MaintainAsync(TimeSpan.FromMinutes(3));
        IReadOnlyList<string> lines = await s3.LinesAsync(_bucket, Key);
        Assert.Equal(5, lines.Count);
        Assert.All(lines, line => Assert.DoesNotContain("late", line));
        JsonElement erasure = Assert.Single((await _product.Admin.GetFromJsonAsync<JsonElement>(Site + "/erasures")).GetProperty("erasures").EnumerateArray());
        Assert.Equal("finished", erasure.GetProperty("state").GetString());
    }

    [Fact]
    public async Task With_the_site_its_days_go()
    {
        await SendAsync(3);
        _ = await MaintainAsync(TimeSpan.FromHours(15));
        Assert.Single(await s3.KeysAsync(_bucket));

        (await _product.Admin.DeleteAsync(Site)).EnsureSuccessStatusCode();
        _ = await MaintainAsync(TimeSpan.FromMinutes(21));
        Assert.Empty(await s3.KeysAsync(_bucket));
    }

    [Fact]
    public async Task A_day_that_was_sealed_before_there_was_a_bucket_is_written_there_on_request()
    {
        Assert.Equal(HttpStatusCode.Conflict, await WithoutBucketAsync());
        await SendAsync(3);
        _ = await MaintainAsync(TimeSpan.FromHours(15));
        _ = await s3.Client.DeleteObjectAsync(_bucket, Key);
        Assert.Equal(0, await AskAsync("")); // as far as anybody knows it lies there

        Assert.Equal(HttpStatusCode.BadRequest, (await _product.Admin.PostAsync(Site + "/maintenance/export?from=x", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _product.Admin.PostAsync("/api/v2/sites/other.net/maintenance/export", null)).StatusCode);
    }

    [Theory]
    [InlineData("missing", "There is no bucket missing: make it")]
    [InlineData("denied", "may not be written (AccessDenied): allow s3:PutObject")]
    [InlineData("busy", "The bucket busy answers 503 SlowDown")]
    public async Task A_bucket_that_cannot_be_written_stops_nothing_and_is_told_with_its_remedy(string bucket, string remedy)
    {
        (RunningProduct product, _) = await StartAsync(bucket);
        await using (product)
        {
            await SendAsync(3, product);
            MaintenanceRun run = await MaintainAsync(TimeSpan.FromHours(15), product);

            Assert.Equal(1, run.Faults);
            Assert.Contains(product.Log, line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains(remedy, StringComparison.Ordinal));
            JsonElement day = Assert.Single((await product.Admin.GetFromJsonAsync<JsonElement>(Site + "/maintenance")).GetProperty("days").EnumerateArray());
            Assert.Equal(("sealed", false), (day.GetProperty("state").GetString(), day.GetProperty("exported").GetBoolean()));
        }
    }

    [Fact]
    public async Task Nothing_is_asked_of_the_bucket_but_to_put_and_to_delete_days()
    {
        await SendAsync(3);
        _ = await MaintainAsync(TimeSpan.FromHours(15));
        (await _product.Admin.DeleteAsync(Site)).EnsureSuccessStatusCode();
        _ = await MaintainAsync(TimeSpan.FromMinutes(21));

        IReadOnlyList<(string Action, string Key)> requests = s3.RequestsOf(_bucket);
        Assert.Equal(["s3:DeleteObject", "s3:PutObject"], requests.Select(r => r.Action).Distinct().Order());
        Assert.All(requests, r => Assert.StartsWith("exports/", r.Key));
    }

    private async Task<HttpStatusCode> WithoutBucketAsync()
    {
        await using RunningProduct without = await RunningProduct.StartAsync(dynamo, _clock);
        _ = await without.CreateSiteAsync("example.com");
        return (await without.Admin.PostAsync(Site + "/maintenance/export", null)).StatusCode;
    }

    private async Task<(RunningProduct Product, string Site)> StartAsync(string bucket)
    {
        RunningProduct product = await RunningProduct.StartAsync(dynamo, _clock, settings: new Dictionary<string, string>
        {
            ["ANALYTICS_EXPORT_BUCKET"] = bucket,
            ["ANALYTICS_EXPORT_ENDPOINT"] = s3.Endpoint.ToString(),
        });
        return (product, await product.CreateSiteAsync("example.com"));
    }

    private async Task SendAsync(int count, RunningProduct? product = null)
    {
        for (int i = 0; i < count; i++)
        {
            HttpResponseMessage sent = await (product ?? _product).SendEventAsync(
                new { n = i % 4 == 3 ? "Sign up" : "pageview", u = $"https://example.com/{i % 3}?utm_source=news", d = "example.com", p = new { plan = "ä\"ö" } }, address: $"203.0.113.{i % 5}");
            Assert.Equal(HttpStatusCode.Accepted, sent.StatusCode);
        }
    }

    private async Task<MaintenanceRun> MaintainAsync(TimeSpan later, RunningProduct? product = null)
    {
        _clock.Advance(later);
        return await (product ?? _product).Services.GetRequiredService<Maintenance>().RunAsync(TestContext.Current.CancellationToken);
    }

    private async Task<int> AskAsync(string query) =>
        (await (await _product.Admin.PostAsync(Site + "/maintenance/export" + query, null)).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("days").GetInt32();

    private async Task<bool> IsExportedAsync() =>
        Assert.Single((await _product.Admin.GetFromJsonAsync<JsonElement>(Site + "/maintenance")).GetProperty("days").EnumerateArray()).GetProperty("exported").GetBoolean();

    private async Task<string> AnswerAsync(string site) => (await _product.QueryAsync(new
    {
        site_id = site,
        metrics = new[] { "visitors", "visits", "pageviews", "events", "bounce_rate", "visit_duration" },
        date_range = new[] { "2026-03-10", "2026-03-10" },
        dimensions = new[] { "event:page", "visit:source", "visit:browser" },
    })).GetProperty("results").GetRawText();
}
