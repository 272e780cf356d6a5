using Analytics.Store.Ingest.Lists;
using Analytics.Store.Ingest;
using Analytics.Store.Ingest.Referrers;
using Analytics.Store.Sites;

namespace Analytics.Store.Tests.Ingest.Referrers;

public class SpamHostsTests
{
    private static readonly string[] Listed = [.. ResourceText.Lines("Referrers/spam-hosts.txt")];

    [Theory]
    [InlineData("semalt.com")]
    [InlineData("darodar.com")]
    [InlineData("buttons-for-website.com")]
    [InlineData("compliance-don.xyz")]
    [InlineData("qiwi.xyz")]
    [InlineData("xn--e1agf4c.xn--80adxhks")]
    [InlineData("zvuker.net")]
    [InlineData("lomb.co")]
    public void Known_spam_is_spam_and_so_is_what_lies_beneath_it(string host)
    {
        Assert.True(SpamHosts.Contains(host));
        Assert.True(SpamHosts.Contains("34.forum." + host));
    }

    [Theory]
    [InlineData("example.com")]
    [InlineData("com")]
    [InlineData("notsemalt.com")]
    [InlineData("semalt.com.example.org")]
    [InlineData("netlify.app")]
    public void What_only_looks_like_spam_is_not(string host) => Assert.False(SpamHosts.Contains(host));

    [Theory]
    [InlineData("uptime.com")]
    [InlineData("shop.ucoz.ru")]
    [InlineData("kharkov.ua")]
    [InlineData("marinetraffic.com")]
    [InlineData("popads.net")]
    public void Hosts_whose_links_people_follow_are_left_out_though_others_list_them(string host) => Assert.False(SpamHosts.Contains(host));

    [Fact]
    public void No_host_of_a_known_source_is_spam() =>
        Assert.DoesNotContain(ResourceText.Lines("Referrers/sources.txt").SelectMany(line => line.Split(';')[2].Split(' ')), SpamHosts.Contains);

    [Fact]
    public void No_spam_host_is_a_known_source() => Assert.DoesNotContain(Listed, host => KnownSources.AtHost(host) is not null);

    [Fact]
    public void The_list_holds_two_thousand_hosts_in_order_each_once_and_as_referrers_name_them()
    {
        Assert.InRange(Listed.Length, 2000, 10_000);
        Assert.Equal(Listed.Distinct().Order(StringComparer.Ordinal), Listed);
        Assert.All(Listed, host => Assert.True(SiteRules.IsHostname(host) && host.Contains('.', StringComparison.Ordinal), host));
        Assert.DoesNotContain(Listed, host => SpamHosts.Contains(host[(host.IndexOf('.', StringComparison.Ordinal) + 1)..]));
    }
}
