using System.Text.Json;
using System.Text.Json.Serialization;

namespace Analytics.Client.Questions;

/// <summary>What a row is compared with.</summary>
public sealed record RowComparison
{
    /// <summary>The metrics of the other range, in the same order.</summary>
    public IReadOnlyList<MetricValue> Metrics { get; set; } = [];

    /// <summary>How much each has changed, in percent; null where nothing can be said of it.</summary>
    public IReadOnlyList<double?> Change { get; set; } = [];

    /// <summary>The dimensions of the other row, where one of them is of time; else null.</summary>
    public IReadOnlyList<string>? Dimensions { get; set; }

    /// <summary>What a newer server says beside it.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? More { get; set; }
}
