using Analytics.Store.Drops;
using Analytics.Store.Events;
using Analytics.Store.Ingest;

namespace Analytics.Store.Tests.Ingest.UserAgents;

public class HintedClientTests
{
    private const string ChromeOnWindows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36";
    private const string ChromeOnMac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36";
    private const string Firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0";

    private static Client Read(string userAgent, ClientHints hints) =>
        Assert.IsType<HitOutcome.Accepted>(HitPipeline.Run(Some.Hit() with { UserAgent = userAgent, Hints = hints })).Event.Client;

    [Theory]
    [InlineData("\"Not/A)Brand\";v=\"8\", \"Chromium\";v=\"126\", \"Google Chrome\";v=\"126\"", "Chrome", "126.0")]
    [InlineData("\"Not/A)Brand\";v=\"8\", \"Chromium\";v=\"126\", \"Brave\";v=\"126\"", "Brave", "126.0")]
    [InlineData("\"Chromium\";v=\"126.0.6478.127\", \"Google Chrome\";v=\"126.3.6478.127\"", "Chrome", "126.3")]
    [InlineData("\"Opera\";v=\"112.0.5197.25\", \"Chromium\";v=\"126.0.6478.127\"", "Opera", "112.0")]
    [InlineData("\"Chromium\";v=\"126\"", "Chrome", "126.0")]
    [InlineData("nonsense \"\";v=\"", "Chrome", "126.0")]
    [InlineData(null, "Chrome", "126.0")]
    public void A_browser_that_calls_itself_Chrome_is_known_by_its_brand(string? brands, string browser, string version)
    {
        Client client = Read(ChromeOnWindows, new ClientHints(brands));

        Assert.Equal((browser, version), (client.Browser, client.BrowserVersion));
    }

    [Theory]
    [InlineData(ChromeOnWindows, "\"15.0.0\"", "Windows", "11")]
    [InlineData(ChromeOnWindows, "\"10.0.0\"", "Windows", "10")]
    [InlineData(ChromeOnWindows, "\"0.1.0\"", "Windows", "10")]
    [InlineData(ChromeOnWindows, "\"x\"", "Windows", "10")]
    [InlineData(ChromeOnMac, "\"14.5.0\"", "macOS", "14.5")]
    public void The_systems_version_is_the_one_that_is_told(string userAgent, string told, string system, string version)
    {
        Client client = Read(userAgent, new ClientHints(PlatformVersion: told));

        Assert.Equal((system, version), (client.Os, client.OsVersion));
    }

    [Fact]
    public void A_browser_that_says_who_it_is_needs_no_hint() =>
        Assert.Equal("Firefox", Read(Firefox, new ClientHints("\"Brave\";v=\"126\"")).Browser);

    [Fact]
    public void A_phone_that_asks_for_pages_of_desks_is_a_phone() =>
        Assert.Equal(DeviceType.Mobile, Read(ChromeOnWindows, new ClientHints(IsMobile: true)).Device);

    [Fact]
    public void A_headless_browser_is_known_by_its_brand() => Assert.Equal(
        DropReason.Bot,
        Assert.IsType<HitOutcome.Dropped>(HitPipeline.Run(Some.Hit() with { UserAgent = ChromeOnWindows, Hints = new ClientHints("\"HeadlessChrome\";v=\"126\"") })).Reason);
}
