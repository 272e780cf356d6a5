using System.Text.Json;

namespace Analytics.Client.Questions;

/// <summary>What counts: a condition on a dimension, or conditions together. Whether a dimension can be asked so, the server says.</summary>
public sealed class Filter
{
    private readonly JsonElement _written;

    private Filter(JsonElement written) => _written = written;

    /// <summary>The value is one of these.</summary>
    public static Filter Is(string dimension, params string[] values) => Comparison("is", dimension, values);

    /// <summary>The value is none of these.</summary>
    public static Filter IsNot(string dimension, params string[] values) => Comparison("is_not", dimension, values);

    /// <summary>The value has one of these in it.</summary>
    public static Filter Contains(string dimension, params string[] values) => Comparison("contains", dimension, values);

    /// <summary>The value has none of these in it.</summary>
    public static Filter ContainsNot(string dimension, params string[] values) => Comparison("contains_not", dimension, values);

    /// <summary>The value matches one of these regular expressions, without look-around and back-references.</summary>
    public static Filter Matches(string dimension, params string[] patterns) => Comparison("matches", dimension, patterns);

    /// <summary>The value matches none of these regular expressions.</summary>
    public static Filter MatchesNot(string dimension, params string[] patterns) => Comparison("matches_not", dimension, patterns);

    /// <summary>The dimension, which is a property, is a number above this one.</summary>
    public static Filter Above(string dimension, decimal number) => Comparison(">", dimension, number);

    /// <summary>The dimension, which is a property, is this number or one above it.</summary>
    public static Filter AtLeast(string dimension, decimal number) => Comparison(">=", dimension, number);

    /// <summary>The dimension, which is a property, is a number below this one.</summary>
    public static Filter Below(string dimension, decimal number) => Comparison("<", dimension, number);

    /// <summary>The dimension, which is a property, is this number or one below it.</summary>
    public static Filter AtMost(string dimension, decimal number) => Comparison("<=", dimension, number);

    /// <summary>The dimension, which is a property, is a number from one to the other, both included.</summary>
    public static Filter Between(string dimension, decimal least, decimal greatest) => Comparison("between", dimension, least, greatest);

    /// <summary>One of the site's saved segments lets it through.</summary>
    public static Filter Segment(params long[] segments)
    {
        ArgumentNullException.ThrowIfNull(segments);
        return new Filter(Json.Of(json => Json.Array(json, () =>
        {
            json.WriteStringValue("is");
            json.WriteStringValue("segment");
            Json.Array(json, segments, json.WriteNumberValue);
        })));
    }

    /// <summary>All of them hold.</summary>
    public static Filter All(params Filter[] filters) => Together("and", filters);

    /// <summary>One of them holds.</summary>
    public static Filter Any(params Filter[] filters) => Together("or", filters);

    /// <summary>It does not hold.</summary>
    public static Filter Not(Filter filter) => Around("not", filter);

    /// <summary>Some event of the visit meets it.</summary>
    public static Filter HasDone(Filter filter) => Around("has_done", filter);

    /// <summary>No event of the visit meets it.</summary>
    public static Filter HasNotDone(Filter filter) => Around("has_not_done", filter);

    /// <summary>A filter as the API writes it, for what a newer server knows: <c>["is", "visit:source", ["Google"]]</c>.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static Filter Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return new Filter(document.RootElement.Clone());
    }

    /// <summary>The same without regard to case. Only of <c>Is</c>, <c>IsNot</c>, <c>Contains</c>, <c>ContainsNot</c>; else the server refuses it.</summary>
    public Filter IgnoringCase() => new(Json.Of(json => Json.Array(json, () =>
    {
        foreach (JsonElement part in _written.EnumerateArray())
        {
            part.WriteTo(json);
        }

        json.WriteStartObject();
        json.WriteBoolean("case_sensitive", false);
        json.WriteEndObject();
    })));

    /// <summary>The filter as the API writes it.</summary>
    public override string ToString() => _written.GetRawText();

    internal static string Text(IReadOnlyList<Filter> filters) => Json.Of(json => Write(json, filters)).GetRawText();

    internal static void Write(Utf8JsonWriter json, IReadOnlyList<Filter> filters) => Json.Array(json, filters, filter => filter._written.WriteTo(json));

    private static Filter Comparison(string way, string dimension, params string[] values) => Comparison(way, dimension, json => Json.Array(json, values, json.WriteStringValue));

    private static Filter Comparison(string way, string dimension, params decimal[] numbers) => Comparison(way, dimension, json => Json.Array(json, numbers, json.WriteNumberValue));

    private static Filter Comparison(string way, string dimension, Action<Utf8JsonWriter> clauses) => new(Json.Of(json => Json.Array(json, () =>
    {
        json.WriteStringValue(way);
        json.WriteStringValue(dimension);
        clauses(json);
    })));

    private static Filter Together(string way, Filter[] filters) => new(Json.Of(json => Json.Array(json, () =>
    {
        json.WriteStringValue(way);
        Write(json, filters);
    })));

    private static Filter Around(string way, Filter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return new Filter(Json.Of(json => Json.Array(json, () =>
        {
            json.WriteStringValue(way);
            filter._written.WriteTo(json);
        })));
    }
}
