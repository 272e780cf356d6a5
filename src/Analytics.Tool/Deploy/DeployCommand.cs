using System.CommandLine;
using Analytics.Tool.Terminal;

namespace Analytics.Tool.Deploy;

/// <summary><c>analytics deploy</c>: what must be there before <c>cdk deploy</c>, and what must answer after it.</summary>
internal static class DeployCommand
{
    public static Command Create(CommandContext context) => new("deploy", "Whether everything is ready for 'cdk deploy', and whether a deployment answers.")
    {
        Check(context),
    };

    private static Command Check(CommandContext context)
    {
        var command = new Command(
            "check",
            "Looks for all that 'npx cdk deploy' needs: the clone, .NET, Node.js, npm ci, the CDK, credentials, a region, bootstrapping. With --address instead, asks a deployment. Changes nothing.");
        var folder = new Option<string?>("--folder") { Description = "The clone. Default: the one around the current folder.", HelpName = "FOLDER" };
        var cdkContext = new Option<string[]>("--context", "-c") { Description = "An option of the deployment as 'cdk deploy -c' takes it, key=value; say it again for more. They are checked by the app itself, with --synth.", HelpName = "KEY=VALUE" };
        var synth = new Option<bool>("--synth") { Description = "Lets the CDK make the template with these options, which takes a minute or two." };
        var address = new Option<string?>("--address") { Description = "Asks the deployment at this address instead: health, tracker, dashboard, and that strangers are refused.", HelpName = "URL" };
        var key = new Option<string?>("--key") { Description = "With --address: an API key of scope admin, to ask whether all is well with the sites too. Default: ANALYTICS_KEY.", HelpName = "KEY" };
        var json = new Option<bool>("--json") { Description = "The result as JSON." };
        command.Add(folder);
        command.Add(cdkContext);
        command.Add(synth);
        command.Add(address);
        command.Add(key);
        command.Add(json);
        command.SetAction(async (parsed, stop) =>
        {
            string[] options = parsed.GetValue(cdkContext) ?? [];
            if (Array.Find(options, o => o.Split('=', 2) is not [{ Length: > 0 }, _]) is { } wrong)
            {
                throw new UsageFault($"--context: '{wrong}' must be key=value, such as front=url.");
            }

            List<Finding> findings = parsed.GetValue(address) is { } text
                ? await AskAsync(AddressOf(text), parsed.GetValue(key) ?? context.Variable("ANALYTICS_KEY"), context, stop)
                : await new ReadinessCheck(Path.GetFullPath(parsed.GetValue(folder) ?? ".", context.Folder), options, parsed.GetValue(synth), context).RunAsync(stop);
            Tell(context, findings, parsed.GetValue(json));
            return findings.Exists(IsWrong) ? ExitCode.Failed : ExitCode.Ok;
        });
        return command;
    }

    private static async Task<List<Finding>> AskAsync(Uri address, string? key, CommandContext context, CancellationToken stop)
    {
        List<Finding> findings = await new DeploymentCheck(address, context).RunAsync(stop);
        return key is null ? findings : [.. findings, .. await new HealthCheck(address, key, context).RunAsync(stop)];
    }

    private static bool IsWrong(Finding finding) => finding.Verdict is Verdict.Missing or Verdict.Amiss;

    private static Uri AddressOf(string text) => Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https"
        ? uri
        : throw new UsageFault($"--address: '{text}' is no address; give one such as https://stats.example.com.");

    private static void Tell(CommandContext context, List<Finding> findings, bool json)
    {
        if (json)
        {
            context.Output.Result(JsonLine.Object(writer =>
            {
                writer.WriteBoolean("ready", !findings.Exists(f => f.Verdict == Verdict.Missing));
                writer.WriteStartArray("findings");
                findings.ForEach(finding => finding.Write(writer));
                writer.WriteEndArray();
            }));
            return;
        }

        foreach (Finding finding in findings)
        {
            context.Output.Result($"{context.Output.Mark(!IsWrong(finding), finding.Word.PadRight(8))} {finding.What}: {finding.Detail}");
            if (finding.Remedy is { } remedy)
            {
                context.Output.Result($"{"",8} {remedy}");
            }
        }
    }
}
