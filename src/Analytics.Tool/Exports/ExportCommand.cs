using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Analytics.Tool.Server;
using Analytics.Tool.Terminal;

namespace Analytics.Tool.Exports;

/// <summary><c>analytics export</c>: a site's events, as they are stored.</summary>
internal static class ExportCommand
{
    private const int DaysAtOnce = 366;

    public static Command Create(CommandContext context)
    {
        var command = new Command(
            "export",
            "Writes a site's events to a file, one a line: what 'analytics import' reads. A visitor's name in it holds for one day only and leads nowhere. Needs the scope admin.");
        Option<string> site = SiteOption.Create();
        var bucket = new Option<bool>("--bucket") { Description = "Instead, has the server export the days to its own bucket (ANALYTICS_EXPORT_BUCKET): those that were sealed before it had one." };
        command.Add(site);
        var days = new DayOptions(command);
        Func<ParseResult, ExportTarget> target = ExportTarget.Options(command, context);
        command.Add(bucket);
        var server = new ServerOptions(command, context);
        command.SetAction(async (parsed, stop) =>
        {
            (DateOnly first, DateOnly last) = days.Read(parsed);
            using AnalyticsServer api = server.Connect(parsed);
            if (parsed.GetValue(bucket))
            {
                await BucketRequest.SendAsync(api, SiteOption.PathOf(parsed.GetRequiredValue(site)), first, last, server.Json(parsed), context, stop);
                return ExitCode.Ok;
            }

            ExportTarget to = target(parsed);
            long events = 0;
            await using (ExportWriter writer = await ExportWriter.BeginAsync(to, context))
            {
                for (DateOnly from = first; from <= last; from = from.AddDays(DaysAtOnce))
                {
                    DateOnly until = from.AddDays(DaysAtOnce - 1) is var end && end < last ? end : last;
                    string path = $"{SiteOption.PathOf(parsed.GetRequiredValue(site))}/export?from={DayOptions.Text(from)}&to={DayOptions.Text(until)}";
                    events += await CopyAsync(api, path, writer, so => context.Output.Progress(string.Create(CultureInfo.InvariantCulture, $"{events + so} events")), stop);
                }

                await writer.KeepAsync();
            }

            if (server.Json(parsed) && to.File is not null)
            {
                context.Output.Result(JsonLine.Object(json => json.WriteNumber("events", events)));
            }
            else
            {
                context.Output.Note(string.Create(CultureInfo.InvariantCulture, $"{events} events{(to.File is null ? "" : $" in {to.File}")}."));
            }

            return ExitCode.Ok;
        });
        return command;
    }

    // Part by part; each answer says where the next begins, and how many events it holds. A part that is cut off is not written.
    private static async Task<long> CopyAsync(AnalyticsServer api, string path, ExportWriter writer, Action<long> tell, CancellationToken stop)
    {
        long events = 0;
        for (string? cursor = ""; cursor is not null; tell(events))
        {
            using HttpResponseMessage part = await api.SendAsync(HttpMethod.Get, cursor.Length == 0 ? path : $"{path}&cursor={Uri.EscapeDataString(cursor)}", null, stop);
            byte[] lines = await api.ReadAsync(part, stop);
            int ends = lines.AsSpan().Count((byte)'\n');
            bool isAll = Header(part, "x-analytics-events") is not { } said || (int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count == ends);
            if (!isAll || lines is [.., not (byte)'\n'])
            {
                throw new ToolFailure($"The answer of {api.Address} was cut off in the middle: try again.");
            }

            events += await WriteAsync(writer, lines, api);
            cursor = Header(part, "x-analytics-next");
        }

        return events;
    }

    private static async Task<int> WriteAsync(ExportWriter writer, byte[] lines, AnalyticsServer api)
    {
        try
        {
            return await writer.WriteAsync(lines);
        }
        catch (JsonException)
        {
            throw new ToolFailure($"{api.Address} answered something that is no export: is --server the address of an Analytics?");
        }
    }

    private static string? Header(HttpResponseMessage part, string name) => part.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values.First() : null;
}
