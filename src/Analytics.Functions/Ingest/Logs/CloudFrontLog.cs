using System.Globalization;
using System.Net;
using System.Text.Json;
using Analytics.Functions.Http;

namespace Analytics.Functions.Ingest.Logs;

/// <summary>
/// A standard log of CloudFront: tab-separated, its columns named by <c>#Fields:</c>, else in the order of the documentation; or, as the
/// second version of these logs writes them too, a JSON object a line with members of the same names.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html</remarks>
internal sealed class CloudFrontLog : ILogFormat
{
    private const string FieldsHeader = "#Fields:";
    private const int FewestColumns = 12;
    private static readonly LogLine Unreadable = new LogLine.Unreadable("is not of CloudFront's format");

    private static readonly string[] Documented =
    [
        "date", "time", "x-edge-location", "sc-bytes", "c-ip", "cs-method", "cs(Host)", "cs-uri-stem", "sc-status", "cs(Referer)",
        "cs(User-Agent)", "cs-uri-query", "cs(Cookie)", "x-edge-result-type", "x-edge-request-id", "x-host-header", "cs-protocol", "cs-bytes",
        "time-taken", "x-forwarded-for", "ssl-protocol", "ssl-cipher", "x-edge-response-result-type", "cs-protocol-version", "fle-status",
        "fle-encrypted-fields", "c-port", "time-to-first-byte", "x-edge-detailed-result-type", "sc-content-type", "sc-content-len",
        "sc-range-start", "sc-range-end",
    ];

    private string[] _columns = Documented;
    private bool _named;

    /// <summary>Whether a line begins a log of CloudFront: logs of other servers have no such headers.</summary>
    public static bool IsHeader(string line) => line.StartsWith("#Version:", StringComparison.Ordinal) || line.StartsWith(FieldsHeader, StringComparison.Ordinal);

    public LogLine Read(string line)
    {
        if (line.StartsWith('#'))
        {
            if (line.StartsWith(FieldsHeader, StringComparison.OrdinalIgnoreCase))
            {
                (_columns, _named) = (line[FieldsHeader.Length..].Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries), true);
            }

            return LogLine.Remark;
        }

        if (line.StartsWith('{'))
        {
            return ReadJson(line);
        }

        string[] cells = line.Split('\t');
        return (_named ? cells.Length == _columns.Length : cells.Length >= FewestColumns) ? ReadFields(name => Cell(cells, name)) : Unreadable;
    }

    private string? Cell(string[] cells, string name)
    {
        int column = Array.IndexOf(_columns, name);
        return column >= 0 && column < cells.Length ? cells[column] : null;
    }

    private static LogLine ReadJson(string line)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(line);
            return ReadFields(name => json.RootElement.TryGetProperty(name, out JsonElement value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number
                ? value.ToString()
                : null);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return Unreadable; // the latter where a text holds half a surrogate pair
        }
    }

    private static LogLine ReadFields(Func<string, string?> field)
    {
        if (Text("cs-method") is not { } method || Text("cs-uri-stem") is not { } path || Text("sc-status") is not { } status || TimeOf(Text) is not { } time)
        {
            return Unreadable;
        }

        string? query = Text("cs-uri-query");
        return new LogLine.Request(new LoggedRequest
        {
            Time = time,
            Method = method,
            Target = AsSent(query is null ? path : $"{path}?{query}"),
            IsShown = status is "200" or "304", // a browser that asks whether its copy is fresh shows it
            Host = Text("x-host-header") ?? Text("cs(Host)"),
            Scheme = Text("cs-protocol") is "http" ? "http" : "https",
            ContentType = Text("sc-content-type") is { } type ? Uri.UnescapeDataString(type) : null,
            Client = AddressText.TryParse(Text("c-ip"), out IPAddress? address) ? address : null,
            Referrer = Text("cs(Referer)") is { } referrer ? AsSent(referrer) : null,
            UserAgent = Text("cs(User-Agent)") is { } agent ? Decoded(agent) : null,
            Country = Text("c-country") is { Length: 2 } country && country.All(char.IsAsciiLetter) ? country.ToUpperInvariant() : null,
            Network = long.TryParse(Text("asn"), NumberStyles.None, CultureInfo.InvariantCulture, out long network) ? network : null,
        });

        string? Text(string name) => field(name) is { Length: > 0 } text and not "-" ? text : null;
    }

    private static DateTimeOffset? TimeOf(Func<string, string?> text)
    {
        if (DateTimeOffset.TryParseExact($"{text("date")} {text("time")}", "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time))
        {
            return time;
        }

        bool seconds = long.TryParse(text("timestamp"), NumberStyles.None, CultureInfo.InvariantCulture, out long epoch);
        bool exact = long.TryParse(text("timestamp(ms)"), NumberStyles.None, CultureInfo.InvariantCulture, out long milliseconds);
        return !seconds && !exact ? null
            : (exact ? milliseconds : epoch * 1000) is var instant && instant is > 0 and < 253_402_300_800_000 ? DateTimeOffset.FromUnixTimeMilliseconds(instant)
            : null;
    }

    // What is written escaped is a URL as it was sent with a few characters more escaped, "%" among them: only that one changes its meaning.
    private static string AsSent(string url) => url.Replace("%25", "%", StringComparison.Ordinal);

    // Logs of before 2019 escape the spaces of user agents twice.
    private static string Decoded(string text)
    {
        string once = Uri.UnescapeDataString(text);
        return once.Contains("%20", StringComparison.Ordinal) && !once.Contains(' ', StringComparison.Ordinal) ? Uri.UnescapeDataString(once) : once;
    }
}
