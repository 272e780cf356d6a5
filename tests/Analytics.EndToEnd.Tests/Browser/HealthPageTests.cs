using Analytics.Engine.Recording;
using Analytics.Engine.Sites;
using Analytics.Functions.Http;
using Analytics.Store.Drops;
using System.Net.Http.Json;
using Analytics.Engine;
using Analytics.Functions.Maintain;
using Analytics.Store.Ingest;
using Analytics.Store.Sites;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Playwright;

namespace Analytics.EndToEnd.Tests.Browser;

/// <summary>The page that says whether all is well, in a browser, by mouse, keyboard and what a screen reader is told.</summary>
public sealed class HealthPageTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private const string Hostile = "\"><img src=x onerror=alert(1)>{{7*7}}";
    private static readonly string Screenshots = Path.Combine(Repository.Root, "artifacts", "screenshots");
    private readonly ManualClock _clock = new(DateTimeOffset.UtcNow.Date.AddHours(12)); // of today: a browser forgets what has expired
    private readonly List<string> _complaints = [];
    private RunningProduct _product = null!;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        (_playwright, _browser) = await Chromium.StartAsync();
        _product = await RunningProduct.StartAsync(dynamo, _clock, settings: new Dictionary<string, string> { ["ANALYTICS_DAILY_EVENTS"] = "100000" });
        await _product.Services.GetServices<IHostedService>().OfType<MaintenanceTimer>().Single().StopAsync(CancellationToken.None);
        _ = await _product.CreateSiteAsync("shop.test");
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
    public async Task From_the_menu_one_sees_that_all_is_well_and_goes_back_to_the_report()
    {
        await SendAsync();
        IPage page = await SignInAsync(1280, ColorScheme.Light, "");
        await page.GetByRole(AriaRole.Button, new() { Name = "Account" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Health", Exact = true }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("All is well");
        await Assertions.Expect(page).ToHaveTitleAsync("Health · Analytics");
        Assert.EndsWith("/?show=health", page.Url, StringComparison.Ordinal);
        await Assertions.Expect(page.GetByRole(AriaRole.Row, new() { Name = "shop.test" })).ToContainTextAsync("In order");
        await Assertions.Expect(page.GetByText("Visitors", new() { Exact = true })).ToHaveCountAsync(0);

        await page.GoBackAsync();
        await Assertions.Expect(page).ToHaveTitleAsync("shop.test · Analytics");
        await page.GoForwardAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "shop.test", Exact = true }).Last.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Pageviews" })).ToBeVisibleAsync();
        Assert.Empty(_complaints);
    }

    [Fact]
    public async Task What_needs_somebody_stands_first_with_its_remedy_and_names_stay_text()
    {
        await MakeIllAsync();
        IPage page = await SignInAsync(1280, ColorScheme.Light, "?show=health");

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Two things need you");
        ILocator list = page.GetByRole(AriaRole.List, new() { Name = "What needs you" });
        await Assertions.Expect(list.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(2);
        await Assertions.Expect(list.GetByRole(AriaRole.Heading).First).ToContainTextAsync("maintenance has done none of it");
        await Assertions.Expect(list.GetByRole(AriaRole.Listitem).Last).ToContainTextAsync("300 events");
        await Assertions.Expect(list.GetByRole(AriaRole.Listitem).Last).ToContainTextAsync(Hostile);
        await Assertions.Expect(page.GetByRole(AriaRole.Row, new() { Name = "shop.test" })).ToContainTextAsync("waits for its seal");
        await Assertions.Expect(page.GetByRole(AriaRole.Rowheader, new() { Name = "Needs you: " + Hostile })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("main img")).ToHaveCountAsync(0);

        await _product.Services.GetRequiredService<Maintenance>().RunAsync(CancellationToken.None);
        await page.GetByRole(AriaRole.Button, new() { Name = "Look again" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("One thing needs you");
        await Assertions.Expect(page.GetByRole(AriaRole.Status).Last).ToHaveTextAsync("One thing needs you");
        Assert.Empty(_complaints);
    }

    [Theory]
    [InlineData(320, ColorScheme.Light)]
    [InlineData(320, ColorScheme.Dark)]
    [InlineData(768, ColorScheme.Light)]
    [InlineData(768, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    public async Task It_fits_a_screen_of_any_width_and_keeps_its_table_a_table(int width, ColorScheme scheme)
    {
        await MakeIllAsync();
        IPage page = await SignInAsync(width, scheme, "?show=health");
        ILocator table = page.GetByRole(AriaRole.Table, new() { Name = "Sites" });
        await Assertions.Expect(table).ToBeVisibleAsync();
        await page.ScreenshotAsync(new() { Path = Path.Combine(Screenshots, FormattableString.Invariant($"health-{width}-{scheme}.png").ToLowerInvariant()), FullPage = true });

        Assert.Empty(await page.EvaluateAsync<string[]>(TooWide));
        await Assertions.Expect(table.GetByRole(AriaRole.Columnheader)).ToHaveTextAsync(["Site", "Last event", "Days", "Dropped since yesterday", "Next work"]);
        await Assertions.Expect(table.GetByRole(AriaRole.Row)).ToHaveCountAsync(3);
        await Assertions.Expect(table.GetByRole(AriaRole.Row).Last.GetByRole(AriaRole.Cell)).ToHaveCountAsync(4);
        Assert.Empty(await page.EvaluateAsync<string[]>(FaintTexts));
    }

    [Fact]
    public async Task It_is_reached_and_left_by_keyboard_alone()
    {
        await SendAsync();
        IPage page = await SignInAsync(1024, ColorScheme.Light, "");
        await page.GetByRole(AriaRole.Button, new() { Name = "Account" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Tracking snippet" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Health", Exact = true })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("All is well");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Account" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Look again" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveTitleAsync("shop.test · Analytics");
    }

    [Fact]
    public async Task Without_a_site_or_without_an_answer_it_says_so()
    {
        (await _product.Admin.DeleteAsync("/api/v2/sites/shop.test")).EnsureSuccessStatusCode();
        IPage page = await SignInAsync(1024, ColorScheme.Light, "?show=health");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "No site yet" })).ToBeVisibleAsync();

        await page.RouteAsync("**/api/v2/health", route => route.FulfillAsync(new() { Status = 503, ContentType = "application/problem+json", Body = """{"title":"Not available","detail":"There was not enough time."}""" }));
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("There was not enough time.");
        await page.UnrouteAllAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("All is well");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add your first site" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Domain")).ToBeVisibleAsync();
    }

    // What reaches beyond the page, by more than a rounding.
    private const string TooWide = """
        () => [...document.querySelectorAll('main *')]
          .filter((of) => !of.closest('.visually-hidden, thead') && of.getBoundingClientRect().right > document.body.getBoundingClientRect().right + 0.5)
          .map((of) => of.outerHTML)
        """;

    // Every text has 4.5:1 to the ground that it stands on, or is what it stands for: WCAG's formula, in the browser.
    private const string FaintTexts = """
        () => {
          const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
          const parts = (colour) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); return [...canvas.getImageData(0, 0, 1, 1).data]; };
          const light = (colour) => parts(colour).slice(0, 3).map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
          const ground = (of) => { for (let at = of; at; at = at.parentElement) { const colour = getComputedStyle(at).backgroundColor; if (parts(colour)[3] === 255) return colour; } return 'white'; };
          const texts = [...document.querySelectorAll('main *')].filter((of) => [...of.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) && !of.classList.contains('visually-hidden'));
          return texts.filter((of) => { const [a, b] = [light(getComputedStyle(of).color), light(ground(of))].sort((x, y) => y - x); return (a + 0.05) / (b + 0.05) < 4.5; }).map((of) => of.textContent);
        }
        """;

    private async Task SendAsync() =>
        (await _product.SendEventAsync(new { n = "pageview", d = "shop.test", u = "https://shop.test/" })).EnsureSuccessStatusCode();

    // A day that nobody seals, and a site with the name of an attack whose snippet was copied.
    private async Task MakeIllAsync()
    {
        await SendAsync();
        (await _product.Admin.PostAsJsonAsync("/api/v2/sites", new { name = Hostile, domain = "hostile.test" })).EnsureSuccessStatusCode();
        _clock.Advance(TimeSpan.FromHours(21));
        Site site = (await _product.Services.GetRequiredService<SiteDirectory>().FindAsync("hostile.test", CancellationToken.None))!;
        for (int i = 0; i < 300; i++)
        {
            _product.Services.GetRequiredService<DropTally>().Count(site, DropReason.Hostname);
        }
    }

    private async Task<IPage> SignInAsync(int width, ColorScheme scheme, string address)
    {
        IBrowserContext context = await _browser!.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = 800 }, ColorScheme = scheme, Locale = "en-GB", TimezoneId = "Europe/Tallinn" });
        IPage page = await context.NewPageAsync();
        page.PageError += (_, error) => _complaints.Add(error);
        page.Dialog += (_, dialog) => _complaints.Add(dialog.Message);
        page.Console += (_, message) => _complaints.AddRange(message.Text.Contains("Content Security Policy", StringComparison.OrdinalIgnoreCase) ? [message.Text] : []);
        await page.GotoAsync(_product.Address + address);
        await page.GetByLabel("Email").FillAsync(RunningProduct.Email);
        await page.GetByLabel("Password").FillAsync(RunningProduct.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Account" })).ToBeVisibleAsync();
        return page;
    }
}
