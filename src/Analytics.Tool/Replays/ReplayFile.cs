using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Analytics.Functions.Ingest.Logs;
using Analytics.Tool.Terminal;

namespace Analytics.Tool.Replays;

/// <summary>An export or an access log, read event by event.</summary>
/// <param name="path">The file, plain or gzip.</param>
/// <param name="format">As <c>--format</c> says.</param>
/// <param name="domain">The host of pages whose log names none.</param>
internal sealed class ReplayFile(string path, string format, string domain)
{
    /// <summary>Lines that could not be understood.</summary>
    public long Unreadable { get; private set; }

    /// <summary>Whether it is an export. Known once the first event has been read.</summary>
    public bool IsExport { get; private set; } = format == "export";

    public async IAsyncEnumerable<ReplayedEvent> ReadAsync([EnumeratorCancellation] CancellationToken stop)
    {
        await using FileStream stream = File.OpenRead(path);
        bool gzip = stream.ReadByte() == 0x1f && stream.ReadByte() == 0x8b;
        stream.Position = 0;
        using var reader = new StreamReader(gzip ? new GZipStream(stream, CompressionMode.Decompress) : stream, Encoding.UTF8);
        ILogFormat log = LogFormats.Find(format == "export" ? "auto" : format)!;
        bool isFirst = true;
        while (await reader.ReadLineAsync(stop) is { } line)
        {
            if (line.Length == 0)
            {
                continue;
            }

            IsExport |= isFirst && format == "auto" && OfExport(line) is not null;
            isFirst = false;
            ReplayedEvent? read = null;
            if (IsExport)
            {
                read = OfExport(line);
                Unreadable += read is null ? 1 : 0;
            }
            else
            {
                LogLine said = log.Read(line);
                Unreadable += said is LogLine.Unreadable ? 1 : 0;
                read = said is LogLine.Request { Said: { IsPageView: true } page } ? OfRequest(page) : null;
            }

            if (read is not null)
            {
                yield return read;
            }
        }
    }

    private static string NewId() => "replay-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));

    private ReplayedEvent OfRequest(LoggedRequest page) => new(page.Time, now => JsonLine.Object(json =>
    {
        json.WriteString("id", NewId());
        json.WriteString("timestamp", Text(now));
        json.WriteString("url", $"{page.Scheme ?? "https"}://{page.Host ?? domain}{page.Target}");
        json.WriteStartObject("visitor");
        Write(json, "ip", page.Client?.ToString());
        Write(json, "id", page.VisitorKey);
        Write(json, "userAgent", page.UserAgent);
        json.WriteEndObject();
        Write(json, "referrer", page.Referrer);
        Write(json, "country", page.Country);
    }));

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
