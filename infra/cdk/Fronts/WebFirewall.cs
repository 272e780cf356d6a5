using Amazon.CDK.AWS.WAFv2;
using Constructs;

namespace Analytics.Cdk.Fronts;

/// <summary>A firewall that was asked for: AWS's common rules, and at most 3,000 requests in five minutes of one address.</summary>
internal static class WebFirewall
{
    private const int RequestsInFiveMinutes = 3000;

    public static CfnWebACL Create(Construct scope) => new(scope, "Firewall", new CfnWebACLProps
    {
        Scope = "CLOUDFRONT",
        DefaultAction = new CfnWebACL.DefaultActionProperty { Allow = new CfnWebACL.AllowActionProperty() },
        VisibilityConfig = Seen("Firewall"),
        Rules = new object[]
        {
            new CfnWebACL.RuleProperty
            {
                Name = "rate",
                Priority = 1,
                Action = new CfnWebACL.RuleActionProperty { Block = new CfnWebACL.BlockActionProperty() },
                Statement = new CfnWebACL.StatementProperty
                {
                    RateBasedStatement = new CfnWebACL.RateBasedStatementProperty { Limit = RequestsInFiveMinutes, AggregateKeyType = "IP" },
                },
                VisibilityConfig = Seen("Rate"),
            },
            new CfnWebACL.RuleProperty
            {
                Name = "common",
                Priority = 2,
                OverrideAction = new CfnWebACL.OverrideActionProperty { None = new Dictionary<string, object>() },
                Statement = new CfnWebACL.StatementProperty
                {
                    ManagedRuleGroupStatement = new CfnWebACL.ManagedRuleGroupStatementProperty
                    {
                        VendorName = "AWS",
                        Name = "AWSManagedRulesCommonRuleSet",

                        // Bodies of batches and logs are larger than eight kilobytes, and the server refuses what is too large.
                        RuleActionOverrides = new object[]
                        {
                            new CfnWebACL.RuleActionOverrideProperty
                            {
                                Name = "SizeRestrictions_BODY",
                                ActionToUse = new CfnWebACL.RuleActionProperty { Count = new CfnWebACL.CountActionProperty() },
                            },
                        },
                    },
                },
                VisibilityConfig = Seen("Common"),
            },
        },
    });

    // Samples would show addresses of visitors in the console.
    private static CfnWebACL.VisibilityConfigProperty Seen(string metric) =>
        new() { CloudWatchMetricsEnabled = true, MetricName = metric, SampledRequestsEnabled = false };
}
