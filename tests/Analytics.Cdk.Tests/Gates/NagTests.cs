using System.Text.Json;
using System.Text.RegularExpressions;
using Analytics.Testing;

namespace Analytics.Cdk.Tests.Gates;

/// <summary>What cdk-nag finds in the templates, less what infra/cdk/rules/suppressions.json gives a reason for.</summary>
public sealed class NagTests(Templates templates)
{
    private static readonly JsonSerializerOptions Names = new(JsonSerializerDefaults.Web);

    private sealed record Finding(string Rule, string Finding_, string Resource, string Info)
    {
        public override string ToString() => $"{Rule}[{Finding_}] {Resource}: {Info}";
    }

    private sealed record Suppression(string Rule, string Resource, string Reason, string? Finding)
    {
        public bool Covers(Finding found) => found.Rule == Rule && (Finding ?? "") == found.Finding_ && Regex.IsMatch(found.Resource, "^" + Resource);
    }

    [Fact]
    public void Nothing_is_found_without_a_reason_and_no_reason_outlives_its_finding()
    {
        Suppression[] suppressions = JsonSerializer.Deserialize<Suppression[]>(File.ReadAllText(Repository.At("infra/cdk/rules/suppressions.json")), Names)!;
        string[] files = [.. OptionSets.All.Select(options => templates.FileOf(options))];
        using JsonDocument output = JsonDocument.Parse(new Command("node", [Repository.At("infra/cdk/rules/nag.mjs"), .. files]).Succeed().Output);
        Finding[] found = [.. output.RootElement.EnumerateArray().Select(f => new Finding(
            f.GetProperty("rule").GetString()!, f.GetProperty("finding").GetString()!, f.GetProperty("resource").GetString()!, f.GetProperty("info").GetString()!))];

        Assert.True(found.Length > 10, "cdk-nag found next to nothing: did it run?");
        Assert.Empty(found.Where(f => !suppressions.Any(s => s.Covers(f))).Select(f => f.ToString()).Distinct());
        Assert.Empty(suppressions.Where(s => !found.Any(s.Covers)).Select(s => $"{s.Rule} {s.Resource} is not found any more: take the suppression away"));
        Assert.All(suppressions, s => Assert.True(s.Reason.Length > 20, s.Rule));
    }
}
