namespace Analytics.Store.Stats.Funnels;

/// <summary>
/// Follows one visitor or person through the steps, one event after the other, and keeps the way that counts: of all that get furthest
/// the one that gets there first, and of those that get there with the same event the one that began last.
/// </summary>
/// <remarks>
/// For each step it is enough to know the way that got there and began last: whatever an older one may still do, this one may too, and
/// has longer until its window ends. Of ways with one beginning the one that takes each step at the first occasion comes first.
/// </remarks>
internal sealed class FunnelWalk(int steps, bool strict, long window)
{
    // Way k is one that has taken k + 1 steps: the number of its beginning (0: there is none), what it began in, and when each was taken.
    private readonly long[] _began = new long[steps];
    private readonly int[] _origin = new int[steps];
    private readonly long[] _times = new long[steps * steps];
    private readonly long[] _kept = new long[steps];
    private long _beginnings;

    /// <summary>How many steps the way that counts has; 0 for none.</summary>
    public int Furthest { get; private set; }

    /// <summary>What the way that counts began in.</summary>
    public int Origin { get; private set; }

    /// <summary>When each step of the way that counts was taken.</summary>
    public ReadOnlySpan<long> Times => _kept.AsSpan(0, Furthest);

    /// <summary>Somebody else comes.</summary>
    public void Begin()
    {
        Cut();
        Furthest = 0;
    }

    /// <summary>No way that was begun goes on.</summary>
    public void Cut() => Array.Clear(_began);

    /// <summary>The next event.</summary>
    /// <param name="time">Milliseconds, never before that of the last.</param>
    /// <param name="meets">Bit k: it meets step k.</param>
    /// <param name="origin">What a way that begins here begins in.</param>
    public void Take(long time, int meets, int origin)
    {
        // Most events begin a way at most: nothing else is to be looked at for them where anything may lie between steps.
        for (int step = strict || meets > 1 ? steps - 1 : 0; step > 0; step--)
        {
            long began = _began[step - 1];
            if (began > 0 && (meets >> step & 1) != 0 && time - _times[(step - 1) * steps] <= window)
            {
                if (strict || began > _began[step])
                {
                    _began[step] = began;
                    _origin[step] = _origin[step - 1];
                    Span<long> times = _times.AsSpan(step * steps, step + 1);
                    _times.AsSpan((step - 1) * steps, step).CopyTo(times);
                    times[step] = time;
                    Reach(times);
                }
            }
            else if (strict)
            {
                _began[step] = 0;
            }
        }

        if ((meets & 1) != 0)
        {
            _began[0] = ++_beginnings;
            _origin[0] = origin;
            _times[0] = time;
            if (Furthest == 0)
            {
                (Furthest, Origin, _kept[0]) = (1, origin, time);
            }
        }
        else if (strict)
        {
            _began[0] = 0;
        }
    }

    private void Reach(Span<long> times)
    {
        if (times.Length > Furthest)
        {
            Furthest = times.Length;
            Origin = _origin[times.Length - 1];
            times.CopyTo(_kept);
        }
    }
}
