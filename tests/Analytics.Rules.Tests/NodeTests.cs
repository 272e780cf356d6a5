using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Analytics.Rules.Tests;

/// <summary>What runs in a browser is tested by npm's tools; one command runs these tests with all others.</summary>
public sealed class NodeTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(45); // only against a hang: a busy machine takes its time

    /// <summary>The scripts of package.json that are tests; a new one is found here by itself.</summary>
    public static TheoryData<string> Scripts =>
        [.. JsonNode.Parse(File.ReadAllText(Repository.At("package.json")))!["scripts"]!.AsObject().Select(script => script.Key).Where(name => name.StartsWith("test:", StringComparison.Ordinal))];

    [Theory, MemberData(nameof(Scripts))]
    public async Task The_tests_of_the_browsers_side_pass(string script)
    {
        Assert.True(Directory.Exists(Repository.At("node_modules")), "npm's packages are not installed: run 'npm ci --ignore-scripts' at the root of the repository.");
        var start = new ProcessStartInfo("npm", ["run", "--silent", script])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["CI"] = "true"; // no watching, no colours

        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        Task<string> errors = process.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            string output = await process.StandardOutput.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            Assert.True(process.ExitCode == 0, output + await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
