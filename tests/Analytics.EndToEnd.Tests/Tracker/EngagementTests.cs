using Analytics.Functions.Callers;
using Microsoft.Playwright;

namespace Analytics.EndToEnd.Tests.Tracker;

/// <summary>Time and depth are told once, whatever ends them.</summary>
[Collection(nameof(TrackerTests))]
public sealed class EngagementTests(TrackedWorld world)
{
    private const string Script = """<script defer src="{js}/js/script.js"></script>""";
    private const string Long = """<div style="height: 2000px">Long</div>""";

    private static IEnumerable<StoredEvent> Engagements(IEnumerable<StoredEvent> events) => events.Where(e => e.Name == "engagement");

    [Fact]
    public async Task A_page_that_is_left_by_a_link_tells_its_time_and_its_depth()
    {
        string site = await world.OpenSiteAsync(Script, Long);
        IPage page = await world.OpenBrowserAsync();
        await page.GotoAsync(site + "/read");
        await page.Mouse.WheelAsync(0, 900);
        await Task.Delay(3200);
        await page.GotoAsync(site + "/next");

        StoredEvent engagement = Assert.Single(Engagements(await world.EventsAsync(site, 3)));
        Assert.Equal("/read", engagement.Path);
        Assert.InRange(engagement.Milliseconds!.Value, 3100, 6000);
        Assert.InRange(engagement.Scroll!.Value, 60, 80);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_tab_that_is_closed_tells_it_too()
    {
        string site = await world.OpenSiteAsync(Script, Long);
        IPage page = await world.OpenBrowserAsync();
        await page.GotoAsync(site + "/read");
        await world.EventsAsync(site, 1);
        await page.CloseAsync(new() { RunBeforeUnload = true });

        StoredEvent engagement = Assert.Single(Engagements(await world.EventsAsync(site, 2)));
        Assert.Equal(("/read", 24), (engagement.Path, engagement.Scroll)); // a quarter of its content: the margins around that are the page's too
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_reports_of_a_page_add_up_to_the_time_that_somebody_looked()
    {
        string site = await world.OpenSiteAsync(Script, Long);
        IPage page = await world.OpenBrowserAsync();
        await page.GotoAsync(site + "/read");
        await page.EvaluateAsync("""
            async () => {
              const sleep = ms => new Promise(done => setTimeout(done, ms));
              const look = hidden => {
                Object.defineProperty(document, 'hidden', { configurable: true, value: hidden });
                document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
              };
              await sleep(500);
              look(true); dispatchEvent(new Event('blur')); dispatchEvent(new Event('freeze'));
              await sleep(1500);
              look(false);
              await sleep(1500);
              look(true);
              await sleep(500);
              look(false);
              await sleep(1700);
              look(true); dispatchEvent(new Event('blur'));
            }
            """);

        List<StoredEvent> reports = [.. Engagements(await world.EventsAsync(site, 3))];
        Assert.Equal(2, reports.Count);
        Assert.InRange(reports[0].Milliseconds!.Value, 450, 1200);
        Assert.InRange(reports[1].Milliseconds!.Value, 3150, 4500);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_happens_offline_arrives_when_the_network_is_back_at_its_own_time_and_once()
    {
        string site = await world.OpenSiteAsync(Script);
        IPage page = await world.OpenBrowserAsync();
        await page.GotoAsync(site);
        await world.EventsAsync(site, 1);
        await page.Context.SetOfflineAsync(true);
        DateTimeOffset before = DateTimeOffset.UtcNow;
        await page.EvaluateAsync("plausible('Offline')");
        await Task.Delay(2000);
        DateTimeOffset after = DateTimeOffset.UtcNow.AddMilliseconds(-1500);
        await page.Context.SetOfflineAsync(false);

        StoredEvent e = Assert.Single(await world.EventsAsync(site, 2), e => e.Name == "Offline");
        Assert.InRange(e.Time, before.AddMilliseconds(-200), after);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task An_answer_that_blames_the_server_is_asked_for_again_and_counts_once()
    {
        string site = await world.OpenSiteAsync(Script);
        IPage page = await world.OpenBrowserAsync();
        int requests = 0;
        await page.RouteAsync("**/api/event", async route =>
        {
            if (Interlocked.Increment(ref requests) == 1)
            {
                await route.FetchAsync(); // it arrives, and its answer does not
                await route.FulfillAsync(new() { Status = 503, Headers = new Dictionary<string, string> { ["Access-Control-Allow-Origin"] = "*" } });
                return;
            }

            await route.ContinueAsync();
        });
        await page.GotoAsync(site);
        await page.WaitForResponseAsync(response => response.Status == 202);

        Assert.Single(await world.EventsAsync(site, 1));
        Assert.Equal(2, requests);
        await page.Context.CloseAsync();
    }
}
