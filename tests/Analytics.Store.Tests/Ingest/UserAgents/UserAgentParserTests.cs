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
    [InlineData("(Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/119.0.6045.193 Mobile Safari/537.36 (Ecosia android@119.0.6045.193)", "Ecosia", "119.0", "Android", "10", DeviceType.Mobile)]
    [InlineData("(iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1 (Ecosia ios@10.2.0.1823)", "Ecosia", "10.2", "iOS", "17.5", DeviceType.Mobile)]
    [InlineData("(iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1 Ddg/17.5", "DuckDuckGo", "17.5", "iOS", "17.5", DeviceType.Mobile)]
    [InlineData("(Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36 Ddg/126.0", "DuckDuckGo", "126.0", "Android", "10", DeviceType.Mobile)]
    [InlineData("(iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1 OPX/2.3.0", "Opera", "2.3", "iOS", "17.5", DeviceType.Mobile)]
    [InlineData("(iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1 OPT/4.6.0", "Opera", "4.6", "iOS", "17.5", DeviceType.Mobile)]
    [InlineData("(iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1 Vivaldi/6.8", "Vivaldi", "6.8", "iOS", "17.5", DeviceType.Mobile)]
    [InlineData("(Phone; OpenHarmony 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1.6.1 Mobile HuaweiBrowser/5.1.3.311", "Huawei Browser", "5.1", "HarmonyOS", "5.0", DeviceType.Mobile)]
    [InlineData("(PC; OpenHarmony 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1.6.1", "Chrome", "114.0", "HarmonyOS", "5.0", DeviceType.Desktop)]
    [InlineData("(Linux; Android 10; HarmonyOS; ELS-AN00; HMSCore 6.6.0.352) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/92.0.4515.105 HuaweiBrowser/12.1.3.303 Mobile Safari/537.36", "Huawei Browser", "12.1", "HarmonyOS", null, DeviceType.Mobile)]
    [InlineData("(Web0S; Linux/SmartTV) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/79.0.3945.79 Safari/537.36 LG Browser/8.00.00(LGE; OLED55C1; webOS.TV-2021; 03.10.20)", "Chrome", "79.0", "webOS", "2021", DeviceType.Desktop)]
    [InlineData("(Web0S; Linux/SmartTV) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/79.0.3945.79 Safari/537.36 DMOST/2.0.0 (; LGE; webOSTV; WEBOS6.0.0 03.21.45; W6_lm21a;)", "Chrome", "79.0", "webOS", null, DeviceType.Desktop)]
    [InlineData("(Linux; Android 9; BRAVIA 4K UR2 Build/PTT1) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/96.0.4664.45 Safari/537.36", "Chrome", "96.0", "Android", "9", DeviceType.Desktop)]
    [InlineData("(Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148", "Mobile App", null, "iOS", null, DeviceType.Mobile)]
    [InlineData("(Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/126.0.6478.54 Version/17.5 Safari/605.1.15", "Chrome", "126.0", "iOS", null, DeviceType.Tablet)]
    [InlineData("(Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15 Ddg/17.5", "DuckDuckGo", "17.5", "macOS", "10.15", DeviceType.Desktop)]
    [InlineData("(Linux; Android 10; HMA-AL00) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/63.0.3239.132 Mobile Safari/537.36 SogouMSE,SogouMobileBrowser/6.1.5", "Sogou Browser", "6.1", "Android", "10", DeviceType.Mobile)]
    [InlineData("(Linux; Android 14; V2324A) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/112.0.5615.101 Mobile Safari/537.36 VivoBrowser/22.1.4.0", "Vivo Browser", "22.1", "Android", "14", DeviceType.Mobile)]
    public void Browsers_that_hide_behind_another_have_their_own_names(string rest, string browser, string? version, string os, string? osVersion, DeviceType device)
    {
        ParsedUserAgent parsed = UserAgentParser.Parse("Mozilla/5.0 " + rest);

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
