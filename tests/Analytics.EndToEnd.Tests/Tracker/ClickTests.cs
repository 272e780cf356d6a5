using Analytics.Functions.Http;
using Microsoft.Playwright;

namespace Analytics.EndToEnd.Tests.Tracker;

/// <summary>What is clicked and sent counts under the name that the page or the product gives it.</summary>
[Collection(nameof(TrackerTests))]
public sealed class ClickTests(TrackedWorld world)
{
    private const string Body = """
        <a href="http://elsewhere.test/x?y=1" target="_blank">Outbound</a> <a href="/files/report.pdf?token=1">Download</a> <a href="/about">Inside</a>
        <form action="/sent" onsubmit="event.preventDefault()"><input name="mail"><button>Send</button></form>
        <p class="plausible-event-name=Wrapped"><b>Wrapped</b></p>
        <button class="plausible-event-name=Sign+Up plausible-event-plan--pro plausible-revenue-amount=9.90 plausible-revenue-currency=EUR">Class</button>
        <button data-event-name="Asked for a call" data-event-from="C++">Attribute</button>
        <form class="plausible-event-name=Contact" onsubmit="event.preventDefault()"><button>Contact</button></form>
        """;

    [Fact]
    public async Task Links_files_forms_and_declared_events_count_once_each()
    {
        string site = await world.OpenSiteAsync("""<script defer data-outbound-links data-file-downloads data-form-submissions src="{js}/js/plus.js"></script>""", Body);
        IPage page = await world.OpenBrowserAsync();
        await page.GotoAsync(site + "/a");
        foreach (string text in new[] { "Outbound", "Download", "Send", "Wrapped", "Class", "Attribute", "Contact" })
        {
            await page.GetByText(text, new() { Exact = true }).Last.ClickAsync();
        }

        List<StoredEvent> events = [.. (await world.EventsAsync(site, 9)).Where(e => e.Name is not ("pageview" or "engagement"))];
        Assert.Equal(
            [
                """Asked for a call /a {"from":"C\u002B\u002B"}""",
                "Contact /a",
                $$"""File Download /a {"url":"{{site}}/files/report.pdf"}""",
                """Form: Submission /a {"path":"/a"}""",
                """Outbound Link: Click /a {"url":"http://elsewhere.test/x?y=1"}""",
                """Sign Up /a {"plan":"pro"}""",
                "Wrapped /a",
            ],
            events.Select(e => e.ToString().Replace("C++", "C\\u002B\\u002B", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal("9.90 EUR", events.Find(e => e.Name == "Sign Up")!.Revenue);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_click_that_leaves_the_page_counts()
    {
        string site = await world.OpenSiteAsync("""<script defer data-outbound-links src="{js}/js/script.js"></script>""", """<a href="http://elsewhere.test:9/">Away</a>""");
        IPage page = await world.OpenBrowserAsync();
        await page.GotoAsync(site);
        await page.GetByText("Away").ClickAsync();

        Assert.Contains("""Outbound Link: Click / {"url":"http://elsewhere.test:9/"}""", (await world.EventsAsync(site, 2)).Select(e => e.ToString()));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Without_a_word_of_the_site_no_click_counts()
    {
        string site = await world.OpenSiteAsync("""<script defer src="{js}/js/script.js"></script>""", Body);
        IPage page = await world.OpenBrowserAsync();
        await page.GotoAsync(site + "/a");
        foreach (string text in new[] { "Outbound", "Download", "Send" })
        {
            await page.GetByText(text, new() { Exact = true }).Last.ClickAsync();
        }

        Assert.DoesNotContain(await world.EventsAsync(site, 1), e => e.Name is not ("pageview" or "engagement"));
        await page.Context.CloseAsync();
    }
}
