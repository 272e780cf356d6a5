using Analytics.EndToEnd.Tests.Browser;
using Microsoft.Playwright;

namespace Analytics.EndToEnd.Tests.Proxies;

/// <summary>The product on the site's own host, behind an nginx that sends it <c>/stats/</c>: as it came, or with the path taken off.</summary>
public sealed class UnderAPathTests(LocalDynamo dynamo)
{
    private const string Tallinn = "Europe/Tallinn";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Tracker_dashboard_and_cookie_are_under_the_path_and_nowhere_else(bool takesOff)
    {
        (IPlaywright playwright, IBrowser browser) = await Chromium.StartAsync(Nginx.Host);
        using IPlaywright driver = playwright;
        await using IBrowser chromium = browser;
        await using RunningProduct product = await RunningProduct.StartAsync(dynamo, settings: new Dictionary<string, string> { ["ANALYTICS_PATH"] = "/stats" });
        await using Nginx nginx = await Nginx.StartAsync(product.Address, takesOff);
        await product.CreateSiteAsync(Nginx.Host, Tallinn);
        string site = $"http://{Nginx.Host}:{nginx.Port}";
        IBrowserContext context = await chromium.NewContextAsync(new() { ViewportSize = new() { Width = 1280, Height = 900 }, Locale = "en-GB" });
        await context.AddInitScriptAsync("window.__plausible = true"); // a test says that its events count
        IPage page = await context.NewPageAsync();
        List<string> strays = [];
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(site + "/stats/", StringComparison.Ordinal) && request.Url != site + "/" && !request.Url.EndsWith("/favicon.ico", StringComparison.Ordinal))
            {
                strays.Add(request.Url);
            }
        };

        Assert.Equal(200, (await page.GotoAsync(site + "/"))!.Status);
        string counted = "";
        for (int tries = 0; tries < 100 && counted != "[1,1]"; tries++)
        {
            await Task.Delay(100);
            counted = await CountsAsync(product);
        }

        Assert.Equal("[1,1]", counted);

        await page.GotoAsync(site + "/stats/");
        await page.GetByLabel("Email").FillAsync(RunningProduct.Email);
        await page.GetByLabel("Password").FillAsync(RunningProduct.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Pageviews" })).ToContainTextAsync("1");
        Assert.All(await context.CookiesAsync(), cookie => Assert.Equal("/stats/", cookie.Path));
        Assert.NotEmpty(await context.CookiesAsync());

        await page.ReloadAsync(); // signed in still, by the cookie
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Pageviews" })).ToContainTextAsync("1");
        await product.CreateSiteAsync("empty.test", Tallinn);
        await page.GotoAsync(site + "/stats/?site=empty.test");
        await Assertions.Expect(page.Locator("pre")).ToContainTextAsync($"src=\"{site}/stats/js/script.js\"");
        Assert.Equal([], strays);
    }

    private static async Task<string> CountsAsync(RunningProduct product) =>
        (await product.QueryAsync(new { site_id = Nginx.Host, metrics = new[] { "visitors", "pageviews" }, date_range = "day" }))
            .GetProperty("results")[0].GetProperty("metrics").GetRawText();
}
