using Analytics.Store.Ingest.Lists;
using System.Text.Json;
using System.Text.RegularExpressions;
using Analytics.Store.Events;
using Analytics.Store.Ingest;
using Analytics.Store.Ingest.Patterns;
using Analytics.Store.Ingest.UserAgents;

namespace Analytics.Store.Tests.Ingest.UserAgents;

public class UserAgentParserTests
{
    [Theory]
    [InlineData(Some.Chrome, "Chrome", "126.0", "Windows", "10", DeviceType.Desktop)]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1", "Safari", "17.5", "iOS", "17.5", DeviceType.Mobile)]
    [InlineData("Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.6 Mobile/15E148 Safari/604.1", "Safari", "16.6", "iOS", "16.6", DeviceType.Tablet)]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15", "Safari", "17.4", "macOS", "10.15", DeviceType.Desktop)]
    [InlineData("Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0.0.0 Mobile Safari/537.36", "Chrome", "125.0", "Android", "14", DeviceType.Mobile)]
    [InlineData("Mozilla/5.0 (Linux; Android 13; SM-X700) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0.0.0 Safari/537.36", "Chrome", "125.0", "Android", "13", DeviceType.Tablet)]
    [InlineData("Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0", "Firefox", "127.0", "GNU/Linux", null, DeviceType.Desktop)]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0", "Firefox", "127.0", "GNU/Linux", null, DeviceType.Desktop)]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0.0.0 Safari/537.36 Edg/125.0.2535.79", "Edge", "125.0", "Windows", "10", DeviceType.Desktop)]
    [InlineData("Mozilla/5.0 (Linux; Android 14; SAMSUNG SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36", "Samsung Browser", "25.0", "Android", "14", DeviceType.Mobile)]
    [InlineData("Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko", "Internet Explorer", "11.0", "Windows", "7", DeviceType.Desktop)]
    [InlineData("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0.0.0 Safari/537.36", "Chrome", "125.0", "Chrome OS", "14541.0", DeviceType.Desktop)]
    public void A_user_agent_tells_family_version_and_device(string userAgent, string browser, string version, string os, string? osVersion, DeviceType device)
    {
        ParsedUserAgent parsed = UserAgentParser.Parse(userAgent);

        Assert.Equal((browser, version, os, osVersion, device), (parsed.Browser, parsed.BrowserVersion, parsed.Os, parsed.OsVersion, parsed.Device));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    public void Nothing_tells_nothing(string? userAgent) => Assert.Equal(ParsedUserAgent.Unknown, UserAgentParser.Parse(userAgent));

    [Theory]
    [InlineData("browsers")]
    [InlineData("systems")]
    public void The_rules_answer_as_if_they_were_tried_one_after_the_other(string list)
    {
        string[] patterns = [.. ResourceText.Json("user-agents.json").GetProperty(list).EnumerateArray().Select(r => r[0].GetString()!)];
        Regex[] sequential = Array.ConvertAll(patterns, p => new Regex(p, RegexOptions.CultureInvariant));
        var indexed = new PatternSet(patterns, RegexOptions.None);

        foreach (string userAgent in Corpora.Humans.Where((_, i) => i % 4 == 0).Concat(Corpora.Crawlers.Where((_, i) => i % 4 == 0)))
        {
            int expected = Array.FindIndex(sequential, r => r.IsMatch(userAgent));
            Assert.Equal(expected, indexed.First(userAgent)?.Index ?? -1);
        }
    }

    [Fact]
    public void People_use_browsers_and_systems_that_are_known()
    {
        int known = Corpora.Humans.Count(u => UserAgentParser.Parse(u) is { Browser: not null, Os: not null, Device: not DeviceType.Unknown });

        Assert.InRange((double)known / Corpora.Humans.Count, 0.99, 1);
    }

    [Fact]
    public void A_hostile_user_agent_costs_little_and_harms_nothing()
    {
        foreach (string text in new[] { new string('(', 100_000), string.Concat(Enumerable.Repeat("Mozilla/5.0 (Linux; ", 5000)), "\u0000\uFFFF\uD800", new string('a', 511) + "😀" })
        {
            Assert.NotNull(UserAgentParser.Parse(text));
        }
    }
}
