using Analytics.Functions.Configuration;
using System.Text.Json;
using Microsoft.Playwright;

namespace Analytics.EndToEnd.Tests.Browser;

/// <summary>From a click in a browser to a number on the dashboard.</summary>
public sealed class VisitTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private static readonly string Screenshots = Path.Combine(Repository.Root, "artifacts", "screenshots");
    private RunningProduct _product = null!;
    private ThreePageSite _site = null!;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        (_playwright, _browser) = await Chromium.StartAsync(ThreePageSite.Host);
        _product = await RunningProduct.StartAsync(dynamo);
        _site = await ThreePageSite.StartAsync(_product.Address);
        await _product.CreateSiteAsync(ThreePageSite.Host, "Europe/Tallinn");
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
            _playwright!.Dispose();
            await _site.DisposeAsync();
            await _product.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_visit_of_three_pages_is_on_the_dashboard_a_moment_later()
    {
        List<string> stored = await VisitAsync();
        Assert.Equal("[1,1,4,5]", await UntilAsync("[1,1,4,5]"));
        Assert.Equal(["", "", ""], stored); // no cookie, no localStorage, no sessionStorage

        IPage page = await OpenDashboardAsync(1280, 900, ColorScheme.Light);
        Assert.Equal("1", await HeadlineAsync(page, "Visitors"));
        Assert.Equal("1", await HeadlineAsync(page, "Visits"));
        Assert.Equal("4", await HeadlineAsync(page, "Pageviews"));
        foreach (string path in new[] { "/", "/about", "/app", "/app/settings" })
        {
            await Assertions.Expect(page.GetByRole(AriaRole.Table).GetByText(path, new() { Exact = true }).First).ToBeVisibleAsync();
        }

        await Assertions.Expect(page.GetByText("Estonia").First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Tab, new() { Name = "Browsers" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Chrome", new() { Exact = true }).First).ToBeVisibleAsync();
        await SaveAsync(page, "dashboard-desktop");
        await SaveAsync(await OpenDashboardAsync(360, 740, ColorScheme.Light), "dashboard-360");
        await SaveAsync(await OpenDashboardAsync(1280, 900, ColorScheme.Dark), "dashboard-dark");
    }

    [Fact]
    public async Task A_newcomer_signs_in_and_out_and_a_wrong_password_is_told()
    {
        IPage page = await NewPageAsync(1024, 768, ColorScheme.Light);
        await page.GotoAsync(_product.Address.ToString());
        await SignInAsync(page, "not the password");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("wrong", new() { IgnoreCase = true });
        await SignInAsync(page, RunningProduct.Password);

        await Assertions.Expect(page.GetByText("/js/script.js").First).ToBeVisibleAsync(); // no visits yet: the snippet
    }

    private async Task<List<string>> VisitAsync()
    {
        IBrowserContext context = await _browser!.NewContextAsync(new() { TimezoneId = "Europe/Tallinn", Locale = "et-EE" });
        await context.AddInitScriptAsync("window.__plausible = true"); // a test says that its events count
        IPage page = await context.NewPageAsync();
        await page.GotoAsync(_site.Address.ToString());
        await page.GetByText("About", new() { Exact = true }).ClickAsync();
        await page.GetByText("App", new() { Exact = true }).ClickAsync();
        await page.GetByText("Settings").ClickAsync();
        await page.GetByText("Sign up").ClickAsync();
        List<string> stored = [await page.EvaluateAsync<string>("document.cookie"), await page.EvaluateAsync<string>("Object.keys(localStorage).join()"), await page.EvaluateAsync<string>("Object.keys(sessionStorage).join()")];
        await UntilAsync("[1,1,4,5]");
        await context.CloseAsync();
        return stored;
    }

    // Beacons travel in the background: wait for them, not for a time.
    private async Task<string> UntilAsync(string expected)
    {
        string seen = "";
        for (int i = 0; i < 100 && seen != expected; i++)
        {
            JsonElement answer = await _product.QueryAsync(new { site_id = ThreePageSite.Host, metrics = new[] { "visitors", "visits", "pageviews", "events" }, date_range = "24h" });
            seen = answer.GetProperty("results")[0].GetProperty("metrics").GetRawText();
            await Task.Delay(100);
        }

        return seen;
    }

    private async Task<IPage> NewPageAsync(int width, int height, ColorScheme scheme)
    {
        IBrowserContext context = await _browser!.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme, Locale = "en-GB" });
        IPage page = await context.NewPageAsync();
        page.Console += (_, message) => Assert.DoesNotContain("Content Security Policy", message.Text, StringComparison.OrdinalIgnoreCase);
        return page;
    }

    private async Task<IPage> OpenDashboardAsync(int width, int height, ColorScheme scheme)
    {
        IPage page = await NewPageAsync(width, height, scheme);
        await page.GotoAsync(_product.Address.ToString());
        await SignInAsync(page, RunningProduct.Password);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Pageviews" })).ToContainTextAsync("4");
        return page;
    }

    private static async Task SignInAsync(IPage page, string password)
    {
        await page.GetByLabel("Email").FillAsync(RunningProduct.Email);
        await page.GetByLabel("Password").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    private static async Task<string> HeadlineAsync(IPage page, string label) =>
        (await page.Locator("button.headline").Filter(new() { Has = page.GetByText(label, new() { Exact = true }) }).Locator(".headline-value").InnerTextAsync()).Trim();

    private static async Task SaveAsync(IPage page, string name)
    {
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await page.ScreenshotAsync(new() { Path = Path.Combine(Screenshots, name + ".png"), FullPage = true });
    }
}
