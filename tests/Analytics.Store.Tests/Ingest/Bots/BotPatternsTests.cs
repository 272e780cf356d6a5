using Analytics.Store.Ingest.Lists;
using System.Text.RegularExpressions;
using Analytics.Store.Ingest;
using Analytics.Store.Ingest.Bots;

namespace Analytics.Store.Tests.Ingest.Bots;

public class BotPatternsTests
{
    private const string Desktop = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36";

    [Fact]
    public void Every_crawler_is_known_but_the_two_that_are_apps_of_people()
    {
        string[] missed = [.. Corpora.Crawlers.Where(u => !BotPatterns.IsBot(u))];

        Assert.Collection(
            missed.Order(StringComparer.Ordinal),
            instagram => Assert.Contains(" Instagram 406.", instagram, StringComparison.Ordinal),
            facebook => Assert.EndsWith(" MetaIAB Facebook", facebook, StringComparison.Ordinal));
    }

    [Fact]
    public void No_person_is_taken_for_a_bot() => Assert.DoesNotContain(Corpora.Humans, BotPatterns.IsBot);

    [Theory]
    [InlineData(Some.Chrome)]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 334.0.4.32.98 (iPhone15,3; iOS 17_5; en_US; en; scale=3.00; 1290x2796; 605596538)")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [FBAN/FBIOS;FBAV/468.0.0.32.109;FBDV/iPhone15,3;FBMD/iPhone;FBSN/iOS;FBSV/17.5;FBSS/3;FBLC/en_US]")]
    [InlineData("Mozilla/5.0 (Linux; Android 15; CPH2557 Build/AP3A.240617.008; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/142.0.7444.142 Mobile Safari/537.36")]
    [InlineData("Mozilla/5.0 (Linux; Android 16; Pixel 10 Build/CP1A.260305.018; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/146.0.7680.174 Mobile Safari/537.36 MetaIAB Facebook")]
    [InlineData("Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/126.0.6478.71 Mobile Safari/537.36 GSA/15.24.28.28.arm64")]
    [InlineData("Mozilla/5.0 (Linux; Android 13; SM-A536B) AppleWebKit/537.36 (KHTML, like Gecko) DuckDuckGo/5 Chrome/126.0.0.0 Mobile Safari/537.36")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Slack/4.38.125 Chrome/124.0.6367.243 Electron/30.1.0 Safari/537.36")]
    [InlineData("Mozilla/5.0 (Android 14; Mobile; rv:127.0) Gecko/127.0 Firefox/127.0")]
    [InlineData("Mozilla/5.0 (Linux; Android 10) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/78.0.3904.62 XWEB/2691 MMWEBSDK/201001 Mobile Safari/537.36 MMWEBID/1758 MicroMessenger/8.0.3.1880(0x28000339) Process/toolsmp WeChat/arm64 Weixin NetType/WIFI Language/zh_CN ABI/arm64")]
    [InlineData("Mozilla/5.0 (Linux; Android 9; MI 8) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/78.0.3904.62 Mobile Safari/537.36 MMWEBID/9 MicroMessenger/7.0.20.1781(0x27001439) Process/tools WeChat/arm64")]
    [InlineData("Mozilla/5.0 (Linux; Android 10; HMA-AL00) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/63.0.3239.132 Mobile Safari/537.36 SogouMSE,SogouMobileBrowser/6.1.5")]
    [InlineData("Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 6.0; compatible; Trident/4.0)")]
    [InlineData("Mozilla/5.0 (compatible; Konqueror/4.5; FreeBSD) KHTML/4.5.4 (like Gecko)")]
    public void People_in_apps_and_browsers_are_people(string userAgent) => Assert.False(BotPatterns.IsBot(userAgent));

    [Theory]
    [InlineData("unknown UA")]
    [InlineData("MyApp/1.0")]
    [InlineData("MyApp/1")]
    [InlineData("Acme Shop/2.1.0")]
    [InlineData("MyApp/1 CFNetwork/1410.0.3 Darwin/22.6.0")]
    [InlineData("Nokia6100/1.0 (05.16) Profile/MIDP-1.0")]
    public void What_nobody_has_listed_is_a_person(string userAgent) => Assert.False(BotPatterns.IsBot(userAgent));

    [Fact]
    public void The_answer_is_that_of_all_patterns_tried_together()
    {
        string all = string.Join('|', ResourceText.Json("bots.json").EnumerateArray().Select(p => p.GetString()));
        var together = new Regex(all, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

        Assert.DoesNotContain(Corpora.Crawlers.Concat(Corpora.Humans), u => u.Length <= 1024 && together.IsMatch(u) != BotPatterns.IsBot(u));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public void Nobody_sits_behind_nothing(string? userAgent) => Assert.True(BotPatterns.IsBot(userAgent));

    [Theory]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/126.0.0.0 Safari/537.36")]
    [InlineData("Mozilla/5.0 (Unknown; Linux x86_64) AppleWebKit/538.1 (KHTML, like Gecko) PhantomJS/2.1.1 Safari/538.1")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Cypress/13.10.0 Chrome/118.0.5993.159 Electron/27.3.10 Safari/537.36")]
    [InlineData("Mozilla/5.0 (linux) AppleWebKit/537.36 (KHTML, like Gecko) jsdom/22.1.0")]
    [InlineData("selenium/4.21.0 (python linux)")]
    [InlineData("vercel-screenshot/1.0")]
    [InlineData(Desktop + " vercel-screenshot/1.0")]
    [InlineData("Mozilla/5.0 (compatible; Somebody/3.2)")]
    [InlineData("Mozilla/5.0 (Macintosh; compatible; Somebody)")]
    [InlineData("Mozilla/5.0")]
    [InlineData("Playwright/1.45.0 (x64; ubuntu 22.04) node/20.14")]
    [InlineData(Desktop + " Puppeteer/22.10")]
    [InlineData(Desktop + " Playwright")]
    [InlineData(Desktop + " Selenium")]
    public void Automated_browsers_are_bots(string userAgent) => Assert.True(BotPatterns.IsBot(userAgent));

    [Theory]
    [InlineData(Desktop + " Chrome-Lighthouse")]
    [InlineData(Desktop + " GTmetrix")]
    [InlineData(Desktop + " PingdomPageSpeed/1.0 (pingbot/2.0; +http://www.pingdom.com/)")]
    [InlineData(Desktop + " PTST/240501.1")]
    [InlineData(Desktop + " DatadogSynthetics")]
    [InlineData(Desktop + " DebugBear")]
    [InlineData(Desktop + " Checkly/1.0 (https://www.checklyhq.com)")]
    [InlineData("Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)")]
    [InlineData("Pingdom.com_bot_version_1.4_(http://www.pingdom.com/)")]
    [InlineData("Mozilla/5.0 (compatible; Google-InspectionTool/1.0;)")]
    public void Monitors_are_bots(string userAgent) => Assert.True(BotPatterns.IsBot(userAgent));

    [Theory]
    [InlineData("curl/8.5.0")]
    [InlineData("Wget/1.21.4")]
    [InlineData("python-requests/2.31")]
    [InlineData("Python/3.12 aiohttp/3.9.5")]
    [InlineData("Python-urllib/3.12")]
    [InlineData("Go-http-client/2.0")]
    [InlineData("Java/17.0.9")]
    [InlineData("Apache-HttpClient/4.5.14 (Java/17.0.9)")]
    [InlineData("okhttp/4.12.0")]
    [InlineData("axios/1.7.2")]
    [InlineData("node-fetch/1.0 (+https://github.com/bitinn/node-fetch)")]
    [InlineData("undici")]
    [InlineData("GuzzleHttp/7")]
    [InlineData("PostmanRuntime/7.39.0")]
    [InlineData("libwww-perl/6.77")]
    [InlineData("Scrapy/2.11.2 (+https://scrapy.org)")]
    public void Libraries_and_tools_are_bots(string userAgent) => Assert.True(BotPatterns.IsBot(userAgent));

    [Theory]
    [InlineData("Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)")]
    [InlineData("Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko); compatible; ChatGPT-User/1.0; +https://openai.com/bot")]
    [InlineData("Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; OAI-SearchBot/1.0; +https://openai.com/searchbot)")]
    [InlineData("Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; ClaudeBot/1.0; +claudebot@anthropic.com)")]
    [InlineData("Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; PerplexityBot/1.0; +https://perplexity.ai/perplexitybot)")]
    [InlineData("Mozilla/5.0 (Linux; Android 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Mobile Safari/537.36 (compatible; Bytespider; spider-feedback@bytedance.com)")]
    [InlineData("CCBot/2.0 (https://commoncrawl.org/faq/)")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_10_1) AppleWebKit/600.2.5 (KHTML, like Gecko) Version/8.0.2 Safari/600.2.5 (Amazonbot/0.1; +https://developer.amazon.com/support/amazonbot)")]
    [InlineData("Mozilla/5.0 (compatible; Google-Extended)")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15 (Applebot/0.1; +http://www.apple.com/go/applebot)")]
    [InlineData("meta-externalagent/1.1 (+https://developers.facebook.com/docs/sharing/webmasters/crawler)")]
    [InlineData("facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)")]
    [InlineData("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)")]
    [InlineData("Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)")]
    public void Crawlers_of_search_engines_and_assistants_are_bots(string userAgent) => Assert.True(BotPatterns.IsBot(userAgent));
}
