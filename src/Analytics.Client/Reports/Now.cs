using System.Text.Json;
using System.Text.Json.Serialization;

namespace Analytics.Client.Reports;

/// <summary>What happens on a site at this moment.</summary>
public sealed record Now
{
    /// <summary>The site's id.</summary>
    public string SiteId { get; set; } = "";

    /// <summary>When it was looked at, in milliseconds since 1970.</summary>
    public long Timestamp { get; set; }

    /// <summary>The visitors of the last five minutes.</summary>
    public long ActiveVisitors { get; set; }

    /// <summary>The last thirty minutes by the clock, the last one under way.</summary>
    public IReadOnlyList<NowMinute> Minutes { get; set; } = [];

    /// <summary>What visitors saw last, the greatest number first, ten at most.</summary>
    public IReadOnlyList<NowCount> TopPages { get; set; } = [];

    /// <summary>Where they came from, likewise.</summary>
    public IReadOnlyList<NowCount> TopReferrers { get; set; } = [];

    /// <summary>Where they are, likewise.</summary>
    public IReadOnlyList<NowCount> TopCountries { get; set; } = [];

    /// <summary>What they use, likewise.</summary>
    public IReadOnlyList<NowCount> TopDevices { get; set; } = [];

    /// <summary>The newest events, newest first, twenty at most.</summary>
    public IReadOnlyList<NowEvent> Events { get; set; } = [];

    /// <summary>What a newer server says beside it.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? More { get; set; }
}
