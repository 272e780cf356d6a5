using Analytics.Store.Ingest.Lists;
using Analytics.Store.Ingest;
using Analytics.Store.Ingest.Referrers;
using Analytics.Store.Sites;

namespace Analytics.Store.Tests.Ingest.Referrers;

public class KnownSourcesTests
{
    private static readonly (string Name, string Category, string[] Hosts, string[] Tags)[] Listed =
        [.. ResourceText.Lines("Referrers/sources.txt").Select(line => line.Split(';', StringSplitOptions.TrimEntries)).Select(parts =>
            (parts[0], parts[1], Words(parts[2]), parts.Length > 3 ? Words(parts[3]) : []))];

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string Example(string host) => host.Replace(".*", ".ee", StringComparison.Ordinal);

    [Theory]
    [InlineData("Search", "Google", "google.com google.ee google.co.uk google.com.br com.google.android.googlequicksearchbox")]
    [InlineData("Search", "Bing", "bing.com cn.bing.com")]
    [InlineData("Search", "Yahoo!", "search.yahoo.com fr.search.yahoo.com yahoo.co.jp")]
    [InlineData("Search", "DuckDuckGo", "duckduckgo.com html.duckduckgo.com")]
    [InlineData("Search", "Kagi", "kagi.com")]
    [InlineData("Search", "Ecosia", "ecosia.org")]
    [InlineData("Search", "Qwant", "qwant.com lite.qwant.com")]
    [InlineData("Search", "Startpage", "startpage.com eu.startpage.com s6-eu5.ixquick.com")]
    [InlineData("Search", "Brave", "search.brave.com")]
    [InlineData("Search", "Mojeek", "mojeek.com")]
    [InlineData("Search", "Baidu", "baidu.com m.baidu.com")]
    [InlineData("Search", "Yandex", "yandex.ru yandex.com.tr ya.ru")]
    [InlineData("Search", "Naver", "naver.com m.search.naver.com")]
    [InlineData("Search", "Daum", "search.daum.net")]
    [InlineData("Search", "Seznam", "seznam.cz search.seznam.cz")]
    [InlineData("Search", "Sogou", "wap.sogou.com")]
    [InlineData("Search", "Lycos", "search.lycos.com lycos.de")]
    [InlineData("Search", "Onet", "szukaj.onet.pl")]
    [InlineData("Search", "Neti", "neti.ee")]
    [InlineData("Assistant", "ChatGPT", "chatgpt.com chat.openai.com labs.openai.com com.openai.chatgpt")]
    [InlineData("Assistant", "Claude", "claude.ai com.anthropic.claude")]
    [InlineData("Assistant", "Perplexity", "perplexity.ai")]
    [InlineData("Assistant", "Gemini", "gemini.google.com bard.google.com")]
    [InlineData("Assistant", "NotebookLM", "notebooklm.google.com")]
    [InlineData("Assistant", "Copilot", "copilot.microsoft.com edgeservices.bing.com")]
    [InlineData("Assistant", "Mistral", "chat.mistral.ai")]
    [InlineData("Assistant", "DeepSeek", "chat.deepseek.com")]
    [InlineData("Assistant", "Qwen", "chat.qwen.ai")]
    [InlineData("Assistant", "Baidu AI", "yiyan.baidu.com")]
    [InlineData("Assistant", "Grok", "grok.com")]
    [InlineData("Social", "Facebook", "facebook.com l.facebook.com lm.facebook.com fb.me com.facebook.katana")]
    [InlineData("Social", "Instagram", "l.instagram.com")]
    [InlineData("Social", "Twitter", "twitter.com x.com t.co")]
    [InlineData("Social", "Threads", "threads.net l.threads.com")]
    [InlineData("Social", "Bluesky", "bsky.app go.bsky.app")]
    [InlineData("Social", "Mastodon", "mastodon.social hachyderm.io fosstodon.org mas.to chaos.social mstdn.jp piaille.fr infosec.exchange")]
    [InlineData("Social", "Lemmy", "lemmy.world programming.dev")]
    [InlineData("Social", "Lobsters", "lobste.rs")]
    [InlineData("Social", "Hacker News", "news.ycombinator.com")]
    [InlineData("Social", "Product Hunt", "producthunt.com")]
    [InlineData("Social", "LinkedIn", "linkedin.com lnkd.in")]
    [InlineData("Social", "Reddit", "reddit.com old.reddit.com")]
    [InlineData("Social", "VK", "vk.com m.vk.com")]
    [InlineData("Social", "My World", "my.mail.ru")]
    [InlineData("Social", "Telegram", "t.me web.telegram.org org.telegram.messenger")]
    [InlineData("Social", "Xiaohongshu", "xhslink.com")]
    [InlineData("Video", "YouTube", "m.youtube.com youtu.be")]
    [InlineData("Video", "Vimeo", "player.vimeo.com")]
    [InlineData("Video", "Twitch", "twitch.tv")]
    [InlineData("Video", "Tencent Video", "v.qq.com")]
    [InlineData("Shopping", "Amazon", "amazon.com amazon.de amazon.co.jp")]
    [InlineData("Shopping", "eBay", "ebay.com.au")]
    [InlineData("Shopping", "Temu", "temu.com")]
    [InlineData("Shopping", "Google Shopping", "shopping.google.com shopping.google.fr")]
    [InlineData("Email", "Gmail", "mail.google.com com.google.android.gm")]
    [InlineData("Email", "Outlook", "outlook.live.com")]
    [InlineData("Email", "Yahoo! Mail", "mail.yahoo.com mail.yahoo.co.jp")]
    [InlineData("Email", "Proton Mail", "mail.proton.me")]
    [InlineData("Other", "Google News", "news.google.com news.google.co.in")]
    [InlineData("Other", "Wikipedia", "en.wikipedia.org et.m.wikipedia.org")]
    public void A_place_is_known_by_its_hosts(string category, string name, string hosts) =>
        Assert.All(hosts.Split(' '), host => Assert.Equal(new KnownSource(name, Enum.Parse<SourceCategory>(category)), KnownSources.AtHost(host)));

