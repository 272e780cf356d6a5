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
        Assert.Equal((site.GetProperty("id").GetString(), "shop.example"), (site.GetProperty("domainKey").GetString(), site.GetProperty("domain").GetString())); // as LittleStats' clients read them
        Assert.Equal(["shop.example", "shop.net"], site.GetProperty("domains").EnumerateArray().Select(d => d.GetString()));

        JsonElement changed = await JsonOf(await _product.Admin.PutAsJsonAsync(path, new { name = "Store", domain = "store.net" }));
        Assert.Equal(("Store", "store.net", "Europe/Tallinn"), (changed.GetProperty("name").GetString(), changed.GetProperty("domains")[0].GetString(), changed.GetProperty("timezone").GetString()));
        Assert.Equal(HttpStatusCode.OK, (await _product.Admin.GetAsync("/api/v2/sites/store.net")).StatusCode);

        Assert.Equal(HttpStatusCode.Accepted, (await _product.Admin.DeleteAsync(path)).StatusCode);
        Assert.Equal("waiting", (await JsonOf(await _product.Admin.GetAsync(path))).GetProperty("deletion").GetProperty("state").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await _product.Admin.GetAsync("/api/v2/sites/store.net")).StatusCode);
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

    [Fact]
    public async Task An_alias_names_the_site_until_it_is_given_back()
    {
        const string Uuid = "5b2d1c3e-8f70-4a1b-9c2d-3e4f5a6b7c8d";
        JsonElement made = await JsonOf(await _product.Admin.PostAsJsonAsync("/api/v2/sites", new { domain = "shop.net", aliases = new[] { Uuid.ToUpperInvariant(), "mycode" } }));
        Assert.Equal([Uuid, "mycode"], made.GetProperty("aliases").EnumerateArray().Select(a => a.GetString()));
        Assert.Equal("shop.net", (await JsonOf(await _product.Admin.GetAsync("/api/v2/sites/" + Uuid))).GetProperty("name").GetString());

        await _product.Admin.PutAsJsonAsync("/api/v2/sites/shop.net", new { name = "Shop" });
        Assert.Equal(HttpStatusCode.OK, (await _product.Admin.GetAsync("/api/v2/sites/mycode")).StatusCode);

        await _product.Admin.PutAsJsonAsync("/api/v2/sites/shop.net", new { aliases = new[] { Uuid } });
        Assert.Equal(HttpStatusCode.NotFound, (await _product.Admin.GetAsync("/api/v2/sites/mycode")).StatusCode);
        await _product.Admin.DeleteAsync("/api/v2/sites/shop.net");
        Assert.Equal(HttpStatusCode.Created, (await _product.Admin.PostAsJsonAsync("/api/v2/sites", new { domain = "two.net", aliases = new[] { Uuid, "mycode" } })).StatusCode);
    }

    [Fact]
    public async Task An_alias_that_another_site_has_is_named()
    {
        await _product.Admin.PostAsJsonAsync("/api/v2/sites", new { domain = "one.net", aliases = new[] { "mycode" } });
        await _product.CreateSiteAsync("two.net");

        HttpResponseMessage made = await _product.Admin.PostAsJsonAsync("/api/v2/sites", new { domain = "three.net", aliases = new[] { "free", "mycode" } });
        HttpResponseMessage changed = await _product.Admin.PutAsJsonAsync("/api/v2/sites/two.net", new { aliases = new[] { "one.net" } });

        Assert.Equal((HttpStatusCode.Conflict, """{"aliases":["\u0027mycode\u0027 belongs to another site"]}"""), (made.StatusCode, (await JsonOf(made)).GetProperty("errors").GetRawText()));
        Assert.Equal((HttpStatusCode.Conflict, """{"aliases":["\u0027one.net\u0027 belongs to another site"]}"""), (changed.StatusCode, (await JsonOf(changed)).GetProperty("errors").GetRawText()));
    }

    [Theory]
    [InlineData("exa mple")]
    [InlineData("www.mycode")]
    [InlineData("a/b")]
    [InlineData("one.net")]
    [InlineData("")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123x")]
    public async Task An_alias_is_safe_and_no_domain_of_the_site(string alias)
    {
        HttpResponseMessage response = await _product.Admin.PostAsJsonAsync("/api/v2/sites", new { domain = "one.net", aliases = new[] { alias } });

        Assert.Equal((HttpStatusCode.BadRequest, "aliases"), (response.StatusCode, (await JsonOf(response)).GetProperty("errors").EnumerateObject().Single().Name));
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
