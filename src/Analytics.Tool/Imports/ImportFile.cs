using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Analytics.Tool.Server;
using Analytics.Tool.Terminal;

namespace Analytics.Tool.Imports;

/// <summary>One file on its way into a site: in parts that a server takes in seconds, each noted when it has arrived.</summary>
internal sealed class ImportFile(string path, string site, string format, AnalyticsServer api, CommandContext context)
{
    private const int MostBytes = 4 * 1024 * 1024;
    private readonly string _notePath = path + ".import";

    /// <summary>Sends what has not been sent yet.</summary>
    /// <param name="tally">Counts what became of each line.</param>
    /// <param name="fromStart">Sends what has been sent, too.</param>
    /// <param name="stop">Stops between two parts; the next call goes on there.</param>
    public async Task SendAsync(ImportTally tally, bool fromStart, CancellationToken stop)
    {
        using StreamReader reader = Open(path);
        string? first = await FirstLineAsync(reader, stop);
        bool isExport = format == "export" || (format == "auto" && first is not null && IsExport(first));
        string target = isExport
            ? $"v1/ingest/import?site={Uri.EscapeDataString(site)}"
            : $"v1/ingest/logs?site={Uri.EscapeDataString(site)}&format={format}";
        long done = fromStart ? 0 : Done();
        if (done > 0)
        {
            context.Output.Note(string.Create(CultureInfo.InvariantCulture, $"{path}: going on after line {done}, as {_notePath} says."));
        }

        // 2,000 exported events are stored within seconds; of a log most lines are no page view.
        var part = new ImportPart(isExport, isExport ? 2_000 : 10_000, MostBytes);
        long line = 0;
        for (string? text = first; text is not null; text = await reader.ReadLineAsync(stop))
        {
            line++;
            part.Add(text, isSent: line <= done);
            if (part.IsFull)
            {
                await SendAsync(part, line);
            }
        }

        if (part.Lines > 0)
        {
            await SendAsync(part, line);
        }

        File.Delete(_notePath);

        async Task SendAsync(ImportPart full, long upTo)
        {
            (ReadOnlyMemory<byte> body, int remarks) = full.Take();
            long before = upTo - full.Taken;
            JsonElement answer = await api.PostAsync(target, () => Retries.Content(body, "text/plain"), stop);
            tally.Add(answer, inPart => string.Create(CultureInfo.InvariantCulture, $"{path}:{before + inPart - remarks}"));
            await File.WriteAllTextAsync(_notePath, Note(upTo), CancellationToken.None);
            context.Output.Progress(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(path)}: {upTo} lines, {tally.Accepted} events accepted"));
        }
    }

    private static StreamReader Open(string file)
    {
        FileStream stream = File.OpenRead(file);
        Span<byte> head = stackalloc byte[2];
        bool gzip = stream.ReadAtLeast(head, 2, throwOnEndOfStream: false) == 2 && head[0] == 0x1f && head[1] == 0x8b;
        stream.Position = 0;
        return new StreamReader(gzip ? new GZipStream(stream, CompressionMode.Decompress) : stream, Encoding.UTF8);
    }

    private static async Task<string?> FirstLineAsync(StreamReader reader, CancellationToken stop)
    {
        try
        {
            return await reader.ReadLineAsync(stop);
        }
        catch (InvalidDataException)
        {
            throw new ToolFailure("The file is damaged: it begins like gzip and is none.");
        }
    }

    private static bool IsExport(string line)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(line);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("id", out _)
                && json.RootElement.TryGetProperty("time", out _) && json.RootElement.TryGetProperty("name", out _);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // The number of lines already sent to this site of this server; 0 for another file of the same name.
    private long Done() => File.Exists(_notePath) && File.ReadAllText(_notePath).Split('\n') is [var what, var line, ..]
        && what == Subject() && long.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out long done) ? done : 0;

    private string Note(long line) => $"{Subject()}\n{line.ToString(CultureInfo.InvariantCulture)}\n";

    private string Subject()
    {
        var file = new FileInfo(path);
        return string.Create(CultureInfo.InvariantCulture, $"{api.Address} {site} {format} {file.Length} {file.LastWriteTimeUtc.Ticks}");
    }
}
