using Analytics.Cdk.Options;

namespace Analytics.Cdk.Tests.Options;

public sealed class DeploymentOptionsTests
{
    private const string Certificate = "arn:aws:acm:us-east-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef";

    [Fact]
    public void Nothing_needs_to_be_asked_for()
    {
        DeploymentOptions options = Parse();

        Assert.Equal(("prod", "Analytics", FrontKind.Cdn, DataFate.Kept), (options.Environment, options.StackName, options.Front, options.Fate));
        Assert.Equal((null, 30, false, 10_000_000L, "owner@localhost"), (options.Region, options.LogDays, options.Tracing, options.DailyEvents, options.OwnerEmail));
        Assert.Equal(new Firewall.None(), options.Firewall);
        Assert.True(options.IsProtected);
    }

    [Theory]
    [InlineData(null, DataFate.Kept)]
    [InlineData(true, DataFate.Kept)]
    [InlineData("true", DataFate.Kept)]
    [InlineData("", DataFate.Kept)]
    [InlineData(false, DataFate.Deleted)]
    [InlineData("false", DataFate.Deleted)]
    public void The_data_is_kept_unless_a_trial_is_asked_for(object? value, DataFate expected) => Assert.Equal(expected, Parse(("keep", value)).Fate);

    [Theory]
    [InlineData("cdn", null, false)]
    [InlineData("cdn-url", null, false)]
    [InlineData("http", null, true)]
    [InlineData("url", null, true)]
    [InlineData("cdn", "true", true)]
    [InlineData("url", "false", false)]
    public void The_countries_of_addresses_go_along_where_no_cloudfront_says_them_or_where_they_are_asked_for(string front, string? asked, bool expected) =>
        Assert.Equal(expected, Parse(("front", front), ("geoDatabase", asked)).GeoDatabase);

    [Theory]
    [InlineData("no")]
    [InlineData("False")]
    [InlineData(0)]
    public void A_slip_of_the_pen_costs_no_data(object value) => Assert.Equal("keep", Fault(("keep", value)).Name);

    [Theory]
    [InlineData("front", "ftp", "must be one of cdn, cdn-url, http, url, not 'ftp'")]
    [InlineData("capacity", "big", "must be one of on-demand, free-tier, not 'big'")]
    [InlineData("encryption", "none", "must be one of dynamodb, aws, own, not 'none'")]
    [InlineData("priceClass", "300", "must be one of 100, 200, all, not '300'")]
    [InlineData("region", "europe", "must be eu or a region's name, such as eu-west-1, not 'europe'")]
    [InlineData("environment", "Prod", "must be up to 20 small letters, digits and hyphens, a letter first, not 'Prod'")]
    [InlineData("logDays", "31", "must be one of 1, 3, 5")]
    [InlineData("logDays", "-1", "must be a whole number from 1 to 3653, not '-1'")]
    [InlineData("dailyEvents", "1e6", "must be a whole number")]
    [InlineData("alertEmail", "me", "must be an e-mail address, not 'me'")]
    [InlineData("monthlyBudget", "5.50", "must be a whole number from 1 to 1000000")]
    [InlineData("waf", "yes", "must be create, none or the ARN")]
    [InlineData("eventsTable", "arn:aws:dynamodb:eu-north-1:123456789012:table/a", "must be the name of a table in the stack's account and region")]
    [InlineData("tracing", "on", "must be true or false, not 'on'")]
    public void A_value_that_cannot_be_is_refused_with_what_it_can_be(string name, string value, string remedy)
    {
        OptionFault fault = Fault((name, value));

        Assert.Equal(name, fault.Name);
        Assert.StartsWith(remedy, fault.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_is_named_at_once() => Assert.Equal(
        ["keep", "front", "logDays", "tabel"],
        Assert.Throws<OptionException>(() => Parse(("keep", "maybe"), ("front", "x"), ("logDays", "x"), ("tabel", "x"))).Faults.Select(fault => fault.Name));

    [Theory]
    [InlineData("alertMail", "is no option: did you mean alertEmail?")]
    [InlineData("Front", "is no option: did you mean front?")]
    [InlineData("horsepower", "is no option; there are ")]
    public void A_name_that_nobody_reads_is_a_slip(string name, string remedy) => Assert.StartsWith(remedy, Fault((name, "x")).Remedy, StringComparison.Ordinal);

    [Theory]
    [InlineData("@aws-cdk/core:newStyleStackSynthesis")]
    [InlineData("aws:cdk:enable-path-metadata")]
    [InlineData("availability-zones:account=1:region=eu-west-1")]
    public void The_cdks_own_names_are_left_alone(string name) => Assert.Equal("prod", Parse((name, true)).Environment);

    [Theory]
    [InlineData("certificate", "domain=stats.example.com")]
    [InlineData("domain", "certificate=" + Certificate)]
    [InlineData("certificate", "domain=stats.example.com", "certificate=arn:aws:acm:eu-west-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef")]
    [InlineData("domain", "front=url", "domain=stats.example.com", "certificate=" + Certificate)]
    [InlineData("waf", "waf=create", "region=eu-west-1")]
    [InlineData("waf", "waf=create")]
    [InlineData("waf", "waf=create", "region=us-east-1", "front=http")]
    [InlineData("alertEmail", "monthlyBudget=5")]
    [InlineData("collectConcurrency", "front=url", "collectConcurrency=5")]
    public void What_does_not_go_together_is_refused(string name, params string[] options) =>
        Assert.Equal(name, Fault([.. options.Select(option => (option.Split('=', 2)[0], (object?)option.Split('=', 2)[1]))]).Name);

    [Fact]
    public void What_goes_together_is_taken()
    {
        DeploymentOptions options = Parse(("region", "eu"), ("domain", "stats.example.com"), ("certificate", Certificate), ("environment", "staging"), ("alertEmail", "a@example.com"), ("monthlyBudget", 5));

        Assert.Equal(("eu-central-1", "Analytics-staging", "stats.example.com", 5L), (options.Region, options.StackName, options.Domain, options.MonthlyBudget));
        Assert.Equal("a@example.com", options.OwnerEmail);
        Assert.False(options.IsProtected);
    }

    [Fact]
    public void Values_come_from_the_command_line_as_text_and_from_cdk_json_as_what_they_are()
    {
        IReadOnlyDictionary<string, object?> context = ContextValues.Read("""{"keep":false,"logDays":7,"front":"url","dailyEvents":"1000","aws:cdk:x":{"a":[1]},"domain":null}""");

        DeploymentOptions options = DeploymentOptions.Parse(context);
        Assert.Equal((DataFate.Deleted, 7, FrontKind.Url, 1000L), (options.Fate, options.LogDays, options.Front, options.DailyEvents));
        Assert.Empty(ContextValues.Read(null));
    }

    private static DeploymentOptions Parse(params (string Name, object? Value)[] context) =>
        DeploymentOptions.Parse(context.ToDictionary(pair => pair.Name, pair => pair.Value));

    private static OptionFault Fault(params (string Name, object? Value)[] context) =>
        Assert.Single(Assert.Throws<OptionException>(() => Parse(context)).Faults);
}
