using System.Text.Json;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.People;

namespace Analytics.Functions.Stats.Reports.People;

/// <summary><c>traits</c>: filters in the form of the Stats API, <c>[["is","plan",["pro"]],["contains","email",["@example.com"]]]</c>; all must hold.</summary>
internal static class TraitFilters
{
    private const int Most = 20;
    private const string Rule = "must be a JSON list of at most 20 filters, such as [[\"is\",\"plan\",[\"pro\"]]]: is, is_not, contains or contains_not, a trait, and the values";

    public static IReadOnlyList<TraitFilter> Read(ReportParameters parameters)
    {
        if (parameters.Text("traits") is not { } text)
        {
            return [];
        }

        try
        {
            using JsonDocument json = JsonDocument.Parse(text);
            TraitFilter?[] filters = [.. json.RootElement.EnumerateArray().Take(Most + 1).Select(Of)];
            if (filters.Length <= Most && Array.TrueForAll(filters, filter => filter is not null))
            {
                return [.. filters.Select(filter => filter!)];
            }
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            // The fault below says how it must be.
        }

        parameters.Fault("traits", Rule);
        return [];
    }

    private static TraitFilter? Of(JsonElement filter)
    {
        if (filter.ValueKind != JsonValueKind.Array || filter.GetArrayLength() != 3 || filter[2].ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        FilterOperator? how = filter[0].GetString() switch
        {
            "is" => FilterOperator.Is,
            "is_not" => FilterOperator.IsNot,
            "contains" => FilterOperator.Contains,
            "contains_not" => FilterOperator.ContainsNot,
            _ => null,
        };
        string?[] values = [.. filter[2].EnumerateArray().Select(value => value.GetString())];
        return how is { } op && filter[1].GetString() is { Length: > 0 } name && values.Length > 0 && !values.Contains(null)
            ? new TraitFilter(name, op, [.. values.Select(value => value!)])
            : null;
    }
}
