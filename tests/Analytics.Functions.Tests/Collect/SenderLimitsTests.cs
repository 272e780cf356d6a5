using System.Net;
using System.Text.Json;
using Analytics.Functions.Collect;
using Analytics.Store.Sites;

namespace Analytics.Functions.Tests.Collect;

public class SenderLimitsTests(LocalDynamo dynamo)
{
    private static int Admitted(SenderLimits limits, string address, int tries) =>
        Enumerable.Range(0, tries).Count(_ => limits.Admits(IPAddress.Parse(address)));

    [Fact]
    public void An_address_may_send_ten_seconds_worth_at_once_and_others_are_not_held_back()
    {
        using var limits = new SenderLimits(perAddress: 5, perSite: 0);

        Assert.InRange(Admitted(limits, "203.0.113.5", 200), 50, 60);
        Assert.Equal(50, Admitted(limits, "203.0.113.6", 50));
    }

    [Fact]
    public void Of_IPv6_a_household_is_one_sender()
    {
        using var limits = new SenderLimits(perAddress: 5, perSite: 0);

        Assert.Equal(50, Admitted(limits, "2001:db8:1:2::1", 50));
        Assert.InRange(Admitted(limits, "2001:db8:1:2:ffff::9", 100), 0, 10);
        Assert.Equal(50, Admitted(limits, "2001:db8:1:3::1", 50));
    }

    [Fact]
    public void A_site_has_a_limit_of_its_own()
    {
        using var limits = new SenderLimits(perAddress: 0, perSite: 5);

        Assert.InRange(Enumerable.Range(0, 200).Count(_ => limits.Admits(SiteId.Parse("one"))), 50, 60);
        Assert.True(limits.Admits(SiteId.Parse("two")));
    }

    [Fact]
    public void Nothing_is_limited_where_the_limit_is_none()
    {
        using var limits = new SenderLimits(0, 0);

        Assert.Equal(10_000, Admitted(limits, "203.0.113.5", 10_000));
        Assert.True(limits.Admits((IPAddress?)null));
    }

    [Fact]
    public async Task Who_sends_too_much_is_told_when_to_try_again_and_the_site_knows_of_it()
    {
        await using RunningProduct product = await RunningProduct.StartAsync(dynamo, eventsPerSecond: 1);
        string site = await product.CreateSiteAsync("example.com");
        await product.SendEventAsync(new { n = "pageview", u = "https://example.com/", d = "example.com" });
        HttpResponseMessage[] answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ =>
            product.SendEventAsync(new { n = "pageview", u = "https://example.com/", d = "example.com" })));

        HttpResponseMessage refused = answers.First(a => a.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.Equal("1", refused.Headers.GetValues("Retry-After").Single());
        Assert.Equal("rate_limited", refused.Headers.GetValues("x-analytics-dropped").Single());
        Assert.InRange(answers.Count(a => a.StatusCode == HttpStatusCode.Accepted), 9, 25);
        using JsonDocument drops = JsonDocument.Parse(await product.Admin.GetStringAsync($"/api/v2/sites/{site}/drops"));
        Assert.InRange(drops.RootElement.GetProperty("drops").GetProperty("rate_limited").GetInt32(), 15, 31);
    }
}
