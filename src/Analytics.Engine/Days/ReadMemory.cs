using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Sites;
using Analytics.Store.Stats.Scan;
using Microsoft.Extensions.Caching.Memory;

namespace Analytics.Engine.Days;

/// <summary>
/// What one process remembers of sealed days, so that it need not be read or scanned again: blocks, and what scans found in them. Both
/// are named by what they were made of, so that nothing that is found here is out of date. Safe for concurrent use.
/// </summary>
public sealed class ReadMemory : IDisposable
{
    private const int Share = 8; // one thing may take so small a part of it

    private static readonly TimeSpan Unused = TimeSpan.FromHours(1);
    private readonly Lazy<MemoryCache> _kept; // so that a process that never reads never makes it
    private readonly long _most;

    /// <summary>An empty one.</summary>
    /// <param name="bytes">About how much it may hold, at least 0; what has not been used for longest makes room.</param>
    public ReadMemory(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        _kept = new Lazy<MemoryCache>(() => new MemoryCache(new MemoryCacheOptions { SizeLimit = bytes }));
        _most = bytes / Share;
    }

    internal byte[]? FindBlock(SiteId site, LocalDay day, BlockId id) => _kept.Value.Get<byte[]>((site, day, id));

    internal void KeepBlock(SiteId site, LocalDay day, BlockId id, byte[] bytes) => Keep((site, day, id), bytes, bytes.Length + 200);

    internal ScanSnapshot? FindScan(string content) => _kept.Value.Get<ScanSnapshot>(content);

    internal void KeepScan(string content, ScanSnapshot found) => Keep(content, found, found.Size);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_kept.IsValueCreated)
        {
            _kept.Value.Dispose();
        }
    }

    private void Keep<T>(object key, T value, long size)
    {
        if (size <= _most)
        {
            _ = _kept.Value.Set(key, value, new MemoryCacheEntryOptions { Size = size, SlidingExpiration = Unused });
        }
    }
}
