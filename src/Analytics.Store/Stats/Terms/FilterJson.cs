using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Analytics.Store.Inputs;
using Analytics.Store.Segments;
using Analytics.Store.Stats.Dimensions;
using Analytics.Store.Stats.Filters;

namespace Analytics.Store.Stats.Terms;

/// <summary><c>filters</c>: a list of trees, all of which must hold. A saved segment in it is replaced by what it stands for.</summary>
internal static class FilterJson
{
    private const string SegmentWord = "segment";

    private static readonly (string Name, FilterOperator Operator)[] Operators =
    [
        ("is", FilterOperator.Is),
        ("is_not", FilterOperator.IsNot),
        ("contains", FilterOperator.Contains),
        ("contains_not", FilterOperator.ContainsNot),
        ("matches", FilterOperator.Matches),
        ("matches_not", FilterOperator.MatchesNot),
        (">", FilterOperator.Above),
        (">=", FilterOperator.AtLeast),
        ("<", FilterOperator.Below),
        ("<=", FilterOperator.AtMost),
        ("between", FilterOperator.Between),
    ];

    public static bool TryParse(
        JsonElement element, SiteTerms terms, [NotNullWhen(true)] out Filter? filter, [NotNullWhen(false)] out string? error) =>
        TryParse(element, new Reading(terms, MayNameSegments: true), out filter, out error);

    /// <summary>The filters of a segment that is to be saved, which cannot be made of others.</summary>
    public static bool TryParseSegment(
        JsonElement element, SiteTerms terms, [NotNullWhen(true)] out Filter? filter, [NotNullWhen(false)] out string? error) =>
        TryParse(element, new Reading(terms, MayNameSegments: false), out filter, out error);

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

    private static bool TryParse(
        JsonElement element, Reading reading, [NotNullWhen(true)] out Filter? filter, [NotNullWhen(false)] out string? error)
    {
        (filter, error) = (null, null);
        if (element.ValueKind != JsonValueKind.Array)
        {
            error = "#/filters: must be a list of filters";
            return false;
        }

        if (!TryParseAll(element, "#/filters", reading, out List<Filter> trees, out error))
        {
            return false;
        }

        // A single segment stands for its filters, each in the list.
        JsonElement[] written = [.. element.EnumerateArray()];
        filter = new Filter.And([.. trees.Zip(written).SelectMany(t => IsOneSegment(t.Second) ? ((Filter.Or)t.First).Any[0].Parts : [t.First])]);
        return true;
    }

    private static bool TryParseAll(JsonElement array, string path, Reading reading, out List<Filter> trees, [NotNullWhen(false)] out string? error)
    {
        trees = [];
        error = null;
        int index = 0;
        foreach (JsonElement item in array.EnumerateArray())
        {
            if (!TryParseTree(item, $"{path}/{index++}", reading, out Filter? tree, out error))
            {
                return false;
            }

            trees.Add(tree);
        }

        return true;
    }

    private static bool TryParseTree(
        JsonElement tree, string path, Reading reading, [NotNullWhen(true)] out Filter? filter, [NotNullWhen(false)] out string? error)
    {
        filter = null;
        error = $"{path}: {JsonText.Quote(tree)} is no filter: write one such as [\"is\", \"event:page\", [\"/pricing\"]]";
        if (tree.ValueKind != JsonValueKind.Array || tree.GetArrayLength() < 2 || tree[0].ValueKind != JsonValueKind.String)
        {
            return false;
        }

        switch (tree[0].GetString())
        {
            case "and" or "or" when tree.GetArrayLength() == 2 && tree[1].ValueKind == JsonValueKind.Array && tree[1].GetArrayLength() > 0:
                if (TryParseAll(tree[1], $"{path}/1", reading, out List<Filter> all, out string? inAll))
                {
                    filter = tree[0].ValueEquals("and") ? new Filter.And(all) : new Filter.Or(all);
                    return true;
                }

                error = inAll;
                return false;
            case "not" or "has_done" or "has_not_done" when tree.GetArrayLength() == 2:
                if (TryParseTree(tree[1], $"{path}/1", reading, out Filter? inner, out string? inInner))
                {
                    filter = tree[0].ValueEquals("not") ? new Filter.Not(inner) : Done(inner, tree[0].ValueEquals("has_not_done"), path, out inInner);
                }

                error = inInner ?? "";
                return filter is not null;
            default:
                return TryParseLeaf(tree, path, reading, ref error, out filter);
        }
    }

    private static Filter.HasDone? Done(Filter inner, bool isNegated, string path, out string error)
    {
        _ = Filter.TryHasDone(inner, isNegated, out Filter.HasDone? done, out string problem);
        error = $"{path}: {problem}";
        return done;
    }

