using Analytics.Functions.Http;
using System.Net;
using Analytics.Functions.Hosting;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Primitives;

namespace Analytics.Functions.Tests.Http;

public class ClientAddressTests
{
    private static readonly TrustedProxies Inside = Proxies("127.0.0.1, 10.0.0.0/8, 2001:db8:aaaa::/48");

    [Theory]
    // connection            X-Forwarded-For                                     the client
    [InlineData("203.0.113.5", null, "203.0.113.5")]
    [InlineData("203.0.113.5", "198.51.100.7", "203.0.113.5")] // A stranger's word does not count.
    [InlineData("127.0.0.1", null, "127.0.0.1")]
    [InlineData("127.0.0.1", "198.51.100.7", "198.51.100.7")]
    [InlineData("::ffff:127.0.0.1", "198.51.100.7", "198.51.100.7")]
    [InlineData("127.0.0.1", "1.2.3.4, 198.51.100.7", "198.51.100.7")] // What the client itself has sent stands to the left.
    [InlineData("127.0.0.1", "1.2.3.4, 198.51.100.7, 10.9.9.9", "198.51.100.7")]
    [InlineData("127.0.0.1", "10.1.1.1, 10.2.2.2", "10.1.1.1")] // A client inside.
    [InlineData("127.0.0.1", "198.51.100.7:52311", "198.51.100.7")]
    [InlineData("127.0.0.1", "2001:db8::7", "2001:db8::7")]
    [InlineData("127.0.0.1", "[2001:db8::7]", "2001:db8::7")]
    [InlineData("127.0.0.1", "[2001:db8::7]:443", "2001:db8::7")]
    [InlineData("127.0.0.1", "::ffff:198.51.100.7", "198.51.100.7")]
    [InlineData("127.0.0.1", "198.51.100.7,2001:db8:aaaa::1", "198.51.100.7")]
    [InlineData("127.0.0.1", "  198.51.100.7\t", "198.51.100.7")]
    [InlineData("127.0.0.1", "198.51.100.7, unknown", "127.0.0.1")] // An unreadable hop: whatever stands beyond it is hearsay.
    [InlineData("127.0.0.1", "198.51.100.7, unknown, 10.1.1.1", "10.1.1.1")]
    [InlineData("127.0.0.1", "198.51.100.7,", "127.0.0.1")]
    [InlineData("127.0.0.1", "", "127.0.0.1")]
    [InlineData("127.0.0.1", "1", "127.0.0.1")] // 0.0.0.1 to a lenient reader.
    [InlineData("127.0.0.1", "0x7f000001", "127.0.0.1")]
    [InlineData("127.0.0.1", "198.51.100.010", "127.0.0.1")] // Octal to a lenient reader.
    [InlineData("127.0.0.1", "fe80::1%eth0", "127.0.0.1")]
    [InlineData("127.0.0.1", "198.51.100.7:99999", "127.0.0.1")]
    [InlineData("127.0.0.1", "198.51.100.7:", "127.0.0.1")]
    [InlineData("127.0.0.1", "[198.51.100.7]", "127.0.0.1")]
    [InlineData("127.0.0.1", "[2001:db8::7", "127.0.0.1")]
    [InlineData("127.0.0.1", "[", "127.0.0.1")]
    [InlineData("127.0.0.1", ":", "127.0.0.1")]
    [InlineData("127.0.0.1", "<script>", "127.0.0.1")]
    public void The_client_is_the_nearest_hop_that_nobody_vouches_for(string peer, string? forwardedFor, string client) =>
        Assert.Equal(IPAddress.Parse(client), ClientAddress.Find(IPAddress.Parse(peer), forwardedFor, default, Inside));

    [Fact]
    public void Two_headers_are_one_list() => Assert.Equal(
        IPAddress.Parse("198.51.100.7"),
        ClientAddress.Find(IPAddress.Loopback, new StringValues(["1.2.3.4", "198.51.100.7, 10.1.1.1"]), default, Inside));

    [Fact]
    public void Without_trusted_proxies_the_connection_is_the_client() =>
        Assert.Equal(IPAddress.Loopback, ClientAddress.Find(IPAddress.Loopback, "198.51.100.7", default, TrustedProxies.None));

    [Fact]
    public void A_connection_without_an_address_has_no_client() =>
        Assert.Null(ClientAddress.Find(null, "198.51.100.7", default, Inside));

    [Theory]
    [InlineData("198.51.100.7:46532", "198.51.100.7")]
    [InlineData("2001:db8:0:1:1:1:1:1:46532", "2001:db8:0:1:1:1:1:1")]
    [InlineData("2001:db8::7:8080", "2001:db8::7")] // The last group is the port, though it could be read otherwise.
    [InlineData("[2001:db8::7]:46532", "2001:db8::7")]
    [InlineData("198.51.100.7", "198.51.100.7")]
    public void CloudFronts_word_counts_with_its_port_cut_off(string viewer, string client) =>
        Assert.Equal(IPAddress.Parse(client), ClientAddress.Find(IPAddress.Parse("203.0.113.5"), "1.2.3.4", viewer, TrustedProxies.None));

    [Theory]
    [InlineData("nonsense")]
    [InlineData("")]
    [InlineData(":1")]
    public void A_viewer_address_that_cannot_be_read_counts_as_none(string viewer) =>
        Assert.Equal(IPAddress.Parse("203.0.113.5"), ClientAddress.Find(IPAddress.Parse("203.0.113.5"), default, viewer, TrustedProxies.None));

    [Fact]
    public void A_chain_of_ten_thousand_proxies_is_not_followed() => Assert.Equal(
        IPAddress.Parse("10.0.0.1"),
        ClientAddress.Find(IPAddress.Loopback, "198.51.100.7" + string.Concat(Enumerable.Repeat(",10.0.0.1", 10_000)), default, Inside));

    [Fact]
    public void No_header_can_break_it() => Prop.ForAll<string?, string?>((forwardedFor, viewer) =>
        ClientAddress.Find(IPAddress.Loopback, forwardedFor, viewer, Inside) is not null).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("10.0.0.0/33")]
    [InlineData("proxy.internal")]
    [InlineData("10.0.0.1, *")]
    [InlineData(",")]
    [InlineData("010.0.0.1")]
    [InlineData("010.0.0.0/8")]
    [InlineData("127.0/16")]
    public void A_proxy_that_is_no_address_and_no_range_is_refused(string text) => Assert.False(TrustedProxies.TryParse(text, out _, out _));

    [Fact]
    public void A_range_may_be_written_from_any_of_its_addresses()
    {
        Assert.True(Proxies("10.1.2.3/8").Contains(IPAddress.Parse("10.200.0.1")));
        Assert.False(Proxies("10.1.2.3/8").Contains(IPAddress.Parse("11.1.2.3")));
    }

    [Fact]
    public void Nobody_can_be_trusted_by_that_name() => Assert.Same(TrustedProxies.None, Proxies("none"));

    private static TrustedProxies Proxies(string text)
    {
        Assert.True(TrustedProxies.TryParse(text, out TrustedProxies? proxies, out _));
        return proxies!;
    }
}
