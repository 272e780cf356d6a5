using System.CommandLine;
using System.Text.Json;
using Analytics.Tool.Server;
using Analytics.Tool.Terminal;

namespace Analytics.Tool.Erasures;

/// <summary><c>analytics erase</c>: takes spam, an import or everything out of a site, and shows before what that would be.</summary>
internal static class EraseCommand
{
    public static Command Create(CommandContext context)
    {
        var command = new Command(
            "erase",
            "Takes out of a site what filters meet, what an import brought, or everything. --dry-run shows first what that would be. There is no way back. Needs the scope admin.");
        Option<string> site = SiteOption.Create();
        var subject = new ErasedOptions();
        var dryRun = new Option<bool>("--dry-run") { Description = "Says how much would go, and of which days. Nothing is changed." };
        var yes = new Option<bool>("--yes") { Description = "Required unless --dry-run is given: there is no way back." };
        var show = new Option<string?>("--show") { Description = "Instead: how far an erasure has come, and its proof.", HelpName = "ID" };
        command.Add(site);
        subject.AddTo(command);
        command.Add(dryRun);
        command.Add(yes);
        command.Add(show);
        var server = new ServerOptions(command, context);
        command.SetAction(async (parsed, stop) =>
        {
            string route = SiteOption.PathOf(parsed.GetRequiredValue(site)) + "/erasures";
            bool isDry = parsed.GetValue(dryRun);
            if (parsed.GetValue(show) is { } id)
            {
                subject.RefuseAny(parsed, "--show");
                using AnalyticsServer asked = server.Connect(parsed);
                ErasureText.Write(context, server.Json(parsed), await asked.GetAsync($"{route}/{Uri.EscapeDataString(id)}", stop));
                return ExitCode.Ok;
            }

            ReadOnlyMemory<byte> body = subject.ToBody(parsed, isDry);
            if (!isDry && !parsed.GetValue(yes))
            {
                throw new UsageFault("--yes: say it to erase; there is no way back. --dry-run shows what would go.");
            }

            using AnalyticsServer api = server.Connect(parsed);
            JsonElement answer = await api.PostAsync(route, body, stop);
            if (isDry)
            {
                PreviewText.Write(context, server.Json(parsed), answer);
                return answer.GetProperty("complete").GetBoolean() ? ExitCode.Ok : ExitCode.Failed;
            }

            ErasureText.Write(context, server.Json(parsed), answer);
            context.Output.Note($"It begins in two minutes: 'analytics erase --site {parsed.GetRequiredValue(site)} --show {answer.GetProperty("id").GetString()}' says how far it is.");
            return ExitCode.Ok;
        });
        return command;
    }
}
