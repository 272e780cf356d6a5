namespace Analytics.Store.Stats.People;

/// <summary>What a trait was told to be.</summary>
/// <param name="Value">The value.</param>
/// <param name="At">When it was told.</param>
public sealed record TraitValue(string Value, DateTimeOffset At)
{
    /// <summary>Whether this one was told later. In the same millisecond the greater value is taken, so that it does not matter in which order they are read.</summary>
    internal bool IsAfter(TraitValue other) => At != other.At ? At > other.At : string.CompareOrdinal(Value, other.Value) > 0;
}
