using Analytics.Functions.Ingest.Logs.Lines;
using Analytics.Functions.Ingest.Logs.Patterns;

namespace Analytics.Functions.Ingest.Logs.Formats;

/// <summary>The formats of named columns: W3C extended logs.</summary>
internal static class ColumnFormats
{
    private static readonly string[] Documented =
    [
        "date", "time", "x-edge-location", "sc-bytes", "c-ip", "cs-method", "cs(Host)", "cs-uri-stem", "sc-status", "cs(Referer)",
        "cs(User-Agent)", "cs-uri-query", "cs(Cookie)", "x-edge-result-type", "x-edge-request-id", "x-host-header", "cs-protocol", "cs-bytes",
        "time-taken", "x-forwarded-for", "ssl-protocol", "ssl-cipher", "x-edge-response-result-type", "cs-protocol-version", "fle-status",
        "fle-encrypted-fields", "c-port", "time-to-first-byte", "x-edge-detailed-result-type", "sc-content-type", "sc-content-len",
        "sc-range-start", "sc-range-end",
    ];

    private static readonly Dictionary<string, (LogField, ValueForm)> Edge = new(StringComparer.OrdinalIgnoreCase)
    {
        ["date"] = (LogField.Date, ValueForm.Plain),
        ["time"] = (LogField.TimeOfDay, ValueForm.Plain),
        ["timestamp"] = (LogField.Time, ValueForm.Plain),
        ["timestamp(ms)"] = (LogField.Created, ValueForm.Plain),
        ["c-ip"] = (LogField.Client, ValueForm.Plain),
        ["cs-method"] = (LogField.Method, ValueForm.Plain),
        ["cs-uri-stem"] = (LogField.Path, ValueForm.PercentAddress),
        ["cs-uri-query"] = (LogField.Query, ValueForm.PercentAddress),
        ["sc-status"] = (LogField.Status, ValueForm.Plain),
        ["cs(Referer)"] = (LogField.Referrer, ValueForm.PercentAddress),
        ["cs(User-Agent)"] = (LogField.Agent, ValueForm.Percent),
        ["x-host-header"] = (LogField.Host, ValueForm.Plain),
        ["cs-protocol"] = (LogField.Scheme, ValueForm.Plain),
        ["sc-content-type"] = (LogField.ContentType, ValueForm.Plain),
        ["c-country"] = (LogField.Country, ValueForm.Plain),
        ["asn"] = (LogField.Network, ValueForm.Plain),
    };

    private static readonly Dictionary<string, (LogField, ValueForm)> Iis = new(StringComparer.OrdinalIgnoreCase)
    {
        ["date"] = (LogField.Date, ValueForm.Plain),
        ["time"] = (LogField.TimeOfDay, ValueForm.Plain),
        ["c-ip"] = (LogField.Client, ValueForm.Plain),
        ["cs-method"] = (LogField.Method, ValueForm.Plain),
        ["cs-uri-stem"] = (LogField.Path, ValueForm.Plain),
        ["cs-uri-query"] = (LogField.Query, ValueForm.Plain),
        ["sc-status"] = (LogField.Status, ValueForm.Plain),
        ["cs(Referer)"] = (LogField.Referrer, ValueForm.Plain),
        ["cs(User-Agent)"] = (LogField.Agent, ValueForm.Plus),
        ["cs-host"] = (LogField.Host, ValueForm.Plain),
        ["s-port"] = (LogField.Port, ValueForm.Plain),
        ["x-forwarded-for"] = (LogField.ForwardedFor, ValueForm.Plus),
        ["cs(X-Forwarded-For)"] = (LogField.ForwardedFor, ValueForm.Plus),
    };

    /// <summary>CloudFront's standard logs, tab-separated. The second version chooses its columns, and may write JSON with the same names.</summary>
    /// <remarks>https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html</remarks>
    public static LogFormat CloudFront { get; } = new("cloudfront", "CloudFront's format", () =>
        [new DelimitedPattern('\t', Edge, Documented, 12), new JsonPattern(Edge.Select(column => (column.Key, column.Value.Item1)), TimeForm.Any)]);

    /// <summary>IIS's logs: columns between blanks, times in UTC.</summary>
    public static LogFormat InternetInformationServices { get; } = new("iis", "IIS's W3C format", () => [new DelimitedPattern(' ', Iis, [], 0)]);
}
