using System.Text.Json;
using Microsoft.Playwright;

namespace Analytics.EndToEnd.Tests.Tracker;

/// <summary>What the fullest build tells by itself: how fast a page was and what broke on it.</summary>
[Collection(nameof(TrackerTests))]
public sealed class VitalsTests(TrackedWorld world)
{
    private const string Script = """<script src="{js}/js/full.js"></script>""";

    [Fact]
    public async Task A_page_that_is_left_tells_its_Web_Vitals_once()
    {
        string site = await world.OpenSiteAsync(Script, """<h1>Large</h1><button onclick="const until = Date.now() + 60; while (Date.now() < until);">Slow</button>""");
        IPage page = await world.OpenBrowserAsync();
        await page.GotoAsync(site + "/a?secret=1");
        await page.GetByText("Slow").ClickAsync();
        await Task.Delay(300);
        await page.GotoAsync("about:blank");

        StoredEvent vitals = Assert.Single(await world.EventsAsync(site, 3), e => e.Name == "web_vitals");
        using JsonDocument props = JsonDocument.Parse(vitals.Props);
        Dictionary<string, double> numbers = props.RootElement.EnumerateObject().ToDictionary(p => p.Name, p => double.Parse(p.Value.GetString()!, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(["CLS", "FCP", "INP", "LCP", "TTFB"], numbers.Keys.Order(StringComparer.Ordinal));
        Assert.InRange(numbers["INP"], 56, 2000);
        Assert.InRange(numbers["LCP"], numbers["FCP"], 20_000);
        Assert.Equal(("/a", false), (vitals.Path, vitals.IsInteractive));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_breaks_on_a_page_is_told_once_with_what_went_before_and_without_secrets()
    {
        string site = await world.OpenSiteAsync(Script, """<button id="save" onclick="missing.save()">Save</button><img src="/nothing.png">""");
        IPage page = await world.OpenBrowserAsync();
        await page.GotoAsync(site + "/a?secret=1");
        await page.GetByText("Save").ClickAsync();
        await page.GetByText("Save").ClickAsync();
        await page.EvaluateAsync("() => { Promise.reject(new Error('nobody caught this')); }");

        List<StoredEvent> errors = [.. (await world.EventsAsync(site, 3)).Where(e => e.Name == "error")];
        Assert.Equal(2, errors.Count);
        Assert.DoesNotContain(errors, e => e.Props.Contains("secret", StringComparison.Ordinal) || e.IsInteractive);
        using JsonDocument props = JsonDocument.Parse(errors.Single(e => e.Props.Contains("ReferenceError", StringComparison.Ordinal)).Props);
        Assert.Equal(("Uncaught ReferenceError: missing is not defined", site + "/a", "page /a \u003E click button#save"),
            (props.RootElement.GetProperty("message").GetString(), props.RootElement.GetProperty("source").GetString(), props.RootElement.GetProperty("breadcrumbs").GetString()));
        await page.Context.CloseAsync();
    }
}
