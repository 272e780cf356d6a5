using Analytics.Store.Table;
using Analytics.Store.Visitors;

namespace Analytics.Engine.Erasing;

/// <summary>What a search of everything stored of a day found of erased people.</summary>
internal sealed class DayFindings
{
    /// <summary>Raw events that were read.</summary>
    public long RawEvents { get; set; }

    /// <summary>How many of them must be deleted.</summary>
    public long RawFound { get; set; }

    /// <summary>Blocks that were decoded.</summary>
    public long Blocks { get; set; }

    /// <summary>Events in them.</summary>
    public long Rows { get; set; }

    /// <summary>How many of those must be deleted.</summary>
    public long RowsFound { get; set; }

    /// <summary>Visitors who bore an erased user id, and until when they are erased.</summary>
    public Dictionary<VisitorId, DateTimeOffset> Visitors { get; } = [];

    /// <summary>Parts of blocks that the day does not name, left by abandoned builds, rebuilds and merges. Content unknown.</summary>
    public List<ItemKey> Unnamed { get; } = [];

    /// <summary>Whether events of erased people were found.</summary>
    public bool HasEvents => RawFound > 0 || RowsFound > 0;

    /// <summary>Whether no such event was found, and no part of a block that could contain one.</summary>
    public bool IsClean => !HasEvents && Unnamed.Count == 0;
}
