namespace Analytics.Testing;

/// <summary>A clock that stands still until it is moved; what was to happen on the way happens then, each at its instant.</summary>
public sealed class AlarmClock(DateTimeOffset now) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<Alarm> _set = [];
    private DateTimeOffset _now = now;

    /// <summary>How many alarms are set.</summary>
    public int Set
    {
        get
        {
            lock (_lock)
            {
                return _set.Count;
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <summary>Waits until this many alarms are set: then all parts that must wait for this clock do so.</summary>
    public async Task WaitForAsync(int alarms)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (Set != alarms)
        {
            await Task.Delay(5, patience.Token);
        }
    }

    public void Advance(TimeSpan by)
    {
        DateTimeOffset end = GetUtcNow() + by;
        while (Next(end) is { } alarm)
        {
            alarm.Ring();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, () => callback(state));
        _ = alarm.Change(dueTime, period);
        return alarm;
    }

    // The next alarm up to the end, at whose instant it is now; null: there is none, and it is the end.
    private Alarm? Next(DateTimeOffset end)
    {
        lock (_lock)
        {
            Alarm? next = _set.Where(alarm => alarm.At <= end).MinBy(alarm => alarm.At);
            if (next is null)
            {
                _now = end;
                return null;
            }

            _now = next.At > _now ? next.At : _now;
            _ = _set.Remove(next);
            if (next.Period > TimeSpan.Zero)
            {
                next.At += next.Period;
                _set.Add(next);
            }

            return next;
        }
    }

    private sealed class Alarm(AlarmClock clock, Action ring) : ITimer
    {
        public DateTimeOffset At { get; set; }

        public TimeSpan Period { get; private set; }

        public void Ring() => ring();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                _ = clock._set.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    (At, Period) = (clock._now + dueTime, period);
                    clock._set.Add(this);
                }

                return true;
            }
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
