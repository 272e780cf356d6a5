using Analytics.Functions.Configuration;
using System.Text.Json;
using Analytics.EndToEnd.Tests.Browser;
using Microsoft.Playwright;

namespace Analytics.EndToEnd.Tests.Clients;

/// <summary>Sites keep the snippet of the product that they come from; of it only the host name has changed.</summary>
public sealed class SnippetTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private const string Website = "5b2d1c3e-8f70-4a1b-9c2d-3e4f5a6b7c8d";
    private RunningProduct _product = null!;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        (_playwright, _browser) = await Chromium.StartAsync(ForeignSite.Host);
        _product = await RunningProduct.StartAsync(dynamo);
        string id = await _product.CreateSiteAsync(ForeignSite.Host);
        (await _product.Admin.PutAsync("/api/v2/sites/" + id, new StringContent($$"""{"aliases":["{{Website}}"]}"""))).EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
            _playwright!.Dispose();
            await _product.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_visitor_who_objects_is_counted_no_more_until_they_take_it_back()
    {
        string tracker = $"""<script defer src="{_product.Address}js/script.js" data-domain="{ForeignSite.Host}"></script>""";
        await using ForeignSite site = await ForeignSite.StartAsync(
            tracker, $"""<p>Privacy <script src="{_product.Address}js/opt-out.js" data-text="Leave me out"></script></p>""");
        IPage page = await OpenAsync(site);
        _ = await UntilAsync("[1,1,1]");
        ILocator box = page.GetByRole(AriaRole.Checkbox, new() { Name = "Leave me out" });
        Assert.False(await box.IsCheckedAsync());

        await box.CheckAsync();
        await page.ReloadAsync();
        Assert.True(await box.IsCheckedAsync());
        await box.UncheckAsync();
        await page.ReloadAsync();

        Assert.Equal("[1,2,2]", await UntilAsync("[1,2,2]")); // not the page that was loaded while they objected
    }

    [Fact]
    public async Task Umamis_snippet_counts_pages_and_events()
    {
        await using ForeignSite site = await ForeignSite.StartAsync(
            $"""
            <script>window.withoutSecrets = (type, payload) => payload.name === 'secret' ? null : payload</script>
            <script defer src="{_product.Address}script.js" data-website-id="{Website}" data-tag="B" data-before-send="withoutSecrets" data-exclude-hash="true"></script>
            """,
            """
            <button data-umami-event="Buy" data-umami-event-plan="pro"><b>Buy</b></button>
            <button onclick="umami.track('Signup', { user: { age: 30 } }); umami.track('secret')">Sign up</button>
            <button onclick="umami.track(props => ({ ...props, url: '/virtual', title: 'Virtual' }))">Virtual</button>
            <button onclick="history.pushState({}, '', '/settings#top')">Settings</button>
            """);
        IPage page = await OpenAsync(site);
        foreach (string button in new[] { "Buy", "Sign up", "Virtual", "Settings" })
        {
            await page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
        }

        Assert.Equal("[1,3,5]", await UntilAsync("[1,3,5]"));
        await page.GetByText("About").ClickAsync();
        Assert.Equal("[1,4,6]", await UntilAsync("[1,4,6]"));
        Assert.Equal("/ /about /settings /virtual", await PagesAsync());
        Assert.Equal("pro", await PropAsync("Buy", "plan"));
        Assert.Equal("30", await PropAsync("Signup", "user.age"));
        Assert.Equal("B", await PropAsync("Signup", "tag"));
        await AssertNothingStoredAsync(page);
    }

    [Fact]
    public async Task Goatcounters_snippet_counts_pages_and_events()
    {
        await using ForeignSite site = await ForeignSite.StartAsync(
            $"""<script data-goatcounter="{_product.Address}count" data-goatcounter-settings='{"{"}"allow_local": true{"}"}' async src="{_product.Address}count.js"></script>""",
            """
            <button data-goatcounter-click="ext-example" data-goatcounter-title="Away">Away</button>
            <button onclick="goatcounter.count({ path: p => p + 'virtual', title: 'Virtual' })">Virtual</button>
            <button onclick="goatcounter.count({ path: () => null })">Nothing</button>
            """);
        IPage page = await OpenAsync(site, "?utm_source=news");
        Assert.Equal("[1,1,1]", await UntilAsync("[1,1,1]"));
        foreach (string button in new[] { "Away", "Nothing", "Virtual" })
        {
            await page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
        }

        Assert.Equal("[1,2,3]", await UntilAsync("[1,2,3]"));
        Assert.Equal("news", await page.EvaluateAsync<string>("goatcounter.get_query('utm_source')"));
        Assert.Equal("ext-example", (await ListAsync("event:goal", "ext-example"))[0]);
        Assert.Equal("news", (await ListAsync("visit:source"))[0]);
        await AssertNothingStoredAsync(page);
    }

    [Fact]
    public async Task Counterscales_own_tracker_counts_pages()
    {
        await using ForeignSite site = await ForeignSite.StartAsync(
            $$"""
            <script type="module">
            import * as Counterscale from '/counterscale.js';
            Counterscale.init({ siteId: '{{ForeignSite.Host}}', reporterUrl: '{{_product.Address}}collect' });
            </script>
            """,
            """<button onclick="history.pushState({}, '', '/settings')">Settings</button>""",
            ("counterscale.js", "node_modules/@counterscale/tracker/dist/module/index.js"));
        IPage page = await OpenAsync(site, "?utm_source=news");
        Assert.Equal("[1,1,1]", await UntilAsync("[1,1,1]"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Settings" }).ClickAsync();

        Assert.Equal("[1,2,2]", await UntilAsync("[1,2,2]"));
        Assert.Equal("/ /settings", await PagesAsync());
        Assert.Equal("news", (await ListAsync("visit:source"))[0]);
    }

    [Fact]
    public async Task A_page_without_javascript_is_counted_by_the_pixel()
    {
        await using ForeignSite site = await ForeignSite.StartAsync("", $"""<img alt="" src="{_product.Address}pixel.gif?site={ForeignSite.Host}">""");
        await OpenAsync(site);

        Assert.Equal("[1,1,1]", await UntilAsync("[1,1,1]"));
    }

    private async Task<IPage> OpenAsync(ForeignSite site, string query = "")
    {
        IBrowserContext context = await _browser!.NewContextAsync(new() { UserAgent = Some.Chrome, Locale = "et-EE" });
        await context.AddInitScriptAsync("Object.defineProperty(navigator, 'webdriver', { get: () => false })"); // a test's visits count
        IPage page = await context.NewPageAsync();
        await page.GotoAsync(site.Address + query);
        return page;
    }

    // Beacons travel in the background: wait for them, not for a time.
    private async Task<string> UntilAsync(string expected)
    {
        string seen = "";
        for (int i = 0; i < 100 && seen != expected; i++)
        {
            JsonElement answer = await _product.QueryAsync(new { site_id = ForeignSite.Host, metrics = new[] { "visitors", "pageviews", "events" }, date_range = "24h" });
            seen = answer.GetProperty("results")[0].GetProperty("metrics").GetRawText();
            await Task.Delay(100);
        }

        return seen;
    }

    private async Task<string> PagesAsync() => string.Join(' ', (await ListAsync("event:page")).Order(StringComparer.Ordinal));

    private async Task<string> PropAsync(string name, string prop)
    {
        await _product.Admin.PostAsync($"/api/v2/sites/{ForeignSite.Host}/goals", new StringContent(JsonSerializer.Serialize(new { type = "event", name, pattern = name })));
        return (await ListAsync("event:props:" + prop, name))[0];
    }

    private async Task<List<string>> ListAsync(string dimension, string? goal = null)
    {
        if (goal is not null)
        {
            await _product.Admin.PostAsync($"/api/v2/sites/{ForeignSite.Host}/goals", new StringContent(JsonSerializer.Serialize(new { type = "event", name = goal, pattern = goal })));
        }

        object[] filters = goal is null ? [] : [new object[] { "is", "event:goal", new[] { goal } }];
        JsonElement answer = await _product.QueryAsync(new { site_id = ForeignSite.Host, metrics = new[] { "visitors" }, date_range = "24h", dimensions = new[] { dimension }, filters });
        return [.. answer.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("dimensions")[0].GetString()!)];
    }

    private static async Task AssertNothingStoredAsync(IPage page) =>
        Assert.Equal("", await page.EvaluateAsync<string>("document.cookie + Object.keys(localStorage) + Object.keys(sessionStorage)"));
}
