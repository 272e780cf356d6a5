namespace Analytics.Store.Stats.Compose;

/// <summary>Finds rows by the values of their dimensions.</summary>
internal sealed class SameValues : IEqualityComparer<IReadOnlyList<string>>
{
    public static SameValues Comparer { get; } = new();

    public bool Equals(IReadOnlyList<string>? x, IReadOnlyList<string>? y) => x!.SequenceEqual(y!, StringComparer.Ordinal);

    public int GetHashCode(IReadOnlyList<string> values)
    {
        var hash = default(HashCode);
        foreach (string value in values)
        {
            hash.Add(value, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }
}
