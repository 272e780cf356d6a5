using Analytics.Store.Sites;

namespace Analytics.Store.Tests.Sites;

public sealed class AddressRuleTests
{
    [Theory]
    [InlineData("203.0.113.5", "203.0.113.5")]
    [InlineData(" 203.0.113.5 ", "203.0.113.5")]
    [InlineData("::ffff:203.0.113.5", "203.0.113.5")]
    [InlineData("::FFFF:cb00:7105", "203.0.113.5")]
    [InlineData("::ffff:203.0.113.0/120", "203.0.113.0/24")]
    [InlineData("203.0.113.0/24", "203.0.113.0/24")]
    [InlineData("2001:DB8:0::1", "2001:db8::1")]
    [InlineData("2001:db8::/32", "2001:db8::/32")]
    public void A_rule_is_kept_as_addresses_are_compared(string text, string kept)
    {
        Assert.Equal(kept, AddressRule.Normalize(text));
        Assert.True(AddressRule.IsValid(kept));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("127.1")]
    [InlineData("0177.0.0.1")]
    [InlineData("3405803781")]
    [InlineData("fe80::1%eth0")]
    [InlineData("203.0.113.0/33")]
    [InlineData("example.com")]
    public void What_is_no_address_that_everybody_reads_alike_is_refused(string? text) => Assert.False(AddressRule.IsValid(AddressRule.Normalize(text)));
}
