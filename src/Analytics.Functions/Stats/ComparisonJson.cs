using System.Text.Json;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Ranges;

namespace Analytics.Functions.Stats;

/// <summary>
/// <c>include.compare</c>: <c>previous_period</c>, <c>year_over_year</c>, or a list of two dates or instants; and
/// <c>include.match_day_of_week</c>.
/// </summary>
internal static class ComparisonJson
{
    private const string Compare = "compare", MatchDayOfWeek = "match_day_of_week";

    /// <summary>The members of <c>include</c> that are about comparisons.</summary>
    public static IReadOnlyList<string> Keys { get; } = [Compare, MatchDayOfWeek];

    /// <summary>True without a comparison where none is asked for.</summary>
    public static bool TryParse(
        JsonElement question, Site site, StatsRange range, DateTimeOffset now, out StatsComparison? comparison, out string error)
    {
        (comparison, error) = (null, "");
        JsonElement asked = default, match = default;
        bool compares = question.TryGetProperty("include", out JsonElement include) && include.TryGetProperty(Compare, out asked) && asked.ValueKind != JsonValueKind.Null;
        bool matches = include.ValueKind == JsonValueKind.Object && include.TryGetProperty(MatchDayOfWeek, out match) && match.ValueKind == JsonValueKind.True;
        if (match.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.True or JsonValueKind.False))
        {
            error = $"#/include/{MatchDayOfWeek}: must be true or false";
        }
        else if (matches && !compares)
        {
            error = $"#/include/{MatchDayOfWeek}: needs {Compare} beside it: add that, or leave this out";
        }
        else if (compares)
        {
            ComparedRange? kind = KindOf(asked, site, now);
            comparison = kind?.For(range, site.Calendar, now, matches) is { } other ? new StatsComparison(kind, other, matches) : null;
            error = comparison is null ? $"#/include/{Compare}: must be previous_period, year_over_year, or a list of two dates or instants, the earlier first" : "";
        }

        return error.Length == 0;
    }

    /// <summary>The members as they were understood.</summary>
    public static void Write(Utf8JsonWriter writer, Site site, StatsComparison comparison)
    {
        switch (comparison.Kind)
        {
            case ComparedRange.PreviousPeriod:
                writer.WriteString(Compare, "previous_period");
                break;
            case ComparedRange.YearOverYear:
                writer.WriteString(Compare, "year_over_year");
                break;
            case ComparedRange.Other other:
                writer.WritePropertyName(Compare);
                DateRangeJson.Write(writer, site, other.Range);
                break;
        }

        writer.WriteBoolean(MatchDayOfWeek, comparison.MatchesDayOfWeek);
    }

    private static ComparedRange? KindOf(JsonElement asked, Site site, DateTimeOffset now) => asked.ValueKind switch
    {
        JsonValueKind.String when asked.ValueEquals("previous_period") => new ComparedRange.PreviousPeriod(),
        JsonValueKind.String when asked.ValueEquals("year_over_year") => new ComparedRange.YearOverYear(),
        JsonValueKind.Array when DateRangeJson.Parse(asked, site, now) is { } range => new ComparedRange.Other(range),
        _ => null,
    };
}
