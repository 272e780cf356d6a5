using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Analytics.Store.Stats.Dimensions;
using Analytics.Store.Stats.Filters;

namespace Analytics.Functions.Stats;

/// <summary><c>filters</c>: a list of trees, all of which must hold.</summary>
internal static class FilterJson
{
    private static readonly (string Name, FilterOperator Operator)[] Operators =
    [
        ("is", FilterOperator.Is),
        ("is_not", FilterOperator.IsNot),
        ("contains", FilterOperator.Contains),
        ("contains_not", FilterOperator.ContainsNot),
        ("matches", FilterOperator.Matches),
        ("matches_not", FilterOperator.MatchesNot),
    ];

    public static bool TryParse(JsonElement element, [NotNullWhen(true)] out Filter? filter, [NotNullWhen(false)] out string? error)
    {
        filter = null;
        error = null;
        if (element.ValueKind != JsonValueKind.Array)
        {
            error = $"#/filters: Type mismatch. Expected Array but got {JsonText.TypeOf(element)}.";
            return false;
        }

        if (!TryParseAll(element, "#/filters", out List<Filter> trees, out error))
        {
            return false;
        }

        filter = new Filter.And(trees);
        return true;
    }

    /// <summary>The list of trees again, in one spelling.</summary>
    public static void Write(Utf8JsonWriter writer, Filter filter)
    {
        writer.WriteStartArray();
        foreach (Filter tree in filter is Filter.And and ? and.All : [filter])
        {
            WriteTree(writer, tree);
        }

        writer.WriteEndArray();
    }

    private static bool TryParseAll(JsonElement array, string path, out List<Filter> trees, [NotNullWhen(false)] out string? error)
    {
        trees = [];
        error = null;
        int index = 0;
        foreach (JsonElement item in array.EnumerateArray())
        {
            if (!TryParseTree(item, $"{path}/{index++}", out Filter? tree, out error))
            {
                return false;
            }

            trees.Add(tree);
        }

        return true;
    }

    private static bool TryParseTree(
        JsonElement tree, string path, [NotNullWhen(true)] out Filter? filter, [NotNullWhen(false)] out string? error)
    {
        filter = null;
        error = $"{path}: Invalid filter {JsonText.Quote(tree)}";
        if (tree.ValueKind != JsonValueKind.Array || tree.GetArrayLength() < 2 || tree[0].ValueKind != JsonValueKind.String)
        {
            return false;
        }

        switch (tree[0].GetString())
        {
            case "and" or "or" when tree.GetArrayLength() == 2 && tree[1].ValueKind == JsonValueKind.Array && tree[1].GetArrayLength() > 0:
                if (TryParseAll(tree[1], $"{path}/1", out List<Filter> all, out string? inAll))
                {
                    filter = tree[0].ValueEquals("and") ? new Filter.And(all) : new Filter.Or(all);
                    return true;
                }

                error = inAll;
                return false;
            case "not" when tree.GetArrayLength() == 2:
                if (TryParseTree(tree[1], $"{path}/1", out Filter? negated, out string? inNot))
                {
                    filter = new Filter.Not(negated);
                    return true;
                }

                error = inNot;
                return false;
            case "has_done" or "has_not_done":
                error = "Invalid filters. Behavioral filters are not supported.";
                return false;
            default:
                return TryParseLeaf(tree, ref error, out filter);
        }
    }

    private static bool TryParseLeaf(JsonElement leaf, ref string error, [NotNullWhen(true)] out Filter? filter)
    {
        filter = null;
        int op = Array.FindIndex(Operators, o => leaf[0].ValueEquals(o.Name));
        bool hasModifier = leaf.GetArrayLength() == 4;
        if (op < 0
            || leaf.GetArrayLength() is not (3 or 4)
            || leaf[1].ValueKind != JsonValueKind.String
            || KnownDimensions.Find(leaf[1].GetString()!) is not PropertyDimension dimension
            || JsonText.Strings(leaf[2], numbersToo: true) is not { } clauses
            || (hasModifier && !IsModifier(leaf[3])))
        {
            return false;
        }

        if (hasModifier && Operators[op].Operator is FilterOperator.Matches or FilterOperator.MatchesNot)
        {
            error = "Invalid filters. The modifier `case_sensitive` cannot be used with pattern operators.";
            return false;
        }

        bool caseSensitive = !hasModifier || !leaf[3].TryGetProperty("case_sensitive", out JsonElement modifier) || modifier.GetBoolean();
        bool valid = Filter.TryWhere(dimension, Operators[op].Operator, clauses, caseSensitive, out Filter.Leaf? parsed, out string problem);
        filter = parsed;
        error = problem;
        return valid;
    }

    private static bool IsModifier(JsonElement modifier) =>
        modifier.ValueKind == JsonValueKind.Object
        && modifier.EnumerateObject().All(p => p.Name == "case_sensitive" && p.Value.ValueKind is JsonValueKind.True or JsonValueKind.False);

    private static void WriteTree(Utf8JsonWriter writer, Filter tree)
    {
        writer.WriteStartArray();
        switch (tree)
        {
            case Filter.And and:
                writer.WriteStringValue("and");
                Write(writer, and);
                break;
            case Filter.Or or:
                writer.WriteStringValue("or");
                Write(writer, new Filter.And(or.Any));
                break;
            case Filter.Not not:
                writer.WriteStringValue("not");
                WriteTree(writer, not.Negated);
                break;
            case Filter.Leaf leaf:
                WriteLeaf(writer, leaf);
                break;
        }

        writer.WriteEndArray();
    }

    private static void WriteLeaf(Utf8JsonWriter writer, Filter.Leaf leaf)
    {
        writer.WriteStringValue(Array.Find(Operators, o => o.Operator == leaf.Operator).Name);
        writer.WriteStringValue(leaf.Dimension.Name);
        writer.WriteStartArray();
        foreach (string clause in leaf.Clauses)
        {
            writer.WriteStringValue(clause);
        }

        writer.WriteEndArray();
        if (!leaf.IsCaseSensitive)
        {
            writer.WriteStartObject();
            writer.WriteBoolean("case_sensitive", false);
            writer.WriteEndObject();
        }
    }
}
