using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Analytics.Functions.Tests.Sites;

public sealed class SitesTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private RunningProduct _product = null!;

    public async ValueTask InitializeAsync() => _product = await RunningProduct.StartAsync(dynamo);

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    private static async Task<JsonElement> JsonOf(HttpResponseMessage response) => JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;

    [Fact]
    public async Task A_site_is_made_found_changed_and_removed()
    {
        HttpResponseMessage made = await _product.Admin.PostAsJsonAsync("/api/v2/sites", new { name = "Shop", domains = new[] { "https://www.Shop.example/", "shop.net" }, timezone = "Europe/Tallinn" });
        JsonElement site = await JsonOf(made);
        string path = made.Headers.Location!.ToString();

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal("/api/v2/sites/" + site.GetProperty("id").GetString(), path);
        Assert.Equal(["shop.example", "shop.net"], site.GetProperty("domains").EnumerateArray().Select(d => d.GetString()));

        JsonElement changed = await JsonOf(await _product.Admin.PutAsJsonAsync(path, new { name = "Store", domain = "store.net" }));
        Assert.Equal(("Store", "store.net", "Europe/Tallinn"), (changed.GetProperty("name").GetString(), changed.GetProperty("domains")[0].GetString(), changed.GetProperty("timezone").GetString()));
        Assert.Equal(HttpStatusCode.OK, (await _product.Admin.GetAsync("/api/v2/sites/store.net")).StatusCode);

        Assert.Equal(HttpStatusCode.NoContent, (await _product.Admin.DeleteAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _product.Admin.GetAsync(path)).StatusCode);
        await _product.CreateSiteAsync("shop.net");
    }

    [Fact]
    public async Task Every_fault_of_a_site_is_told_by_its_field()
    {
        HttpResponseMessage response = await _product.Admin.PostAsJsonAsync("/api/v2/sites", new { name = "", domains = new[] { "exa mple" }, timezone = "Mars/Olympus", settings = new { dataRetentionDays = 5 } });

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Assert.Equal(["domains", "name", "settings.dataRetentionDays", "timezone"], (await JsonOf(response)).GetProperty("errors").EnumerateObject().Select(e => e.Name).Order());
    }

    [Fact]
    public async Task A_domain_that_another_site_has_is_named()
    {
        await _product.CreateSiteAsync("shop.net");

        HttpResponseMessage response = await _product.Admin.PostAsJsonAsync("/api/v2/sites", new { name = "Two", domains = new[] { "two.net", "shop.net" }, timezone = "UTC" });

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Contains("shop.net", (await JsonOf(response)).GetProperty("errors").GetProperty("domains")[0].GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"nmae\":\"x\"}")]
    [InlineData("{\"name\":7}")]
    public async Task What_cannot_be_read_changes_nothing(string body)
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await _product.Admin.PostAsync("/api/v2/sites", new StringContent(body))).StatusCode);
        Assert.Equal("""{"sites":[]}""", await _product.Admin.GetStringAsync("/api/v2/sites"));
    }
}
