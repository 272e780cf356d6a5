namespace Analytics.Store.Stats.Insights;

/// <summary>The values of up to three dimensions; null for any.</summary>
internal readonly record struct SegmentKey(string? First, string? Second, string? Third) : IComparable<SegmentKey>
{
    public IReadOnlyList<string?> Values => [First, Second, Third];

    /// <summary>How many values it has.</summary>
    public int Depth => (First is null ? 0 : 1) + (Second is null ? 0 : 1) + (Third is null ? 0 : 1);

    public static SegmentKey Of(int[] places, IReadOnlyList<string> values)
    {
        string?[] all = new string?[3];
        for (int i = 0; i < places.Length; i++)
        {
            all[places[i]] = values[i];
        }

        return new SegmentKey(all[0], all[1], all[2]);
    }

    /// <summary>Whether the other one lies within it.</summary>
    public bool Holds(SegmentKey other) =>
        (First is null || First == other.First) && (Second is null || Second == other.Second) && (Third is null || Third == other.Third);

    /// <summary>All that hold it, itself included, but for the one of everything.</summary>
    public IEnumerable<SegmentKey> Wider()
    {
        for (int kept = 1; kept < 8; kept++)
        {
            yield return new SegmentKey((kept & 1) != 0 ? First : null, (kept & 2) != 0 ? Second : null, (kept & 4) != 0 ? Third : null);
        }
    }

    public int CompareTo(SegmentKey other) =>
        string.CompareOrdinal(First, other.First) is not 0 and int first ? first
        : string.CompareOrdinal(Second, other.Second) is not 0 and int second ? second
        : string.CompareOrdinal(Third, other.Third);
}
