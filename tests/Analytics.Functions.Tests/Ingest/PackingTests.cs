using System.Net.Http.Json;
using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using Analytics.Store.Table;

namespace Analytics.Functions.Tests.Ingest;

/// <summary>What sending together saves, at the door: counted in the items that stand in the table afterwards.</summary>
public sealed class PackingTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private RunningProduct _product = null!;

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.StartAsync(dynamo);
        await _product.CreateSiteAsync("example.com");
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    private static object[] Events => [.. Enumerable.Range(0, 100).Select(i => new
    {
        id = "e" + i,
        timestamp = Some.Noon.AddSeconds(i),
        url = $"https://example.com/articles/{i % 7}",
        referrer = "https://www.google.com/",
        visitor = new { ip = "203.0.113." + (i % 20), userAgent = Some.Chrome },
        props = new { author = "somebody" },
    })];

    private static string Log => string.Join('\n', Enumerable.Range(0, 100).Select(i =>
        $"203.0.113.{i % 20} - - [10/Mar/2026:12:00:{i % 60:00} +0000] \"GET /articles/{i % 7} HTTP/1.1\" 200 512 \"https://www.google.com/\" \"{Some.Chrome}\""));

    [Theory]
    [InlineData("batch")]
    [InlineData("session")]
    [InlineData("logs")]
    public async Task A_hundred_events_take_thirty_write_units_at_most(string route)
    {
        double before = await UnitsAsync();
        HttpResponseMessage response = route switch
        {
            "batch" => await _product.Admin.PostAsJsonAsync("/v1/ingest/batch", new { site = "example.com", events = Events }),
            "session" => await _product.Admin.PostAsJsonAsync("/v1/ingest/session", new { site = "example.com", visitor = new { id = "a" }, events = Enumerable.Range(0, 100).Select(i => new { url = "https://example.com/" + i }) }),
            _ => await _product.Admin.PostAsync("/v1/ingest/logs?site=example.com", new StringContent(Log)),
        };
        using JsonDocument answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());

        Assert.Equal(100, answer.RootElement.GetProperty("accepted").GetInt32());
        Assert.InRange(await UnitsAsync() - before, 1, 30);
    }

    private async Task<double> UnitsAsync()
    {
        ScanResponse all = await _product.Dynamo.ScanAsync(new ScanRequest(_product.Tables.Events) { ConsistentRead = true });
        return all.Items.Sum(item => Math.Ceiling(ItemSize.Of(item) / 1024.0));
    }
}
