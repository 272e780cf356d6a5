using System.Text.Json;
using System.Text.Json.Serialization;

namespace Analytics.Client.Questions;

/// <summary>An amount in one currency.</summary>
public sealed record Money
{
    /// <summary>The amount in units of the currency, exact to three decimals.</summary>
    public decimal Value { get; set; }

    /// <summary>ISO 4217: <c>EUR</c>.</summary>
    public string Currency { get; set; } = "";

    /// <summary>For a narrow place: <c>€1.2K</c>.</summary>
    public string Short { get; set; } = "";

    /// <summary>With as many decimals as the currency has: <c>€1,234.50</c>.</summary>
    public string Long { get; set; } = "";

    /// <summary>What a newer server says beside it.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? More { get; set; }
}
