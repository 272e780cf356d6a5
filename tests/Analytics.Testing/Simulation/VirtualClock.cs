namespace Analytics.Testing.Simulation;

/// <summary>The virtual time as one process sees it; its timers fire as long as the process lives.</summary>
internal sealed class VirtualClock(VirtualTime time, TimeSpan skew, Func<bool> isAlive) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => time.Now + skew;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => time.Now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        _ = timer.Change(dueTime, period);
        return timer;
    }

    private void After(TimeSpan delay, Action action) => time.After(delay, () =>
    {
        if (isAlive())
        {
            action();
        }
    });

    private sealed class Timer(VirtualClock clock, Action callback) : ITimer
    {
        private int _setting;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            int setting = ++_setting;
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                clock.After(dueTime, () => Fire(setting, period));
            }

            return true;
        }

        public void Dispose() => _setting++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Fire(int setting, TimeSpan period)
        {
            if (setting != _setting)
            {
                return;
            }

            if (period > TimeSpan.Zero)
            {
                clock.After(period, () => Fire(setting, period));
            }

            callback();
        }
    }
}
