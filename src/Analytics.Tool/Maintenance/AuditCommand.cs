using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Analytics.Tool.Server;
using Analytics.Tool.Terminal;

namespace Analytics.Tool.Maintenance;

/// <summary><c>analytics audit</c>: whether days say what their raw events say.</summary>
internal static class AuditCommand
{
    public static Command Create(CommandContext context)
    {
        var command = new Command(
            "audit",
            "Builds sealed days once more from their raw events, while those exist, and compares: the drift must be 0. Ends with 1 where it is not. Needs the scope admin.");
        Option<string> site = SiteOption.Create();
        var repair = new Option<bool>("--repair") { Description = "Builds days that differ again, and compares again." };
        command.Add(site);
        command.Add(repair);
        var days = new DayOptions(command);
        var server = new ServerOptions(command, context);
        command.SetAction(async (parsed, stop) =>
        {
            (DateOnly first, DateOnly last) = days.Read(parsed);
            using AnalyticsServer api = server.Connect(parsed);
            string path = SiteOption.PathOf(parsed.GetRequiredValue(site)) + "/maintenance";
            List<AuditedDay> audited = [];
            foreach (string day in DayOptions.Between(first, last))
            {
                context.Output.Progress($"comparing {day}");
                AuditedDay found = await AuditAsync(api, path, day, stop);
                if (found.Drift > 0 && parsed.GetValue(repair))
                {
                    _ = await api.PostAsync(path + "/seal", DayOptions.Body(day), stop);
                    AuditedDay after = await AuditAsync(api, path, day, stop);
                    found = after with { State = after.Drift == 0 ? "repaired" : after.State };
                }

                audited.Add(found);
            }

            Tell(context, server.Json(parsed), audited);
            return audited.Exists(day => day.Drift > 0) ? ExitCode.Failed : ExitCode.Ok;
        });
        return command;
    }

    private static async Task<AuditedDay> AuditAsync(AnalyticsServer api, string path, string day, CancellationToken stop)
    {
        JsonElement answer = await api.PostAsync(path + "/audit", DayOptions.Body(day), stop);
        return new AuditedDay(
            day,
            answer.GetProperty("state").GetString()!,
            answer.TryGetProperty("events", out JsonElement events) ? events.GetInt64() : null,
            answer.TryGetProperty("drift", out JsonElement drift) ? drift.GetInt64() : null);
    }

    private static void Tell(CommandContext context, bool json, List<AuditedDay> audited)
    {
        if (json)
        {
            context.Output.Result(JsonLine.Object(writer =>
            {
                writer.WriteNumber("drift", audited.Sum(day => day.Drift ?? 0));
                writer.WriteStartArray("days");
                foreach (AuditedDay day in audited)
                {
                    day.Write(writer);
                }

                writer.WriteEndArray();
            }));
            return;
        }

        IReadOnlyList<IReadOnlyList<string>> rows = [.. audited.Select(day => (IReadOnlyList<string>)[day.Day, day.State, Number(day.Events), Number(day.Drift)])];
        foreach (string line in Columns.Of(["DAY", "STATE", "EVENTS", "DRIFT"], rows))
        {
            context.Output.Result(line);
        }

        if (audited.Exists(day => day.Drift > 0))
        {
            context.Output.Error("Days differ from their raw events. 'analytics audit … --repair' builds them again; tell the maintainers, for it should not happen.");
        }
    }

    private static string Number(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "-";

    /// <summary>What became of one day.</summary>
    private sealed record AuditedDay(string Day, string State, long? Events, long? Drift)
    {
        public void Write(Utf8JsonWriter json)
        {
            json.WriteStartObject();
            json.WriteString("day", Day);
            json.WriteString("state", State);
            if (Events is { } events)
            {
                json.WriteNumber("events", events);
            }

            if (Drift is { } drift)
            {
                json.WriteNumber("drift", drift);
            }

            json.WriteEndObject();
        }
    }
}
