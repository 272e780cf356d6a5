namespace Analytics.Store.Blocks;

/// <summary>What a block is a block of. The numbers are stored.</summary>
public enum BlockKind
{
    /// <summary>Rows of a day that is still open, as they came: with ids, visitor hashes and times of receipt, so that more can be merged in.</summary>
    Log = 0,

    /// <summary>Whole visitors of a day that is over: gathered into visits, and nothing in it identifies anybody.</summary>
    Sealed = 1,
}
