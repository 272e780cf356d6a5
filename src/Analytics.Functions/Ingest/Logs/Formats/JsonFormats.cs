using Analytics.Functions.Ingest.Logs.Lines;
using Analytics.Functions.Ingest.Logs.Patterns;

namespace Analytics.Functions.Ingest.Logs.Formats;

/// <summary>The formats of JSON lines.</summary>
internal static class JsonFormats
{
    /// <summary>Caddy's access log. Its other lines in the same file are passed over.</summary>
    /// <remarks>https://caddyserver.com/docs/caddyfile/directives/log</remarks>
    public static LogFormat Caddy { get; } = Json("caddy", "Caddy's format", "handled request",
        ("ts", LogField.Time),
        ("msg", LogField.Marker),
        ("request.client_ip", LogField.Client),
        ("request.remote_ip", LogField.RealClient),
        ("request.remote_addr", LogField.RealClient),
        ("request.method", LogField.Method),
        ("request.host", LogField.Host),
        ("request.uri", LogField.Target),
        ("request.tls", LogField.Encryption),
        ("request.headers.User-Agent", LogField.Agent),
        ("request.headers.Referer", LogField.Referrer),
        ("request.headers.X-Forwarded-For", LogField.ForwardedFor),
        ("resp_headers.Content-Type", LogField.ContentType),
        ("status", LogField.Status));

    /// <summary>Traefik's access log as JSON. Headers are in it only where <c>accessLog.fields.headers</c> keeps them.</summary>
    /// <remarks>https://doc.traefik.io/traefik/observability/access-logs/</remarks>
    public static LogFormat Traefik { get; } = Json("traefik", "Traefik's JSON format", null,
        ("StartUTC", LogField.Time),
        ("time", LogField.Time),
        ("ClientHost", LogField.Client),
        ("RequestMethod", LogField.Method),
        ("RequestHost", LogField.Host),
        ("RequestPath", LogField.Target),
        ("RequestScheme", LogField.Scheme),
        ("DownstreamStatus", LogField.Status),
        ("downstream_Content-Type", LogField.ContentType),
        ("request_User-Agent", LogField.Agent),
        ("request_Referer", LogField.Referrer),
        ("request_X-Forwarded-For", LogField.ForwardedFor));

    /// <summary>Cloudflare's Logpush, dataset HTTP requests.</summary>
    /// <remarks>https://developers.cloudflare.com/logs/logpush/logpush-job/datasets/zone/http_requests/</remarks>
    public static LogFormat Cloudflare { get; } = Json("cloudflare", "Cloudflare Logpush's format", null,
        ("EdgeStartTimestamp", LogField.Time),
        ("EdgeEndTimestamp", LogField.Time),
        ("ClientIP", LogField.Client),
        ("ClientRequestMethod", LogField.Method),
        ("ClientRequestHost", LogField.Host),
        ("ClientRequestURI", LogField.Target),
        ("ClientRequestPath", LogField.Path),
        ("ClientRequestScheme", LogField.Scheme),
        ("ClientRequestUserAgent", LogField.Agent),
        ("ClientRequestReferer", LogField.Referrer),
        ("ClientCountry", LogField.Country),
        ("ClientASN", LogField.Network),
        ("EdgeResponseContentType", LogField.ContentType),
        ("EdgeResponseStatus", LogField.Status));

    private static LogFormat Json(string name, string title, string? marker, params (string Key, LogField Field)[] keys) =>
        new(name, title, () => [new JsonPattern(keys, TimeForm.Any, marker)]);
}
