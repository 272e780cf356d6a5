using Microsoft.Playwright;

namespace Analytics.EndToEnd.Tests.Browser;

/// <summary>Debian's Chromium. Without it browser tests are skipped with a message, but fail where there must be one: <c>ANALYTICS_BROWSER=required</c>.</summary>
internal static class Chromium
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    /// <param name="hosts">Names that lead to this machine: <c>shop.test</c>.</param>
    public static async Task<(IPlaywright Playwright, IBrowser Browser)> StartAsync(params string[] hosts)
    {
        string? path = Array.Find(Places, File.Exists);
        if (path is null)
        {
            Assert.False(Environment.GetEnvironmentVariable("ANALYTICS_BROWSER") == "required", "Chromium must be installed where ANALYTICS_BROWSER is 'required': apt-get install chromium.");
            Assert.Skip("Chromium is not installed: apt-get install chromium.");
        }

        IPlaywright playwright = await Playwright.CreateAsync();
        IBrowser browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = path,
            IgnoreDefaultArgs = ["--disable-back-forward-cache"], // as people's browsers are
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                // Not per context: what a page sends while it is being left would go out under the headless name, a bot's.
                $"--user-agent={Some.Chrome}",
                "--disable-component-update", "--disable-sync", $"--host-resolver-rules={string.Join(", ", hosts.Select(h => $"MAP {h} 127.0.0.1"))}",
            ],
        });
        return (playwright, browser);
    }
}
