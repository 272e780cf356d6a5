using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Analytics.Tool.Logs;
using Analytics.Tool.Server;
using Analytics.Tool.Terminal;

namespace Analytics.Tool.Replays;

/// <summary><c>analytics replay</c>: sends the events of a log or an export as if they happened now.</summary>
internal static class ReplayCommand
{
    private const int MostAtOnce = 500;
    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(250);

    public static Command Create(CommandContext context)
    {
        var command = new Command(
            "replay",
            """
            Sends the requests of an access log, or the events of an export, at their pace, as if the first happened now: for demonstrations
            and load tests. It WRITES events into the site. Needs the scope ingest, for exports admin.
            """);
        Option<string> site = SiteOption.Create();
        var log = new Option<string>("--log") { Description = "The file, plain or .gz, in the order of time; - for standard input.", HelpName = "FILE", Required = true };
        var speed = new Option<double>("--speed") { Description = "How many times as fast as it was. Default: 1.", DefaultValueFactory = _ => 1, HelpName = "N" };
        command.Add(site);
        command.Add(log);
        var format = new LogFormatOptions(command);
        command.Add(speed);
        var server = new ServerOptions(command, context);
        command.SetAction(async (parsed, stop) =>
        {
            string file = InputFile.PathOf(parsed.GetRequiredValue(log), context.Folder, "--log");
            double times = parsed.GetValue(speed);
            if (times is not (> 0 and <= 1_000_000))
            {
                throw new UsageFault("--speed: must be above 0, at most 1000000.");
            }

            using AnalyticsServer api = server.Connect(parsed);
            string name = parsed.GetRequiredValue(site);
            JsonElement found = await api.GetAsync(SiteOption.PathOf(name), stop);
            context.Output.Note($"Writing what {Path.GetFileName(file)} tells into {found.GetProperty("domains")[0].GetString()} at {api.Address}, as if it happened now.");
            var replay = new ReplayFile(file, format.Read(parsed), found.GetProperty("domains")[0].GetString()!, context);
            (long sent, long accepted, TimeSpan late) = await SendAsync(replay, api, name, times, context, stop);
            context.Output.Result(server.Json(parsed)
                ? JsonLine.Object(json =>
                {
                    json.WriteNumber("sent", sent);
                    json.WriteNumber("accepted", accepted);
                    json.WriteNumber("unreadable", replay.Unreadable);
                    json.WriteNumber("mostLateSeconds", Math.Round(late.TotalSeconds, 1));
                })
                : string.Create(CultureInfo.InvariantCulture, $"{sent} sent, {accepted} accepted, {replay.Unreadable} lines not understood, at most {late.TotalSeconds:0.0} s behind."));
            return ExitCode.Ok;
        });
        return command;
    }

    private static async Task<(long Sent, long Accepted, TimeSpan Late)> SendAsync(
        ReplayFile replay, AnalyticsServer api, string site, double speed, CommandContext context, CancellationToken stop)
    {
        long started = context.Clock.GetTimestamp(), sent = 0, accepted = 0;
        (DateTimeOffset? first, TimeSpan late) = (null, TimeSpan.Zero);
        List<ReplayedEvent> batch = [];
        TimeSpan batchDue = TimeSpan.Zero;
        await foreach (ReplayedEvent e in replay.ReadAsync(stop))
        {
            first ??= e.Time;
            TimeSpan due = (e.Time - first.Value) / speed;
            if (batch.Count > 0 && (due - batchDue > Together || batch.Count == MostAtOnce))
            {
                await SendBatchAsync();
            }

            batchDue = batch.Count == 0 ? due : batchDue;
            batch.Add(e);
        }

        if (batch.Count > 0)
        {
            await SendBatchAsync();
        }

        return (sent, accepted, late);

        async Task SendBatchAsync()
        {
            TimeSpan early = batchDue - context.Clock.GetElapsedTime(started);
            late = -early > late ? -early : late;
            if (early > TimeSpan.Zero)
            {
                await Task.Delay(early, context.Clock, stop);
            }

            byte[] body = Encoding.UTF8.GetBytes(replay.IsExport ? string.Concat(batch.Select(e => e.Json(context.Clock.GetUtcNow()) + '\n'))
                : $$"""{"site":{{Quoted(site)}},"events":[{{string.Join(',', batch.Select(e => e.Json(context.Clock.GetUtcNow())))}}]}""");
            string path = replay.IsExport ? $"v1/ingest/import?site={Uri.EscapeDataString(site)}" : "v1/ingest/batch";
            JsonElement answer = await api.PostAsync(path, body, stop);
            (sent, accepted) = (sent + batch.Count, accepted + answer.GetProperty("accepted").GetInt64());
            batch.Clear();
            context.Output.Progress(string.Create(CultureInfo.InvariantCulture, $"{sent} sent, {accepted} accepted"));
        }
    }

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
