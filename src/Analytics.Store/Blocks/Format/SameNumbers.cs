namespace Analytics.Store.Blocks.Format;

/// <summary>Lists of numbers are equal where their numbers are.</summary>
internal sealed class SameNumbers : IEqualityComparer<int[]>
{
    public static SameNumbers Instance { get; } = new();

    public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode(int[] obj)
    {
        var hash = default(HashCode);
        foreach (int number in obj)
        {
            hash.Add(number);
        }

        return hash.ToHashCode();
    }
}
