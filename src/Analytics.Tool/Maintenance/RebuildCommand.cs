using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Analytics.Tool.Server;
using Analytics.Tool.Terminal;

namespace Analytics.Tool.Maintenance;

/// <summary><c>analytics rebuild</c>: seals days again from their raw events.</summary>
internal static class RebuildCommand
{
    public static Command Create(CommandContext context)
    {
        var command = new Command(
            "rebuild",
            "Builds days that are over again from their raw events, while those exist (rawRetentionDays, 30 by default). A day is never left worse than it was. Needs the scope admin.");
        Option<string> site = SiteOption.Create();
        command.Add(site);
        var days = new DayOptions(command);
        var server = new ServerOptions(command, context);
        command.SetAction(async (parsed, stop) =>
        {
            (DateOnly first, DateOnly last) = days.Read(parsed);
            using AnalyticsServer api = server.Connect(parsed);
            int failed = 0;
            foreach (string day in DayOptions.Between(first, last))
            {
                try
                {
                    JsonElement built = await api.PostAsync(
                        SiteOption.PathOf(parsed.GetRequiredValue(site)) + "/maintenance/seal", DayOptions.Body(day), stop);
                    context.Output.Result(server.Json(parsed) ? built.GetRawText() : Told(day, built));
                }
                catch (ToolFailure refused) when (first != last)
                {
                    failed++;
                    context.Output.Error($"{day}: {refused.Message}");
                }
            }

            return failed == 0 ? ExitCode.Ok : ExitCode.Failed;
        });
        return command;
    }

    private static string Told(string day, JsonElement built) => built.GetProperty("sealed").GetBoolean()
        ? string.Create(CultureInfo.InvariantCulture, $"{day}  built from {built.GetProperty("events").GetInt64()} events")
        : $"{day}  has no events";
}
