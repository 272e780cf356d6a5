using System.Text.Json;
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
            error = $"#/budget: Type mismatch. Expected Object but got {JsonText.TypeOf(budget)}.";
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
            "#/budget/bytes: Expected a whole number from 0.",
        "blocks" when part.Value.ValueKind != JsonValueKind.Number || !part.Value.TryGetInt32(out int blocks) || blocks < 0 =>
            "#/budget/blocks: Expected a whole number from 0.",
        "sample" when part.Value.ValueKind is not (JsonValueKind.True or JsonValueKind.False) =>
            $"#/budget/sample: Type mismatch. Expected Boolean but got {JsonText.TypeOf(part.Value)}.",
        _ when !Keys.Contains(part.Name) => $"#/budget/{part.Name}: Schema does not allow additional properties.",
        _ => null,
    };
}