    private static bool TryParseLeaf(JsonElement leaf, string path, Reading reading, ref string error, [NotNullWhen(true)] out Filter? filter)
    {
        filter = null;
        int op = Array.FindIndex(Operators, o => leaf[0].ValueEquals(o.Name));
        bool hasModifier = leaf.GetArrayLength() == 4;
        if (op < 0
            || leaf.GetArrayLength() is not (3 or 4)
            || leaf[1].ValueKind != JsonValueKind.String
            || JsonText.Strings(leaf[2], numbersToo: true) is not { } clauses
            || (hasModifier && !IsModifier(leaf[3])))
        {
            return false;
        }

        if (leaf[1].ValueEquals(SegmentWord))
        {
            return !hasModifier && TryParseSegments(Operators[op].Operator, leaf[2], path, reading, ref error, out filter);
        }

        Dimension? dimension = reading.Terms.FindDimension(leaf[1].GetString()!);
        if (dimension is null or TimeDimension)
        {
            return false;
        }

        if (hasModifier && Operators[op].Operator >= FilterOperator.Above)
        {
            error = $"{path}: `case_sensitive` does not go with numbers: leave it out";
            return false;
        }

        if (hasModifier && Operators[op].Operator is FilterOperator.Matches or FilterOperator.MatchesNot)
        {
            error = $"{path}: `case_sensitive` does not go with patterns: leave it out, and begin the pattern with (?i) where case is to be overlooked";
            return false;
        }

        bool caseSensitive = !hasModifier || !leaf[3].TryGetProperty("case_sensitive", out JsonElement modifier) || modifier.GetBoolean();
        string problem;
        if (dimension is PropertyDimension property)
        {
            clauses = ForeignNames.AddOurs(property.Name, Operators[op].Operator, clauses);
            _ = Filter.TryWhere(property, Operators[op].Operator, clauses, caseSensitive, out Filter.Leaf? parsed, out problem);
            filter = parsed;
        }
        else
        {
            _ = GoalFilter.TryParse(Operators[op].Operator, clauses, caseSensitive, reading.Terms, out Filter.MeetsGoal? parsed, out problem);
            filter = parsed;
        }

        error = $"{path}: {problem}";
        return filter is not null;
    }

    private static bool TryParseSegments(
        FilterOperator op, JsonElement ids, string path, Reading reading, ref string error, [NotNullWhen(true)] out Filter? filter)
    {
        filter = null;
        if (op != FilterOperator.Is || ids.GetArrayLength() == 0 || !reading.MayNameSegments)
        {
            error = !reading.MayNameSegments ? $"{path}: a segment does not go into another: write its filters here" : error;
            return false;
        }

        List<Filter> any = [];
        foreach (JsonElement id in ids.EnumerateArray())
        {
            if (!id.TryGetSegment(reading.Terms, out Segment? segment))
            {
                error = $"{path}: the site has no segment `{JsonText.Quote(id)}`: take the id of one that it has";
                return false;
            }

            using JsonDocument stored = JsonDocument.Parse(segment.Filters);
            if (!TryParse(stored.RootElement, reading with { MayNameSegments = false }, out Filter? all, out string? inSegment))
            {
                error = inSegment;
                return false;
            }

            any.Add(all);
        }

        filter = new Filter.Or(any);
        return true;
    }

    private static bool TryGetSegment(this JsonElement id, SiteTerms terms, [NotNullWhen(true)] out Segment? segment)
    {
        segment = id.ValueKind == JsonValueKind.Number && id.TryGetInt32(out int number) ? terms.FindSegment(number) : null;
        return segment is not null;
    }

    private static bool IsOneSegment(JsonElement tree) => tree[1].ValueKind == JsonValueKind.String && tree[1].ValueEquals(SegmentWord) && tree[2].GetArrayLength() == 1;

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
            case Filter.HasDone done:
                writer.WriteStringValue(done.IsNegated ? "has_not_done" : "has_done");
                WriteTree(writer, done.Inner);
                break;
            case Filter.MeetsGoal goal:
                WriteLeaf(writer, goal.Operator, "event:goal", goal.Clauses, goal.IsCaseSensitive);
                break;
            case Filter.Leaf leaf:
                WriteLeaf(writer, leaf.Operator, leaf.Dimension.Name, leaf.Clauses, leaf.IsCaseSensitive);
                break;
            default:
                throw new UnreachableException($"No question can be filtered by {tree.GetType()}.");
        }

        writer.WriteEndArray();
    }

    private static void WriteLeaf(Utf8JsonWriter writer, FilterOperator op, string dimension, IReadOnlyList<string> clauses, bool isCaseSensitive)
    {
        writer.WriteStringValue(Array.Find(Operators, o => o.Operator == op).Name);
        writer.WriteStringValue(dimension);
        writer.WriteStartArray();
        foreach (string clause in clauses)
        {
            writer.WriteStringValue(clause);
        }

        writer.WriteEndArray();
        if (!isCaseSensitive)
        {
            writer.WriteStartObject();
            writer.WriteBoolean("case_sensitive", false);
            writer.WriteEndObject();
        }
    }

    private readonly record struct Reading(SiteTerms Terms, bool MayNameSegments);
}
