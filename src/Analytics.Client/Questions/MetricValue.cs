using System.Text.Json;
using System.Text.Json.Serialization;

namespace Analytics.Client.Questions;

/// <summary>What a metric is in a row: a number, money, a text (<c>first_seen</c>), or nothing, which is a mean of nothing.</summary>
[JsonConverter(typeof(MetricValueJson))]
public readonly record struct MetricValue
{
    internal MetricValue(JsonElement raw, Money? money) => (Raw, Money) = (raw, money);

    /// <summary>The value as the server wrote it.</summary>
    public JsonElement Raw { get; }

    /// <summary>The money; null where it is none.</summary>
    public Money? Money { get; }

    /// <summary>The number, of money the amount; null where it is neither.</summary>
    public double? Number => Raw.ValueKind == JsonValueKind.Number ? Raw.GetDouble() : (double?)Money?.Value;

    /// <summary>The text; null where it is none.</summary>
    public string? Text => Raw.ValueKind == JsonValueKind.String ? Raw.GetString() : null;

    /// <summary>Whether there is no value.</summary>
    public bool IsNothing => Raw.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined;

    /// <summary>The value as text: of money its long form, of nothing the empty text.</summary>
    public override string ToString() => IsNothing ? "" : Money?.Long ?? Text ?? Raw.GetRawText();
}
