namespace Analytics.Store.Blocks;

/// <summary>A stored block cannot be read: it is damaged, cut off, or of a newer version. Never is a wrong number answered instead.</summary>
public sealed class BlockFormatException : Exception
{
    /// <summary>What is wrong, where.</summary>
    /// <param name="block">The name of the block, as given when it was opened.</param>
    /// <param name="column">The column at fault; null where it is the block as a whole.</param>
    /// <param name="problem">What is wrong with it.</param>
    public BlockFormatException(string block, string? column, string problem)
        : base($"Block {block}{(column is null ? "" : $", column {column}")}: {problem}.") => (Block, Column) = (block, column);

    /// <summary>The name of the block.</summary>
    public string Block { get; }

    /// <summary>The column at fault; null where it is the block as a whole.</summary>
    public string? Column { get; }
}
