using System.Text.Json;
using System.Text.Json.Serialization;

namespace Analytics.Client.Reports;

/// <summary>The figures of a range.</summary>
public sealed record SiteFigures
{
    /// <summary>The site's id.</summary>
    public string SiteId { get; set; } = "";

    /// <summary>The days of the range.</summary>
    public FigureDays Period { get; set; } = new(default, default);

    /// <summary>Page views.</summary>
    public long Views { get; set; }

    /// <summary>Visits.</summary>
    public long Visits { get; set; }

    /// <summary>Distinct visitors.</summary>
    public long Visitors { get; set; }

    /// <summary>Visits of one page and nothing else, in percent.</summary>
    public double BounceRate { get; set; }

    /// <summary>How long a visit takes on average, in seconds.</summary>
    public double AvgDuration { get; set; }

    /// <summary>How much each figure has changed against as many days before, in whole percent: <c>views</c>, <c>visits</c>, <c>visitors</c>, <c>bounceRate</c>, <c>avgDuration</c>.</summary>
    public IReadOnlyDictionary<string, double> Change { get; set; } = new Dictionary<string, double>();

    /// <summary>What a newer server says beside it.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? More { get; set; }
}
