namespace Analytics.Testing.Simulation.Table;

/// <summary>The order of strings in DynamoDB: that of their UTF-8 bytes, which is that of their code points and not of UTF-16.</summary>
internal sealed class Utf8Order : IComparer<string>
{
    public static Utf8Order Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        ReadOnlySpan<char> a = x, b = y;
        int same = a.CommonPrefixLength(b);
        if (same == a.Length || same == b.Length)
        {
            return a.Length.CompareTo(b.Length);
        }

        bool astralA = char.IsSurrogate(a[same]), astralB = char.IsSurrogate(b[same]);
        return astralA != astralB ? astralA.CompareTo(astralB) : a[same].CompareTo(b[same]);
    }
}
