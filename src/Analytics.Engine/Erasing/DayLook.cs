using Analytics.Store.Table;
using Analytics.Store.Visitors;

namespace Analytics.Engine.Erasing;

/// <summary>What a look through all that is stored of a day found of whoever has been erased.</summary>
internal sealed class DayLook
{
    /// <summary>Raw events that were read.</summary>
    public long RawEvents { get; set; }

    /// <summary>How many of them are to go.</summary>
    public long RawFound { get; set; }

    /// <summary>Blocks that were decoded.</summary>
    public long Blocks { get; set; }

    /// <summary>Events in them.</summary>
    public long Rows { get; set; }

    /// <summary>How many of those are to go.</summary>
    public long RowsFound { get; set; }

    /// <summary>Visitors who bore an erased user id, and until when they are erased.</summary>
    public Dictionary<VisitorId, DateTimeOffset> Visitors { get; } = [];

    /// <summary>Parts of blocks that the day does not name: what was given up, merged or built anew. What they hold nobody knows.</summary>
    public List<ItemKey> Unnamed { get; } = [];

    /// <summary>Whether something of them is there.</summary>
    public bool HasFound => RawFound > 0 || RowsFound > 0;

    /// <summary>Whether nothing of them is there, and nothing that could hold them.</summary>
    public bool IsClean => !HasFound && Unnamed.Count == 0;
}
