using Microsoft.Playwright;

namespace Analytics.EndToEnd.Tests.Tracker;

/// <summary>Snippets and names that other products' users have on their pages work with this host in their address.</summary>
[Collection(nameof(TrackerTests))]
public sealed class SnippetTests(TrackedWorld world)
{
    private const string Links = """<a href="http://elsewhere.test/" target="_blank">Outbound</a>""";

    private async Task<List<string>> ArrivedAsync(string site, int count) =>
        [.. (await world.EventsAsync(site, count)).Where(e => e.Name != "engagement").Select(e => e.ToString()).Order(StringComparer.Ordinal)];

    [Fact]
    public async Task Plausibles_older_snippet_says_in_its_name_and_its_attributes_what_it_wants()
    {
        string site = await world.OpenSiteAsync("""
            <script defer event-author="Ada" data-exclude="/admin/**" data-api="{js}/api/event"
              src="{js}/js/script.exclusions.outbound-links.pageview-props.tagged-events.revenue.js"></script>
            <script>window.plausible=window.plausible||function(){(window.plausible.q=window.plausible.q||[]).push(arguments)}; plausible('Early', { revenue: { currency: 'USD', amount: 5 } })</script>
            """, Links);
        IPage page = await world.OpenBrowserAsync();
        await page.GotoAsync(site + "/admin/users");
        await page.GotoAsync(site + "/blog");
        await page.GetByText("Outbound").ClickAsync();

        Assert.Equal(
            ["""Early /blog {"author":"Ada"}""", """Outbound Link: Click /blog {"author":"Ada","url":"http://elsewhere.test/"}""", """pageview /blog {"author":"Ada"}"""],
            await ArrivedAsync(site, 3));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Plausibles_newer_snippet_says_it_by_init()
    {
        string site = await world.OpenSiteAsync("""
            <script async src="{js}/js/pa-K3bxyz.js"></script>
            <script>window.plausible=window.plausible||function(){(plausible.q=plausible.q||[]).push(arguments)},plausible.init=plausible.init||function(i){plausible.o=i||{}};
            plausible.init({ customProperties: { plan: 'pro' }, transformRequest: payload => payload.n == 'Secret' ? null : payload })</script>
            """, Links);
        IPage page = await world.OpenBrowserAsync();
        await page.GotoAsync(site + "/a");
        await page.EvaluateAsync("plausible('Secret'); plausible('Open')");
        await page.GetByText("Outbound").ClickAsync();

        Assert.Equal(
            ["""Open /a {"plan":"pro"}""", """Outbound Link: Click /a {"plan":"pro","url":"http://elsewhere.test/"}""", """pageview /a {"plan":"pro"}"""],
            await ArrivedAsync(site, 3));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_tag_with_a_list_of_sites_counts_for_each()
    {
        string rollup = await world.OpenSiteAsync("", settings: new { checkHostnames = false });
        string site = await world.OpenSiteAsync($$"""<script defer data-api="{js}/api/event" src="{js}/js/script.js"></script>""".Replace("defer", "defer data-domain=\"" + new Uri(rollup).Host + ",HOST\"", StringComparison.Ordinal), "<script>document.querySelector('script').dataset.domain = document.querySelector('script').dataset.domain.replace('HOST', location.hostname)</script>");
        IPage page = await world.OpenBrowserAsync();
        await page.GotoAsync(site + "/a");

        Assert.Equal(["pageview /a"], await ArrivedAsync(site, 1));
        Assert.Equal(["pageview /a"], await ArrivedAsync(rollup, 1));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_names_track_identify_and_littlestats_work()
    {
        string site = await world.OpenSiteAsync("""<script src="{js}/tracker.js"></script>""", settings: new { identification = true });
        IPage page = await world.OpenBrowserAsync();
        await page.GotoAsync(site + "/a");
        await page.EvaluateAsync("""
            () => {
              track('button_click');
              identify('user_123', { email: 'user@example.com', plan: 'premium' });
              track('purchase_complete', { orderId: '12345', value: 99.99, currency: 'USD' });
              littlestats.trackPageView();
              littlestats.destroy();
              track('after the end');
              history.pushState({}, '', '/after');
            }
            """);

        List<StoredEvent> events = await world.EventsAsync(site, 5);
        Assert.Equal(["button_click", "pageview", "pageview", "purchase_complete"], events.Where(e => e.Name != "engagement").Select(e => e.Name).Order(StringComparer.Ordinal));
        StoredEvent purchase = events.Find(e => e.Name == "purchase_complete")!;
        Assert.Equal(("user_123", "99.99 USD"), (purchase.User, purchase.Revenue));
        Assert.Null(events.Find(e => e.Name == "button_click")!.User);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_pixel_reports_views_changes_of_the_path_and_the_exit()
    {
        string site = await world.OpenSiteAsync("""<script src="{js}/pixel.js" defer></script>""");
        IPage page = await world.OpenBrowserAsync();
        await page.GotoAsync(site + "/a");
        await page.EvaluateAsync("history.pushState({}, '', '/b')");
        await world.EventsAsync(site, 3);
        await page.CloseAsync(new() { RunBeforeUnload = true });

        Assert.Equal(["engagement /a", "engagement /b", "pageview /a", "pageview /b"], (await world.EventsAsync(site, 4)).Select(e => e.ToString()).Order(StringComparer.Ordinal));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_script_that_is_served_for_a_site_counts_for_it()
    {
        string id = await world.Product.CreateSiteAsync("served.test", settings: new { checkHostnames = false });
        string site = await world.OpenSiteAsync($$"""<script defer src="{js}/sites/{{id}}/script"></script>""");
        IPage page = await world.OpenBrowserAsync();
        await page.GotoAsync(site + "/a");
        string counted = "";
        for (int tries = 0; tries < 100 && counted != "[1]"; tries++)
        {
            await Task.Delay(100);
            System.Text.Json.JsonElement answer = await world.Product.QueryAsync(new { site_id = id, metrics = new[] { "pageviews" }, date_range = "24h" });
            counted = answer.GetProperty("results")[0].GetProperty("metrics").GetRawText();
        }

        Assert.Equal("[1]", counted);
        Assert.Empty(await world.EventsAsync(site, 0));
        await page.Context.CloseAsync();
    }
}
