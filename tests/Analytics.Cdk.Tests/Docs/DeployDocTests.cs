using System.Text.RegularExpressions;
using Analytics.Cdk.Options;
using Analytics.Testing;

namespace Analytics.Cdk.Tests.Docs;

/// <summary>docs/operations.md, where it speaks of deploying.</summary>
public sealed partial class DeployDocTests
{
    private readonly string _document = File.ReadAllText(Repository.At("docs/operations.md")).ReplaceLineEndings("\n");

    [Fact]
    public void Every_option_of_the_stack_is_listed_and_nothing_else_is()
    {
        string all = Assert.Throws<OptionException>(() => DeploymentOptions.Parse(new Dictionary<string, object?> { ["nobody-reads-this-name"] = "x" })).Message;
        string[] options = [.. all[(all.IndexOf("there are ", StringComparison.Ordinal) + "there are ".Length)..].Split(", ")];

        Assert.Equal(options.Order(StringComparer.Ordinal), Option().Matches(_document).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_output_is_named() => Assert.All(
        ["Address", "Snippet", "FirstLogin", "EventsTableName", "SaltsTableName", "DeadLetterQueueUrl", "AlertTopicArn", "ExportBucketName"],
        output => Assert.Contains($"`{output}`", _document, StringComparison.Ordinal));

    [GeneratedRegex("^\\| `([a-z][A-Za-z]+)` \\|", RegexOptions.Multiline)]
    private static partial Regex Option();
}
