namespace Analytics.Store.Blocks.Format;

/// <summary>The streams of a block that is being written. Numbers that are all zero are left out.</summary>
internal sealed class StreamSet
{
    private readonly SortedDictionary<int, byte[]> _streams = [];

    /// <summary>By number.</summary>
    public IReadOnlyCollection<KeyValuePair<int, byte[]>> All => _streams;

    public static int Number(int column, StreamPart part) => (column * 3) + (int)part;

    public void SetNumbers(int column, StreamPart part, ReadOnlySpan<byte> bytes)
    {
        if (bytes.IndexOfAnyExcept((byte)0) >= 0)
        {
            _streams.Add(Number(column, part), bytes.ToArray());
        }
    }

    public void SetBytes(int column, StreamPart part, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 0)
        {
            _streams.Add(Number(column, part), bytes.ToArray());
        }
    }
}
