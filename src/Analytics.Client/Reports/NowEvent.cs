using System.Text.Json;
using System.Text.Json.Serialization;

namespace Analytics.Client.Reports;

/// <summary>One of the newest events.</summary>
public sealed record NowEvent
{
    /// <summary>When it happened.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary><c>pageview</c>, or a name of the site's own.</summary>
    public string Name { get; set; } = "";

    /// <summary>The page's path.</summary>
    public string Path { get; set; } = "";

    /// <summary>Where the visit came from; null where it is not known.</summary>
    public string? Source { get; set; }

    /// <summary>ISO 3166-1; null where it is not known.</summary>
    public string? Country { get; set; }

    /// <summary>The class of the device; null where it is not known.</summary>
    public string? Device { get; set; }

    /// <summary>The browser; null where it is not known.</summary>
    public string? Browser { get; set; }

    /// <summary>What a newer server says beside it.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? More { get; set; }
}
