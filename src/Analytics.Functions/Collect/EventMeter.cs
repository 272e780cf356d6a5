using Analytics.Functions.Http;

namespace Analytics.Functions.Collect;

/// <summary>
/// Counts the events that came, and tells the metrics at most once a minute: at the first event, and then at the first one after a
/// minute. What a process has not told when it ends by itself is told then; when it is killed, it is not.
/// </summary>
internal sealed class EventMeter(Metrics metrics, TimeProvider clock)
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private long _accepted;
    private long _dropped;
    private long _toldAt;

    public void Count(int accepted, int dropped)
    {
        if (!metrics.IsOn)
        {
            return;
        }

        _ = Interlocked.Add(ref _accepted, accepted);
        _ = Interlocked.Add(ref _dropped, dropped);
        long now = clock.GetUtcNow().UtcTicks, before = Interlocked.Read(ref _toldAt);
        if (now - before >= Every.Ticks && Interlocked.CompareExchange(ref _toldAt, now, before) == before)
        {
            Tell();
        }
    }

    /// <summary>Tells what was counted since.</summary>
    public void Tell()
    {
        long accepted = Interlocked.Exchange(ref _accepted, 0), dropped = Interlocked.Exchange(ref _dropped, 0);
        if (accepted + dropped > 0)
        {
            metrics.Write(("EventsAccepted", "Count", accepted), ("EventsDropped", "Count", dropped));
        }
    }
}
