using System.Globalization;
using Analytics.Tool.Terminal;

namespace Analytics.Tool.Deploy;

/// <summary>Whether everything that <c>npx cdk deploy</c> needs is there.</summary>
/// <param name="folder">The clone, or a folder in it.</param>
/// <param name="cdkContext">Options of the deployment, <c>key=value</c>.</param>
/// <param name="synth">Whether the CDK makes the template.</param>
/// <param name="context">The command's context.</param>
internal sealed class ReadinessCheck(string folder, IReadOnlyList<string> cdkContext, bool synth, CommandContext context)
{
    private const int LeastDotnet = 10;
    private const int LeastNode = 20;

    public async Task<List<Finding>> RunAsync(CancellationToken stop)
    {
        var programs = new Programs(context);
        List<Finding> findings =
        [
            await VersionAsync(programs, "dotnet", LeastDotnet, "Install the .NET 10 SDK: it builds the functions and the CDK app.", stop),
            await VersionAsync(programs, "node", LeastNode, "Install Node.js 22, with npm; 20 is the oldest that works.", stop),
        ];
        string? clone = Clone();
        findings.Add(clone is null
            ? Finding.Missing("clone", $"there is none around {folder}", "Clone the repository and run this in it, or name it with --folder.")
            : Finding.Good("clone", clone));
        if (clone is not null)
        {
            findings.Add(Packages(clone));
            findings.Add(await CdkAsync(programs, clone, stop));
        }

        context.Output.Progress("asking AWS who the credentials belong to");
        CloudAccount account = await CloudAccount.FindAsync(context, stop);
        findings.Add(account.Credentials);
        findings.Add(account.Place);
        findings.Add(await BootstrapAsync(programs, account, stop));
        if (clone is not null && cdkContext.Count + (synth ? 1 : 0) > 0)
        {
            findings.Add(await ContextAsync(programs, clone, stop));
        }

        return findings;
    }

    private static async Task<Finding> VersionAsync(Programs programs, string program, int least, string remedy, CancellationToken stop)
    {
        (int? code, string said) = await programs.RunAsync(program, ["--version"], null, TimeSpan.FromSeconds(20), stop);
        string version = said.Trim().TrimStart('v');
        return code != 0 ? Finding.Missing(program, "it is not on the path", remedy)
            : int.TryParse(version.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int major) && major >= least ? Finding.Good(program, version)
            : Finding.Missing(program, $"version {version} is too old", remedy);
    }

    private string? Clone()
    {
        for (DirectoryInfo? at = new(folder); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "cdk.json")) && File.Exists(Path.Combine(at.FullName, "Analytics.sln")))
            {
                return at.FullName;
            }
        }

        return null;
    }

    private static Finding Packages(string clone)
    {
        string stamp = Path.Combine(clone, "node_modules", ".package-lock.json"), wanted = Path.Combine(clone, "package-lock.json");
        return !File.Exists(stamp) ? Finding.Missing("npm packages", "they are not installed", $"Run 'npm ci --ignore-scripts' in {clone}.")
            : File.GetLastWriteTimeUtc(stamp) < File.GetLastWriteTimeUtc(wanted)
                ? Finding.Missing("npm packages", "package-lock.json is newer than what is installed", $"Run 'npm ci --ignore-scripts' in {clone}.")
                : Finding.Good("npm packages", "installed");
    }

    private static async Task<Finding> CdkAsync(Programs programs, string clone, CancellationToken stop)
    {
        string script = Path.Combine(clone, "node_modules", "aws-cdk", "bin", "cdk");
        if (!File.Exists(script))
        {
            return Finding.Missing("cdk", "the CDK's command line is not installed", $"Run 'npm ci --ignore-scripts' in {clone}.");
        }

        (int? code, string said) = await programs.RunAsync("node", [script, "--version"], clone, TimeSpan.FromSeconds(60), stop);
        return code == 0 ? Finding.Good("cdk", said.Trim()) : Finding.Missing("cdk", "it does not start: " + LastLine(said), $"Run 'npm ci --ignore-scripts' in {clone}.");
    }

    // The CDK's version of bootstrapping stands in a parameter that only the AWS command line can read for us.
    private static async Task<Finding> BootstrapAsync(Programs programs, CloudAccount account, CancellationToken stop)
    {
        string remedy = $"Run 'npx cdk bootstrap{(account.Environment is { } at ? " " + at : "")}' once for each account and region; it may be run again.";
        if (account.Environment is null || programs.Find("aws") is null)
        {
            return Finding.Unknown("bootstrapped", account.Environment is null ? "not asked without credentials and a region" : "not asked: the AWS command line is not installed", remedy);
        }

        (int? code, string said) = await programs.RunAsync(
            "aws",
            ["ssm", "get-parameter", "--name", "/cdk-bootstrap/hnb659fds/version", "--query", "Parameter.Value", "--output", "text", "--region", account.Region!],
            null, TimeSpan.FromSeconds(30), stop);
        return code == 0 ? Finding.Good("bootstrapped", "version " + said.Trim())
            : said.Contains("ParameterNotFound", StringComparison.Ordinal) ? Finding.Missing("bootstrapped", "the account has not been prepared for the CDK in this region", remedy)
            : Finding.Unknown("bootstrapped", LastLine(said), remedy);
    }

    private async Task<Finding> ContextAsync(Programs programs, string clone, CancellationToken stop)
    {
        const string Options = "options";
        if (!synth)
        {
            return Finding.Unknown(Options, string.Join(", ", cdkContext), "Say --synth to have the app check them; docs/operations.md lists what there is.");
        }

        context.Output.Progress("making the template (cdk synth)");
        string script = Path.Combine(clone, "node_modules", "aws-cdk", "bin", "cdk");
        (int? code, string said) = await programs.RunAsync(
            "node", [script, "synth", "--quiet", .. cdkContext.SelectMany(option => new[] { "-c", option })], clone, TimeSpan.FromMinutes(10), stop);
        return code == 0
            ? Finding.Good(Options, cdkContext.Count == 0 ? "the template can be made" : string.Join(", ", cdkContext))
            : Finding.Missing(Options, "the app refuses: " + said.Trim(), "Correct what it names; docs/operations.md lists the options.");
    }

    private static string LastLine(string said) => said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [.., var last] ? last : "no word of why";
}
