using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Analytics.Cdk.Tests;

/// <summary>The command that a person types, run as a person runs it: from the root of the repository, without credentials.</summary>
public sealed class SynthTests(Templates templates)
{
    [Fact]
    public void Synthesis_needs_no_credentials_and_gives_the_same_template_each_time()
    {
        (JsonNode first, string errors) = Synth();

        Assert.Equal(templates.Kept.ToJsonString(), first.ToJsonString());
        Assert.DoesNotContain("!!", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trial_is_asked_for_on_the_command_line() =>
        Assert.Equal(templates.Trial.ToJsonString(), Synth("-c", "keep=false").Template.ToJsonString());

    private static (JsonNode Template, string Errors) Synth(params string[] arguments)
    {
        string root = Root();
        string cdk = Path.Combine(root, "node_modules", "aws-cdk", "bin", "cdk");
        Assert.True(File.Exists(cdk), "The CDK is not installed: run 'npm ci --ignore-scripts' at the root of the repository.");
        DirectoryInfo scratch = Directory.CreateTempSubdirectory("analytics-synth-");
        try
        {
            string output = Path.Combine(scratch.FullName, "out");
            var start = new ProcessStartInfo("node", [cdk, "synth", "--no-notices", "--quiet", "--output", output, .. arguments])
            {
                WorkingDirectory = root,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            foreach (string credential in start.Environment.Keys.Where(k => k.StartsWith("AWS_", StringComparison.Ordinal)).ToArray())
            {
                start.Environment.Remove(credential);
            }

            start.Environment["CDK_DISABLE_CLI_TELEMETRY"] = "true";
            start.Environment["TMPDIR"] = scratch.FullName;
            using Process process = Process.Start(start)!;
            process.StandardInput.Close();
            Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            string said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, said + errors.Result);
            return (JsonNode.Parse(File.ReadAllText(Path.Combine(output, "Analytics.template.json")))!, errors.Result);
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    private static string Root()
    {
        DirectoryInfo at = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "cdk.json")))
        {
            at = at.Parent ?? throw new InvalidOperationException("No cdk.json above the tests.");
        }

        return at.FullName;
    }
}
