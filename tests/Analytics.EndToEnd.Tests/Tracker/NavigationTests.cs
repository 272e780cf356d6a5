using System.Text.Json;
using Microsoft.Playwright;

namespace Analytics.EndToEnd.Tests.Tracker;

/// <summary>Pages that are seen are counted, and nothing else is.</summary>
[Collection(nameof(TrackerTests))]
public sealed class NavigationTests(TrackedWorld world)
{
    private const string Script = """<script defer src="{js}/js/script.js"></script>""";

    private static async Task<List<string>> NamesAsync(Task<List<StoredEvent>> events) => [.. (await events).Select(e => e.ToString())];

    [Fact]
    public async Task A_storm_of_fifty_navigations_arrives_exactly_with_the_engagement_of_each_page()
    {
        string site = await world.OpenSiteAsync(Script);
        IPage page = await world.OpenBrowserAsync();
        await page.GotoAsync(site);
        await page.EvaluateAsync("() => { for (let i = 1; i <= 50; i++) history.pushState({}, '', '/p' + i); }");

        List<StoredEvent> events = await world.EventsAsync(site, 101);
        Assert.Equal(["/", .. Enumerable.Range(1, 50).Select(i => "/p" + i)], events.Where(e => e.Name == "pageview").Select(e => e.Path).OrderBy(p => p == "/" ? 0 : int.Parse(p[2..])));
        Assert.Equal(["/", .. Enumerable.Range(1, 49).Select(i => "/p" + i)], events.Where(e => e.Name == "engagement").Select(e => e.Path).OrderBy(p => p == "/" ? 0 : int.Parse(p[2..])));
        JsonElement answer = await world.Product.QueryAsync(new { site_id = new Uri(site).Host, metrics = new[] { "visits", "pageviews", "events" }, date_range = "24h" });
        Assert.Equal("[1,51,51]", answer.GetProperty("results")[0].GetProperty("metrics").GetRawText());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_page_that_comes_back_from_the_cache_counts_again()
    {
        string site = await world.OpenSiteAsync(Script);
        IPage page = await world.OpenBrowserAsync();
        await page.GotoAsync(site + "/first");
        await page.EvaluateAsync("window.here = true");
        await page.GotoAsync(site + "/second");
        await page.GoBackAsync(new() { WaitUntil = WaitUntilState.Commit });

        Assert.True(await page.EvaluateAsync<bool>("window.here === true")); // the same document: it was not loaded again
        List<StoredEvent> events = await world.EventsAsync(site, 5);
        Assert.Equal(["/first", "/second", "/first"], events.Where(e => e.Name == "pageview").Select(e => e.Path));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_prerendered_page_counts_when_it_is_shown()
    {
        string site = await world.OpenSiteAsync(Script, """
            <script type="speculationrules">{"prerender": [{"urls": ["/next"], "eagerness": "immediate"}]}</script><a href="/next">Next</a>
            """);
        IPage page = await world.OpenBrowserAsync();
        await page.GotoAsync(site + "/first");
        await Task.Delay(1500);
        Assert.Equal(["pageview /first"], await NamesAsync(world.EventsAsync(site, 1)));

        await page.GetByText("Next").ClickAsync();
        List<StoredEvent> events = await world.EventsAsync(site, 3);
        Assert.Equal(["/first", "/next"], events.Where(e => e.Name == "pageview").Select(e => e.Path));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Where_the_fragment_routes_each_is_a_page()
    {
        string site = await world.OpenSiteAsync("""<script defer data-hash src="{js}/js/script.js"></script>""", """<a href="#/cart">Cart</a>""");
        IPage page = await world.OpenBrowserAsync();
        await page.GotoAsync(site + "/#/");
        await page.GetByText("Cart").ClickAsync();

        List<StoredEvent> events = await world.EventsAsync(site, 3);
        Assert.Equal(["/#/", "/#/cart"], events.Where(e => e.Name == "pageview").Select(e => e.Path));
        Assert.Equal(["/#/"], events.Where(e => e.Name == "engagement").Select(e => e.Path));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Who_asked_to_be_left_out_is_and_so_are_programs()
    {
        string site = await world.OpenSiteAsync(Script);
        IPage person = await world.OpenBrowserAsync("window.__plausible = true; localStorage.plausible_ignore = 'true'");
        await person.GotoAsync(site);
        IPage program = await world.OpenBrowserAsync("0");
        await program.GotoAsync(site);
        await program.GotoAsync(site + "/next");

        Assert.Empty(await world.EventsAsync(site, 0));
        await person.Context.CloseAsync();
        await program.Context.CloseAsync();
    }

    [Fact]
    public async Task A_page_that_is_not_there_is_an_event()
    {
        string site = await world.OpenSiteAsync("""<script defer data-404 src="{js}/js/plus.js"></script>""");
        IPage page = await world.OpenBrowserAsync();
        await page.GotoAsync(site + "/missing");

        List<StoredEvent> events = await world.EventsAsync(site, 2);
        Assert.Equal(["404 /missing {\"path\":\"/missing\"}", "pageview /missing"], events.Select(e => e.ToString()).Order(StringComparer.Ordinal));
        Assert.False(events.Find(e => e.Name == "404")!.IsInteractive);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_smallest_script_counts_pages_navigations_and_events()
    {
        string site = await world.OpenSiteAsync("""<script defer src="{js}/js/core.js"></script>""");
        IPage page = await world.OpenBrowserAsync();
        await page.GotoAsync(site + "/first");
        await page.EvaluateAsync("history.pushState({}, '', '/second'); plausible('Signup', { props: { plan: 'pro' } })");

        Assert.Equal(["Signup /second {\"plan\":\"pro\"}", "pageview /first", "pageview /second"], (await NamesAsync(world.EventsAsync(site, 3))).Order(StringComparer.Ordinal));
        await page.Context.CloseAsync();
    }
}
