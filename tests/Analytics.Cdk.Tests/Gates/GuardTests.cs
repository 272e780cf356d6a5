using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Analytics.Testing;

namespace Analytics.Cdk.Tests.Gates;

/// <summary>Rules of our own and of AWS Control Tower, checked by cfn-guard.</summary>
public sealed class GuardTests(Templates templates)
{
    private const string Package = "node_modules/@cdklabs/cdk-validator-cfnguard/";
    private const string Own = "infra/cdk/rules/analytics.guard";

    // Those that mean something here. Others want what costs when idle (keys, logs of accesses, a network of one's own), versions of
    // days of which somebody was erased, or are about what we do not use.
    private static readonly string[] ControlTower =
    [
        "cloudfront/ct-cloudfront-pr-3", "cloudfront/ct-cloudfront-pr-8", "cloudfront/ct-cloudfront-pr-11", "sqs/ct-sqs-pr-2", "s3/ct-s3-pr-1",
        "s3/ct-s3-pr-5", "s3/ct-s3-pr-6", "s3/ct-s3-pr-8", "identityandaccessmanagement/ct-iam-pr-1",
        "identityandaccessmanagement/ct-iam-pr-5", "keymanagementservice/ct-kms-pr-1", "waf/ct-wafv2-pr-1", "cloudwatch/ct-cloudwatch-pr-1", "cloudwatch/ct-cloudwatch-pr-4",
    ];

    [Fact]
    public void Every_template_keeps_every_rule_and_every_rule_meets_a_template()
    {
        string[] rules = [Repository.At(Own), .. ControlTower.Select(rule => Repository.At($"{Package}rules/control-tower/cfn-guard/{rule}.guard"))];
        (HashSet<string> kept, List<string> broken) = Check(rules, [.. OptionSets.All.Select(options => templates.FileOf(options))]);

        Assert.Empty(broken);
        int own = File.ReadLines(Repository.At(Own)).Count(line => line.StartsWith("rule ", StringComparison.Ordinal));
        Assert.Equal(own + ControlTower.Length, kept.Count);
    }

    [Theory]
    [InlineData("policies_name_each_action", "\"dynamodb:GetItem\"", "\"dynamodb:*\"")]
    [InlineData("buckets_are_private_and_keep_nothing_that_is_gone", "\"PublicAccessBlockConfiguration\":", "\"VersioningConfiguration\":{\"Status\":\"Enabled\"},\"PublicAccessBlockConfiguration\":")]
    [InlineData("logs_end", "\"RetentionInDays\":30", "\"KmsKeyId\":\"x\"")]
    [InlineData("tables_expire_items_and_are_never_named", "\"BillingMode\":", "\"TableName\":\"mine\",\"BillingMode\":")]
    [InlineData("distributions_keep_no_logs_of_addresses_and_speak_http3", "\"HttpVersion\":", "\"Logging\":{},\"HttpVersion\":")]
    public void A_template_that_breaks_a_rule_is_found(string rule, string good, string bad)
    {
        string text = templates.Of("exportBucket=true").ToJsonString(), spoilt = text.Replace(good, bad, StringComparison.Ordinal);
        Assert.NotEqual(text, spoilt);
        string file = Path.Combine(templates.Server, "..", rule + ".json");
        File.WriteAllText(file, spoilt);

        Assert.Contains(rule, Check([Repository.At(Own)], [file]).Broken);
    }

    private static (HashSet<string> Kept, List<string> Broken) Check(string[] rules, string[] templates)
    {
        string machine = $"{(OperatingSystem.IsMacOS() ? "macos" : "ubuntu")}/{(RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "aarch64" : "x86_64")}";
        string[] arguments = ["validate", "--structured", "--output-format", "json", "--show-summary", "none", .. rules.SelectMany(r => new[] { "--rules", r }), .. templates.SelectMany(t => new[] { "--data", t })];
        (int exitCode, string output, string errors) = new Command(Repository.At($"{Package}bin/{machine}/cfn-guard"), arguments).Run();
        Assert.True(exitCode is 0 or 19, $"cfn-guard ended with {exitCode}.\n{errors}");
        JsonNode[] reports = [.. JsonNode.Parse(output)!.AsArray().Select(report => report!)];
        Assert.Equal(templates.Length, reports.Length);
        return (
            [.. reports.SelectMany(report => report["compliant"]!.AsArray()).Select(Templates.Text)],
            [.. reports.SelectMany(report => report["not_compliant"]!.AsArray()).Select(broken => Templates.Text(broken!["Rule"]!["name"]))]);
    }
}
