using System.Text.RegularExpressions;
using Analytics.Store.Events;

namespace Analytics.Testing.Oracle;

/// <summary>A goal that is switched on: custom events (<c>event</c>) or pageviews (<c>page</c>), perhaps scrolled so far.</summary>
/// <param name="Name">As it is displayed.</param>
/// <param name="Kind"><c>event</c> or <c>page</c>.</param>
/// <param name="Match"><c>exact</c>, <c>contains</c>, <c>starts_with</c> or <c>regex</c>.</param>
/// <param name="Pattern">Of the event's name or the page's path.</param>
/// <param name="Scroll">For pages: how far, 0 to 100; null where that does not matter.</param>
public sealed record OracleGoal(string Name, string Kind, string Match, string Pattern, int? Scroll = null)
{
    /// <summary>A property that the event must have, with its value; null for none.</summary>
    public (string Key, string Value)? Property { get; init; }

    /// <summary>What a conversion is worth; null for nothing.</summary>
    public decimal? Value { get; init; }

    public bool IsMetBy(Event e, OracleVisit? visit) =>
        (Property is not { } p || e.Props.GetValueOrDefault(p.Key) == p.Value) && IsOfItsKind(e, visit);

    private bool IsOfItsKind(Event e, OracleVisit? visit) => Kind switch
    {
        "event" => e.Name is not ("pageview" or "engagement") && Fits(e.Name),
        "page" => e.Name == "pageview" && Fits(e.Page.Path) && (Scroll is null || Deepest(visit, e.Page.Path) >= Scroll),
        _ => throw new InvalidOperationException(Kind),
    };

    private static int Deepest(OracleVisit? visit, string path) =>
        visit is null ? -1 : visit.Reports.Where(r => r.View.Page.Path == path).Max(r => r.Scroll) ?? -1;

    private bool Fits(string text) => Match switch
    {
        "exact" => text == Pattern,
        "contains" => text.Contains(Pattern, StringComparison.Ordinal),
        "starts_with" => text.StartsWith(Pattern, StringComparison.Ordinal),
        "regex" => Regex.IsMatch(text, Pattern, RegexOptions.CultureInvariant),
        _ => throw new InvalidOperationException(Match),
    };
}
