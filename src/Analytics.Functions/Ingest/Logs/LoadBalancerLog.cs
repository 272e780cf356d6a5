using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Analytics.Functions.Http;

namespace Analytics.Functions.Ingest.Logs;

/// <summary>An access log of an Application Load Balancer. It tells no referrer; hosts and schemes are those of the request line.</summary>
/// <remarks>https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html</remarks>
internal sealed partial class LoadBalancerLog : ILogFormat
{
    public LogLine Read(string line)
    {
        Match match = Format().Match(line);
        if (!match.Success || TimeOf(match) is not { } time)
        {
            return new LogLine.Unreadable("is not of a load balancer's format");
        }

        string[] request = match.Groups["request"].Value.Split(' ', 3);
        bool web = Uri.TryCreate(request.Length > 1 ? request[1] : "", UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https";
        return new LogLine.Request(new LoggedRequest
        {
            Time = time,
            Method = request[0],
            Target = web ? url!.PathAndQuery : "",
            IsShown = match.Groups["status"].Value is "200" or "304", // a browser that asks whether its copy is fresh shows it
            Host = web ? url!.Host : null,
            Scheme = web ? url!.Scheme : null,
            Client = AddressText.TryParseViewer(match.Groups["client"].Value, out IPAddress? address) ? address : null,
            UserAgent = match.Groups["agent"].Value is { Length: > 0 } agent and not "-" ? agent.Replace("\\\"", "\"", StringComparison.Ordinal) : null,
        });
    }

    // When the request came, where the line tells it; logs of before 2018 tell only when it was answered.
    private static DateTimeOffset? TimeOf(Match match) =>
        DateTimeOffset.TryParseExact(
            match.Groups["created"] is { Success: true } created ? created.Value : match.Groups["time"].Value,
            "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out DateTimeOffset time) ? time : null;

    // type time elb client:port target:port three durations, two states, two sizes "request" "user agent"
    // cipher protocol group "trace" "domain" "certificate" priority created …
    [GeneratedRegex(
        """^(?:https?|h2|grpcs|wss?) (?<time>\S+) \S+ (?<client>\S+) \S+ \S+ \S+ \S+ (?<status>[0-9]{3}|-) \S+ \S+ \S+ "(?<request>(?:[^"\\]|\\.)*)" "(?<agent>(?:[^"\\]|\\.)*)"(?: \S+ \S+ \S+ "[^"]*" "[^"]*" "[^"]*" \S+ (?<created>[0-9]\S+))?""",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Format();
}
