using System.CommandLine;
using System.Globalization;
using System.IO.Compression;
using System.Text;
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
        var output = new Option<string?>("--output", "-o") { Description = "File; one that ends in .gz is compressed. Default: standard output.", HelpName = "FILE" };
        var format = new Option<string>("--format") { Description = "ndjson, which can be imported, or csv.", DefaultValueFactory = _ => "ndjson", HelpName = "FORMAT" };
        _ = format.AcceptOnlyFromAmong("ndjson", "csv");
        var bucket = new Option<bool>("--bucket") { Description = "Instead, has the server export the days to its own bucket (ANALYTICS_EXPORT_BUCKET): those that were sealed before it had one." };
        command.Add(site);
        var days = new DayOptions(command);
        command.Add(format);
        command.Add(output);
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

            string? file = parsed.GetValue(output) is { } name ? Path.GetFullPath(name, context.Folder) : null;
            long events = 0;
            TextWriter to = file is null ? context.Results : Open(file);
            try
            {
                var lines = new ExportLines(to, parsed.GetValue(format) == "csv");
                for (DateOnly from = first; from <= last; from = from.AddDays(DaysAtOnce))
                {
                    DateOnly until = from.AddDays(DaysAtOnce - 1) is var end && end < last ? end : last;
                    string path = $"{SiteOption.PathOf(parsed.GetRequiredValue(site))}/export?from={DayOptions.Text(from)}&to={DayOptions.Text(until)}";
                    events += await CopyAsync(api, path, lines, so => context.Output.Progress(string.Create(CultureInfo.InvariantCulture, $"{events + so} events")), stop);
                }
            }
            finally
            {
                await to.FlushAsync(CancellationToken.None);
                if (file is not null)
                {
                    await to.DisposeAsync();
                }
            }

            if (server.Json(parsed) && file is not null)
            {
                context.Output.Result(JsonLine.Object(json => json.WriteNumber("events", events)));
            }
            else
            {
                context.Output.Note(string.Create(CultureInfo.InvariantCulture, $"{events} events{(file is null ? "" : $" in {file}")}."));
            }

            return ExitCode.Ok;
        });
        return command;
    }

    // Part by part; each answer says where the next begins.
    private static async Task<long> CopyAsync(AnalyticsServer api, string path, ExportLines lines, Action<long> tell, CancellationToken stop)
    {
        long events = 0;
        for (string? cursor = ""; cursor is not null;)
        {
            using HttpResponseMessage part = await api.SendAsync(HttpMethod.Get, cursor.Length == 0 ? path : $"{path}&cursor={Uri.EscapeDataString(cursor)}", null, stop);
            using var reader = new StreamReader(await part.Content.ReadAsStreamAsync(stop), Encoding.UTF8);
            while (await reader.ReadLineAsync(stop) is { } line)
            {
                await lines.WriteAsync(line);
                events++;
            }

            tell(events);
            cursor = part.Headers.TryGetValues("x-analytics-next", out IEnumerable<string>? next) ? next.First() : null;
        }

        return events;
    }

    private static StreamWriter Open(string file)
    {
        FileStream stream = File.Create(file);
        return new StreamWriter(file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(stream, CompressionLevel.Optimal) : stream, new UTF8Encoding(false));
    }
}
