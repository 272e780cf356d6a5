using Microsoft.Playwright;

namespace Analytics.EndToEnd.Tests.Tracker;

/// <summary>Applications that bring their tracker with them: our module and its hooks, and what others publish for their own products.</summary>
[Collection(nameof(TrackerTests))]
public sealed class AppTests(TrackedWorld world)
{
    private async Task<(string Site, IPage Page)> RunAsync(string app, object? settings = null)
    {
        (string script, _) = new Command("node", Repository.At("tests/Analytics.EndToEnd.Tests/Tracker/Apps/bundle.mjs"), app).Succeed();
        string site = await world.OpenSiteAsync("<script>window.product = '{js}'</script>", """<div id="app"></div><a href="http://elsewhere.test/" target="_blank">Outbound</a>""", settings);
        IPage page = await world.OpenBrowserAsync();
        await page.GotoAsync(site + "/first");
        await page.AddScriptTagAsync(new() { Content = script });
        return (site, page);
    }

    private async Task<List<string>> ArrivedAsync(string site, int count) =>
        [.. (await world.EventsAsync(site, count)).Where(e => e.Name != "engagement").Select(e => e.ToString()).Order(StringComparer.Ordinal)];

    [Fact]
    public async Task A_React_application_counts_its_pages_once_and_says_who_and_what()
    {
        (string site, IPage page) = await RunAsync("react.jsx", new { identification = true });
        foreach (string button in new[] { "Second", "Sign up", "Virtual" })
        {
            await page.GetByText(button, new() { Exact = true }).ClickAsync();
        }

        Assert.Equal(["""Signup /second {"plan":"pro"}""", "pageview /first", "pageview /second", "pageview /virtual"], await ArrivedAsync(site, 6));
        Assert.Equal("u-17", (await world.EventsAsync(site, 6)).Find(e => e.Name == "Signup")!.User);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Plausibles_older_package_counts_here()
    {
        (string site, IPage page) = await RunAsync("plausible-tracker.js");
        await page.EvaluateAsync("history.pushState({}, '', '/second')");
        await page.GetByText("Outbound").ClickAsync();

        Assert.Equal(
            ["""Outbound Link: Click /second {"url":"http://elsewhere.test/"}""", """Signup /first {"plan":"pro"}""", "pageview /first", "pageview /second"],
            await ArrivedAsync(site, 4));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Plausibles_newer_package_counts_here_with_its_engagement()
    {
        (string site, IPage page) = await RunAsync("plausible-module.js");
        await page.EvaluateAsync("history.pushState({}, '', '/second')");
        await page.GetByText("Outbound").ClickAsync();

        Assert.Equal(
            [
                """Outbound Link: Click /second {"by":"module","url":"http://elsewhere.test/"}""", """Signup /first {"by":"module","plan":"pro"}""",
                """pageview /first {"by":"module"}""", """pageview /second {"by":"module"}""",
            ],
            await ArrivedAsync(site, 5));
        List<StoredEvent> events = await world.EventsAsync(site, 5);
        Assert.Equal("9.9 EUR", events.Find(e => e.Name == "Signup")!.Revenue);
        Assert.Contains(events, e => e.Name == "engagement" && e.Path == "/first" && e.Scroll == 100);
        await page.Context.CloseAsync();
    }
}
