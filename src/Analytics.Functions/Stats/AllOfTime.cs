using System.Text.Json;
using Analytics.Engine.Reading;
using Analytics.Functions.Wire;
using Analytics.Store.Sites;

namespace Analytics.Functions.Stats;

/// <summary>Finds out when a site's data begins, for questions about all of it.</summary>
internal static class AllOfTime
{
    private const string Name = "all";

    /// <summary>The site with its first day where the question, or one of its <c>queries</c>, is about <c>all</c>: that costs one read, which other questions do not need.</summary>
    public static ValueTask<Site> BeginAsync(JsonElement asked, Site site, DayReader days, CancellationToken cancellation) =>
        BeginAsync(IsAskedBy(asked), site, days, cancellation);

    /// <summary>The same for a range as an address has it.</summary>
    public static ValueTask<Site> BeginAsync(string range, Site site, DayReader days, CancellationToken cancellation) =>
        BeginAsync(range == Name, site, days, cancellation);

    /// <summary>Whether the <c>date_range</c> of what was asked, or of one of its <c>queries</c>, is <c>all</c>.</summary>
    internal static bool IsAskedBy(JsonElement asked) =>
        IsRangeOf(asked) || (asked.Member("queries") is { ValueKind: JsonValueKind.Array } queries && queries.EnumerateArray().Any(IsRangeOf));

    private static bool IsRangeOf(JsonElement question) => question.Member("date_range") is { ValueKind: JsonValueKind.String } range && range.ValueEquals(Name);

    private static async ValueTask<Site> BeginAsync(bool isAsked, Site site, DayReader days, CancellationToken cancellation) =>
        isAsked ? site with { FirstDay = await days.FindFirstAsync(site, cancellation) } : site;
}
