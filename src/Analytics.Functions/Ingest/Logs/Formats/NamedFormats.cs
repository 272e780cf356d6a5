namespace Analytics.Functions.Ingest.Logs.Formats;

/// <summary>The formats by the names that senders use. A new one is a declaration of its fields, and a line here.</summary>
internal static class NamedFormats
{
    /// <summary>A log's lines say which it is.</summary>
    public const string Auto = "auto";

    /// <summary>The sender's own words say it.</summary>
    public const string Custom = "custom";

    private static readonly LogFormat[] Named =
    [
        TextFormats.CombinedLog, TextFormats.CommonLog, TextFormats.VirtualHosts, TextFormats.NginxMain, JsonFormats.Caddy,
        new("traefik", "Traefik's format", () => [.. TextFormats.TraefikClf.CreatePatterns(), .. JsonFormats.Traefik.CreatePatterns()]),
        ColumnFormats.InternetInformationServices, TextFormats.HaProxy, TextFormats.ApplicationBalancer, TextFormats.ClassicBalancer,
        ColumnFormats.CloudFront, TextFormats.Bucket, JsonFormats.Cloudflare,
    ];

    /// <summary>What a log's lines are compared with, where it does not say its format; no line fits two of them.</summary>
    public static IReadOnlyList<LogFormat> Strict { get; } = Named;

    /// <summary>What they are compared with where they fit none of those.</summary>
    public static IReadOnlyList<LogFormat> Loose { get; } = [TextFormats.CombinedWithMore, TextFormats.HostsWithMore];

    /// <summary>All names, for people.</summary>
    public static IReadOnlyList<string> Names { get; } = [Auto, .. Named.Select(format => format.Name), Custom];

    /// <summary>What is asked for, for a fault.</summary>
    public static string Rule { get; } = $"must be {string.Join(", ", Names.Take(Names.Count - 1))} or {Custom}";

    /// <summary>The format of a name; null where there is none, or where it takes more than a name.</summary>
    public static LogFormat? Find(string name) => Array.Find(Named, format => format.Name == name);
}