    [Theory]
    [InlineData("example.com")]
    [InlineData("com")]
    [InlineData("localhost")]
    [InlineData("google.example.com")]
    [InlineData("google.com.example.org")]
    [InlineData("notgoogle.com")]
    [InlineData("google.company")]
    [InlineData("amazon.example.ee")]
    [InlineData("my.wordpress.com")]
    [InlineData("wiadomosci.onet.pl")]
    public void A_place_that_is_not_listed_has_no_name(string host) => Assert.Null(KnownSources.AtHost(host));

    [Theory]
    [InlineData("fb", "Facebook")]
    [InlineData("IG", "Instagram")]
    [InlineData("hacker news", "Hacker News")]
    [InlineData("hn", "Hacker News")]
    [InlineData("chatgpt.com", "ChatGPT")]
    [InlineData("www.google.de", "Google")]
    [InlineData("perplexity", "Perplexity")]
    [InlineData("googleads", "Google")]
    [InlineData("google_ads", "Google")]
    [InlineData("gads", "Google")]
    [InlineData("facebook_ads", "Facebook")]
    [InlineData("Facebook_Ad", "Facebook")]
    [InlineData("fbad", "Facebook")]
    [InlineData("meta ads", "Facebook")]
    [InlineData("yt-ads", "YouTube")]
    [InlineData("LinkedIn-Ads", "LinkedIn")]
    [InlineData("microsoft_ads", "Bing")]
    [InlineData("instagram_ad", "Instagram")]
    [InlineData("ads", null)]
    [InlineData("download", null)]
    [InlineData("spring-letter", null)]
    public void A_tag_names_a_place_too(string tag, string? name) => Assert.Equal(name, KnownSources.Named(tag)?.Name);

    [Theory]
    [InlineData("https://www.bing.com/chat?q=x", "Copilot")]
    [InlineData("https://www.bing.com/chats", "Bing")]
    [InlineData("https://www.bing.com/copilotsearch", "Copilot")]
    [InlineData("https://ntp.msn.com/edge/ntp", "Bing")]
    [InlineData("https://www.msn.com/et-ee", "MSN")]
    [InlineData("https://x.com/i/grok/share/1", "Grok")]
    [InlineData("https://x.com/somebody", "Twitter")]
    public void A_page_may_belong_to_another_place_than_its_host(string url, string name) => Assert.Equal(name, ReferrerSource.Of(url));

    [Fact]
    public void No_short_tag_is_the_beginning_of_a_word_that_ends_like_an_advertisement() =>
        Assert.All(["bread", "thread", "lead", "load", "road", "head", "read", "ahead", "upload", "ipad", "launchpad", "nomads", "notepad", "abroad", "dad", "mad", "sad", "had", "bad", "grad"], word => Assert.Null(KnownSources.Advertised(word)));

    [Fact]
    public void Every_kind_of_place_is_listed() =>
        Assert.Equal(Enum.GetNames<SourceCategory>().Order(), Listed.Select(source => source.Category).Distinct().Order());

    [Fact]
    public void A_host_belongs_to_one_place_and_a_name_or_tag_means_one_place()
    {
        Assert.Empty(Repeated(Listed.SelectMany(source => source.Hosts)));
        Assert.Empty(Repeated(Listed.SelectMany(source => source.Tags.Append(source.Name.ToLowerInvariant()).Distinct())));
    }

    [Fact]
    public void Hosts_are_written_as_referrers_name_them() =>
        Assert.All(Listed.SelectMany(source => source.Hosts), host => Assert.True(SiteRules.IsHostname(Example(host)) && host.Contains('.', StringComparison.Ordinal), host));

    [Fact]
    public void Every_host_leads_to_the_place_that_lists_it() =>
        Assert.All(Listed, source => Assert.All(source.Hosts, host => Assert.Equal(source.Name, KnownSources.AtHost(Example(host))?.Name)));

    [Fact]
    public void No_host_says_again_what_a_domain_above_it_says() =>
        Assert.DoesNotContain(
            Listed.SelectMany(source => source.Hosts.Select(host => (source.Name, Host: Example(host)))),
            listed => KnownSources.AtHost(listed.Host[(listed.Host.IndexOf('.', StringComparison.Ordinal) + 1)..])?.Name == listed.Name);

    private static IEnumerable<string> Repeated(IEnumerable<string> words) => words.GroupBy(w => w).Where(g => g.Count() > 1).Select(g => g.Key);
}
