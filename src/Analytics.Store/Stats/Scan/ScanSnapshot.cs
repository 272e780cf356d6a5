namespace Analytics.Store.Stats.Scan;

/// <summary>What a scan has found so far, kept apart so that it, or another scan of the same question, may go on from there. Immutable.</summary>
public sealed class ScanSnapshot
{
    private readonly Cell _root;

    internal ScanSnapshot(string key, Cell root)
    {
        (Key, _root) = (key, root.Copy());
        Size = 200 + (2L * key.Length) + root.Size;
    }

    /// <summary>What was asked: as <see cref="StatsScan.Key"/>.</summary>
    public string Key { get; }

    /// <summary>About how much memory it takes, in bytes.</summary>
    public long Size { get; }

    internal Cell Restore() => _root.Copy();
}
