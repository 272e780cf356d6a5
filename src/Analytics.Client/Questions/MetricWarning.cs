using System.Text.Json;
using System.Text.Json.Serialization;

namespace Analytics.Client.Questions;

/// <summary>What is to be known of a metric's values.</summary>
public sealed record MetricWarning
{
    /// <summary>For programs: <c>no_single_revenue_currency</c>, <c>no_revenue_goals_matching</c>, <c>other_currencies_left_out</c>, <c>texts_left_out</c>, or a newer one.</summary>
    public string Code { get; set; } = "";

    /// <summary>For people.</summary>
    public string Warning { get; set; } = "";

    /// <summary>What the code brings along, such as <c>left_out</c>, and what a newer server says.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? More { get; set; }
}
