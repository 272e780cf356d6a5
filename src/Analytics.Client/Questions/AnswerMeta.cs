using System.Text.Json;
using System.Text.Json.Serialization;

namespace Analytics.Client.Questions;

/// <summary>What qualifies the numbers of an answer.</summary>
public sealed record AnswerMeta
{
    /// <summary>How many rows there are on all pages; only where <see cref="Question.TotalRows"/> asked for it.</summary>
    public long? TotalRows { get; set; }

    /// <summary>The labels of all buckets of time; only where <see cref="Question.TimeLabels"/> asked for them.</summary>
    public IReadOnlyList<string>? TimeLabels { get; set; }

    /// <summary>Whether events of a sealed day have come since, and count from its next seal.</summary>
    public bool LateEventsPending { get; set; }

    /// <summary>Which days those are.</summary>
    public IReadOnlyList<DateOnly>? LateEventsPendingDays { get; set; }

    /// <summary>What qualifies single metrics, by their names: several currencies, texts where numbers were looked for.</summary>
    [JsonPropertyName("metric_warnings")]
    public IReadOnlyDictionary<string, MetricWarning>? Warnings { get; set; }

    /// <summary>Where some of the visitors stand for all; else null.</summary>
    public Sample? Sample { get; set; }

    /// <summary>What a newer server says beside it.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? More { get; set; }
}
