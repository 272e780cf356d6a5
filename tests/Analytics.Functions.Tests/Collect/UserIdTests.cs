using System.Text.Json;
using Amazon.DynamoDBv2.Model;

namespace Analytics.Functions.Tests.Collect;

/// <summary>A page may name its user. What is kept of it is the site's decision, and the visitor's.</summary>
public sealed class UserIdTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private RunningProduct _product = null!;

    public async ValueTask InitializeAsync() => _product = await RunningProduct.StartAsync(dynamo);

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    [Theory]
    [InlineData(true, null, "u-17")]
    [InlineData(true, 1, "u-17")]
    [InlineData(true, 0, null)]
    [InlineData(false, null, null)]
    [InlineData(false, 1, null)]
    public async Task It_is_kept_where_the_site_identifies_and_the_visitor_did_not_refuse(bool identification, int? consent, string? kept)
    {
        await _product.CreateSiteAsync("example.com", settings: new { identification });

        await _product.SendEventAsync(new { n = "pageview", u = "https://example.com/", d = "example.com", uid = "u-17", c = consent });

        List<Dictionary<string, AttributeValue>> items = (await _product.Dynamo.ScanAsync(new ScanRequest(_product.Tables.Events), default)).Items;
        Dictionary<string, AttributeValue> item = Assert.Single(items, i => i["pk"].S.Contains("#RAW#", StringComparison.Ordinal));
        using JsonDocument pack = JsonDocument.Parse(item.TryGetValue("x", out AttributeValue? x) ? x.S : "{}");
        Assert.Equal(kept, pack.RootElement.TryGetProperty("ui", out JsonElement user) ? user.GetString() : null);
    }
}
