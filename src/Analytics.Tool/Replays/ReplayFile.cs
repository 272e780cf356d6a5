using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using Analytics.Functions.Ingest.Logs;
using Analytics.Functions.Ingest.Logs.Formats;
using Analytics.Functions.Ingest.Logs.Lines;
using Analytics.Tool.Logs;
using Analytics.Tool.Terminal;

namespace Analytics.Tool.Replays;

/// <summary>An export or an access log, read event by event.</summary>
/// <param name="path">The file, plain or gzip.</param>
/// <param name="choice">How it is read.</param>
/// <param name="domain">The host of pages whose log names none.</param>
/// <param name="context">Opens standard input.</param>
internal sealed class ReplayFile(string path, LogFormatChoice choice, string domain, CommandContext context)
{
    /// <summary>Lines that could not be understood.</summary>
    public long Unreadable { get; private set; }

    /// <summary>Whether it is an export. Known once the first event has been read.</summary>
    public bool IsExport { get; private set; } = choice.IsExport;

    /// <exception cref="ToolFailure">The file cannot be read, or not to its end.</exception>
    public async IAsyncEnumerable<ReplayedEvent> ReadAsync([EnumeratorCancellation] CancellationToken stop)
    {
        using InputFile file = await InputFile.OpenAsync(path, context, stop);
        IsExport |= choice.IsOpen && file.BeginsAsExport;
        LogLines? log = IsExport ? null : new LogLines(new LogReader(file.FormatOf(path, choice), choice.Log.Zone), domain);
        var tally = new LogTally();
        while (await NextAsync(file, stop))
        {
            ReplayedEvent? read = null;
            if (log is not null)
            {
                read = log.Read(file.Line, file.IsTooLong, now: null, tally) is { } url ? OfRequest(log.Request, url) : null;
                Unreadable = tally.FaultCount;
            }
            else if (!file.Line.IsEmpty)
            {
                read = file.IsTooLong ? null : OfExport(file.Line.ToString());
                Unreadable += read is null ? 1 : 0;
            }

            if (read is not null)
            {
                yield return read;
            }
        }
    }

    private async ValueTask<bool> NextAsync(InputFile file, CancellationToken stop)
    {
        try
        {
            return await file.ReadAsync(stop);
        }
        catch (InvalidDataException damaged)
        {
            throw new ToolFailure(string.Create(CultureInfo.InvariantCulture, $"{path} {damaged.Message}: {file.Number} lines were replayed."));
        }
    }

    private static string NewId() => "replay-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));

    // The request is the line's, and the line is gone when the event is sent.
    private ReplayedEvent OfRequest(LoggedRequest page, Uri url)
    {
        string? ip = page.Client?.ToString(), agent = page.UserAgent, referrer = page.Referrer, country = page.Country;
        string? name = LogLines.VisitorKeyOf(page, choice.Log.WithoutAgent == true);
        return new(page.Time, now => JsonLine.Object(json =>
        {
            json.WriteString("id", NewId());
            json.WriteString("timestamp", Text(now));
            json.WriteString("url", url.OriginalString);
            json.WriteStartObject("visitor");
            Write(json, "ip", ip);
            Write(json, "id", name);
            Write(json, "userAgent", agent);
            json.WriteEndObject();
            Write(json, "referrer", referrer);
            Write(json, "country", country);
        }));
    }

    // The event with another id and another time; all else stays.
    private static ReplayedEvent? OfExport(string line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement root = document.RootElement.Clone();
            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("id", out _) && root.TryGetProperty("name", out _)
                && root.TryGetProperty("time", out JsonElement time) && time.ValueKind == JsonValueKind.String && time.TryGetDateTimeOffset(out DateTimeOffset at)
                ? new ReplayedEvent(at, now => JsonLine.Object(json =>
                {
                    json.WriteString("id", NewId());
                    json.WriteString("time", Text(now));
                    foreach (JsonProperty member in root.EnumerateObject().Where(m => m.Name is not ("id" or "time" or "receivedAt")))
                    {
                        member.WriteTo(json);
                    }
                }))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static void Write(Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            json.WriteString(name, value);
        }
    }
}
