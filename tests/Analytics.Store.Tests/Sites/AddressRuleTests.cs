using Analytics.Store.Inputs;
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
    [InlineData("0.0.0.0/0", "0.0.0.0/0")]
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
    [InlineData("010.0.0.0/8")]
    [InlineData("127.0/16")]
    [InlineData("0x7f.0.0.0/8")]
    [InlineData("2130706432/8")]
    [InlineData("203.0.113.0/024")]
    [InlineData("203.0.113.0/+24")]
    [InlineData("203.0.113.0/ 24")]
    [InlineData("203.0.113.0/")]
    [InlineData("203.0.113.0/24/24")]
    [InlineData("fe80::%eth0/64")]
    [InlineData("[2001:db8::]/32")]
    [InlineData("::ffff:010.0.0.1")]
    [InlineData("::ffff:010.0.0.0/120")]
    [InlineData("example.com")]
    public void What_is_no_address_that_everybody_reads_alike_is_refused(string? text) => Assert.False(AddressRule.IsValid(AddressRule.Normalize(text)));

    [Fact]
    public void A_refusal_names_the_rules_that_cannot_be_used()
    {
        Site site = Some.Site() with { Settings = new SiteSettings { ExcludedIps = ["203.0.113.0/24", "010.0.0.0/8", "127.1"] } };

        InputFault fault = Assert.Single(Assert.Throws<AnalyticsInputException>(() => SiteRules.Check(site)).Faults);
        Assert.Equal("settings.excludedIps", fault.Field);
        Assert.EndsWith("'010.0.0.0/8', '127.1' cannot be used", fault.Problem, StringComparison.Ordinal);
    }
}
