namespace Analytics.Store.Stats.Funnels;

/// <summary>What the ways of one group add up to.</summary>
internal sealed class FunnelTally(int steps)
{
    private readonly long[] _reached = new long[steps];
    private readonly List<long>[] _gaps = [.. Enumerable.Range(0, steps).Select(_ => new List<long>())];

    /// <summary>Those who took the first step.</summary>
    public long Entered => _reached[0];

    /// <summary>Adds a way: when each of its steps was taken.</summary>
    public void Add(ReadOnlySpan<long> times)
    {
        for (int step = 0; step < times.Length; step++)
        {
            _reached[step]++;
            if (step > 0)
            {
                _gaps[step].Add(times[step] - times[step - 1]);
            }
        }
    }

    public void Add(FunnelTally other)
    {
        for (int step = 0; step < steps; step++)
        {
            _reached[step] += other._reached[step];
            _gaps[step].AddRange(other._gaps[step]);
        }
    }

    public IReadOnlyList<FunnelStepResult> Read(IReadOnlyList<FunnelStep> named) =>
    [
        .. named.Select((step, i) => new FunnelStepResult(
            step.Name, _reached[i], _reached[Math.Max(0, i - 1)], _reached[0], Median(_gaps[i]), Mean(_gaps[i]))),
    ];

    private static long? Mean(List<long> gaps)
    {
        Int128 sum = 0;
        gaps.ForEach(gap => sum += gap);
        return gaps.Count == 0 ? null : (long)((2 * sum + gaps.Count) / (2 * gaps.Count));
    }

    private static long? Median(List<long> gaps)
    {
        gaps.Sort();
        int middle = gaps.Count / 2;
        return gaps.Count == 0 ? null : gaps.Count % 2 == 1 ? gaps[middle] : (gaps[middle - 1] + gaps[middle] + 1) / 2;
    }
}
