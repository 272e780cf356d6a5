using System.Text.Json;
using Analytics.Functions.Wire;
using Analytics.Store.Stats.Reads;

namespace Analytics.Functions.Stats;

/// <summary>The most that an answer may take: <c>"budget": {"bytes": 1000000, "blocks": 20, "sample": true}</c>, each part optional.</summary>
public static class BudgetJson
{
    private static readonly string[] Keys = ["bytes", "blocks", "sample"];

    /// <summary>The request's <c>budget</c>; no limit where there is none.</summary>
    /// <returns>Null where it cannot be read.</returns>
    public static ReadBudget? Parse(JsonElement request, out string error)
    {
        error = "";
        if (!request.TryGetProperty("budget", out JsonElement budget))
        {
            return ReadBudget.Unlimited;
        }

        if (budget.ValueKind != JsonValueKind.Object)
        {
            error = "#/budget: must be an object";
            return null;
        }

        string[] faults = [.. budget.EnumerateObject().Select(FaultOf).OfType<string>()];
        error = string.Join("; ", faults);
        return faults.Length > 0 ? null : new ReadBudget
        {
            Bytes = budget.TryGetProperty("bytes", out JsonElement bytes) ? bytes.GetInt64() : long.MaxValue,
            Blocks = budget.TryGetProperty("blocks", out JsonElement blocks) ? blocks.GetInt32() : int.MaxValue,
            MaySample = budget.TryGetProperty("sample", out JsonElement sample) && sample.GetBoolean(),
        };
    }

    private static string? FaultOf(JsonProperty part) => part.Name switch
    {
        "bytes" when part.Value.ValueKind != JsonValueKind.Number || !part.Value.TryGetInt64(out long bytes) || bytes < 0 =>
            "#/budget/bytes: must be a whole number of 0 or more",
        "blocks" when part.Value.ValueKind != JsonValueKind.Number || !part.Value.TryGetInt32(out int blocks) || blocks < 0 =>
            "#/budget/blocks: must be a whole number of 0 or more",
        "sample" when part.Value.ValueKind is not (JsonValueKind.True or JsonValueKind.False) =>
            "#/budget/sample: must be true or false",
        _ when !Keys.Contains(part.Name) => UnknownField.At($"#/budget/{part.Name}", Keys),
        _ => null,
    };
}
