using System.Text.Json.Nodes;
using Analytics.Testing;

namespace Analytics.Cdk.Tests;

/// <summary>The command that a person types, run as a person runs it: from the root of the repository, without credentials.</summary>
public sealed class SynthTests(Templates templates)
{
    [Fact]
    public void A_trial_is_asked_for_on_the_command_line_needs_no_credentials_and_is_the_same_each_time()
    {
        (int exitCode, JsonNode? template, string errors) = Synth("-c", "keep=false", "-c", "published=" + templates.Server);

        Assert.True(exitCode == 0, errors);
        Assert.Equal(templates.Trial.ToJsonString(), template!.ToJsonString());
        Assert.DoesNotContain("!!", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_deployed_is_refused_with_every_fault_and_without_a_stack_trace()
    {
        string app = $"dotnet {Path.Combine(AppContext.BaseDirectory, "Analytics.Cdk.dll")}";
        (int exitCode, _, string errors) = Synth("--app", app, "-c", "front=ftp", "-c", "alertMail=me@example.com");

        Assert.NotEqual(0, exitCode);
        Assert.Contains("front must be one of cdn, cdn-url, http, url, not 'ftp'", errors, StringComparison.Ordinal);
        Assert.Contains("alertMail is no option: did you mean alertEmail?", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    private static (int ExitCode, JsonNode? Template, string Errors) Synth(params string[] arguments)
    {
        string cdk = Repository.At("node_modules/aws-cdk/bin/cdk");
        Assert.True(File.Exists(cdk), "The CDK is not installed: run 'npm ci --ignore-scripts' at the root of the repository.");
        DirectoryInfo scratch = Directory.CreateTempSubdirectory("analytics-synth-");
        try
        {
            string output = Path.Combine(scratch.FullName, "out");
            var command = new Command("node", [cdk, "synth", "--no-notices", "--quiet", "--output", output, .. arguments])
            {
                Environment = new Dictionary<string, string> { ["CDK_DISABLE_CLI_TELEMETRY"] = "true", ["TMPDIR"] = scratch.FullName },
            };
            (int exitCode, _, string errors) = command.Run();
            return (exitCode, exitCode == 0 ? JsonNode.Parse(File.ReadAllText(Path.Combine(output, "Analytics.template.json"))) : null, errors);
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }
}
