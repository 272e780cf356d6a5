using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Analytics.Functions.Http;

namespace Analytics.Functions.Ingest.Logs;

/// <summary>
/// A web server's log in the combined format, <c>host ident user [time] "METHOD target protocol" status bytes "referrer" "user agent"</c>,
/// or in the common format, which ends after the bytes.
/// </summary>
/// <param name="common">
/// Whether lines without a user agent are the format's and not a sender's who hides: then the visitor is known by the client alone, and
/// nothing tells a bot.
/// </param>
internal sealed partial class CombinedLog(bool common) : ILogFormat
{
    /// <summary>The format of a line that is surely of one of the two; null for any other line.</summary>
    public static CombinedLog? Of(string line)
    {
        Match match = Format().Match(line);
        return !match.Success ? null
            : match.Groups["agent"].Success ? new CombinedLog(common: false)
            : match.Length == line.Length ? new CombinedLog(common: true)
            : null;
    }

    public LogLine Read(string line)
    {
        Match match = Format().Match(line);
        if (!match.Success
            || !DateTimeOffset.TryParseExact(match.Groups["time"].Value, "dd/MMM/yyyy:HH:mm:ss zzz", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out DateTimeOffset time))
        {
            return new LogLine.Unreadable(common ? "is not of the common format" : "is not of the combined format");
        }

        string[] request = match.Groups["request"].Value.Split(' ', 3);
        string client = match.Groups["host"].Value;
        return new LogLine.Request(new LoggedRequest
        {
            Time = time,
            Method = request[0],
            Target = request.Length > 1 ? request[1] : "",
            IsShown = match.Groups["status"].Value == "200",
            Client = AddressText.TryParse(client, out IPAddress? address) ? address : null,
            VisitorKey = common && !match.Groups["agent"].Success ? client : null,
            Referrer = Unquoted(match.Groups["referrer"].Value),
            UserAgent = Unquoted(match.Groups["agent"].Value),
        });
    }

    private static string? Unquoted(string text) => text is "" or "-" ? null : text.Replace("\\\"", "\"", StringComparison.Ordinal);

    [GeneratedRegex(
        """^(?<host>\S+) \S+ [^\[]*\[(?<time>[^\]]+)\] "(?<request>(?:[^"\\]|\\.)*)" (?<status>[0-9]{3}) (?:[0-9]+|-)(?: "(?<referrer>(?:[^"\\]|\\.)*)" "(?<agent>(?:[^"\\]|\\.)*)")?""",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Format();
}
