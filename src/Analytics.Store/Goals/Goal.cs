using System.Collections.ObjectModel;
using System.Text.RegularExpressions;
using Analytics.Store.Inputs;

namespace Analytics.Store.Goals;

/// <summary>Something a site wants its visitors to do. Immutable.</summary>
public sealed record Goal
{
    /// <summary>Names the goal; 1 to 64 characters of A–Z a–z 0–9 - _ .</summary>
    public required string Id { get; init; }

    /// <summary>The site; same alphabet.</summary>
    public required string SiteId { get; init; }

    /// <summary>What people call it; 1 to 200 characters.</summary>
    public required string Name { get; init; }

    /// <summary>What it is about.</summary>
    public required GoalType Type { get; init; }

    /// <summary>The path or event name, or a part of it; 1 to 500 characters.</summary>
    public required string Pattern { get; init; }

    /// <summary>How the pattern is compared. Default exact.</summary>
    public GoalMatch MatchType { get; init; }

    /// <summary>For pages: how far a visit must scroll the page, in percent, 0 to 100; null where that does not matter.</summary>
    public int? ScrollThreshold { get; init; }

    /// <summary>
    /// Values that properties of the event must have, by their names, with regard to case; at most 10, names of 1 to 300 and values of at
    /// most 2,000 characters. Default none.
    /// </summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>
    /// What a conversion is worth, in the reporting currency of the site if it has one; less than 1,000,000,000 either way, with at most
    /// three decimals. Null for none.
    /// </summary>
    public decimal? Value { get; init; }

    /// <summary>Whether it is counted. Default true.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    private const int MaxProperties = 10;
    private const decimal MaxValue = 1_000_000_000;

    internal void Check() => new InputFaults()
        .Require(SafeId.IsValid(Id), "id", SafeId.Rule)
        .Require(SafeId.IsValid(SiteId), "siteId", SafeId.Rule)
        .Require(Name.Trim().Length is >= 1 and <= 200, "name", "must be 1 to 200 characters")
        .Require(Pattern.Length is >= 1 and <= 500, "pattern", "must be 1 to 500 characters")
        .Require(ScrollThreshold is null or (>= 0 and <= 100), "scrollThreshold", "must be 0 to 100")
        .Require(ScrollThreshold is null || Type == GoalType.Pageview, "scrollThreshold", "is for pages only")
        .Require(Properties.Count <= MaxProperties, "properties", "must be at most 10")
        .Require(Properties.All(p => p.Key.Length is >= 1 and <= 300 && p.Value.Length <= 2_000), "properties", "must have names of 1 to 300 and values of at most 2,000 characters")
        .Require(Value is null || Math.Abs(Value.Value) < MaxValue, "value", "must be less than 1,000,000,000")
        .Require(Value is null || decimal.Round(Value.Value, 3) == Value, "value", "must have at most three decimals")
        .Require(MatchType != GoalMatch.Regex || IsLinear(Pattern), "pattern", "must be a regular expression without back references and look-around")
        .ThrowIfAny();

    // Only what the linear-time engine takes: a pattern comes from outside and may not cost more than its text is long.
    private static bool IsLinear(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            return true;
        }
        catch (Exception unusable) when (unusable is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}
