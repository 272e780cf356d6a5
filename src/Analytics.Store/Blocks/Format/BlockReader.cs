namespace Analytics.Store.Blocks.Format;

/// <summary>Reads what <see cref="BlockWriter"/> wrote.</summary>
public static class BlockReader
{
    /// <summary>Reads the header of a stored block; columns follow as they are needed.</summary>
    /// <param name="bytes">As <see cref="BlockWriter"/> wrote them.</param>
    /// <param name="name">What to call it in errors.</param>
    /// <exception cref="BlockFormatException">It is damaged, cut off, or of a newer version. Any later use may throw it too.</exception>
    public static Block Open(ReadOnlyMemory<byte> bytes, string name) => new(new StoredColumns(StoredStreams.Open(bytes, name)));
}
