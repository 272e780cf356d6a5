namespace Analytics.Store.Stats.Insights;

/// <summary>A part of a site that explains a part of a change: a page, a source, a country, or several of them at once.</summary>
/// <param name="Values">Its dimensions by name, and their values as answers show them; at least one, in the order page, source, country.</param>
/// <param name="Before">Its count in the range before.</param>
/// <param name="After">Its count in the range.</param>
/// <param name="Explained">How much of its change no segment that was named before it has in it; negative where it fell.</param>
public sealed record ChangedSegment(IReadOnlyList<(string Dimension, string Value)> Values, long Before, long After, long Explained)
{
    /// <summary>How much it rose; negative where it fell.</summary>
    public long Change => After - Before;
}
