using System.Runtime.InteropServices;

namespace Analytics.Store.Stats.Funnels;

/// <summary>What the ways of one group add up to.</summary>
internal sealed class FunnelTally(int steps)
{
    // As many partitions as eight million values hardly ever take: should somebody have chosen the values, sorting ends it.
    private const int Rounds = 100;

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
        if (gaps.Count == 0)
        {
            return null;
        }

        Span<long> all = CollectionsMarshal.AsSpan(gaps);
        int middle = all.Length / 2;
        long upper = Select(all, middle);
        return all.Length % 2 == 1 ? upper : (Largest(all[..middle]) + upper + 1) / 2;
    }

    // The value that would stand at a place if all were sorted; none before it is larger then, and none after it smaller.
    private static long Select(Span<long> values, int place)
    {
        int low = 0, high = values.Length - 1;
        for (int round = 0; low < high; round++)
        {
            if (round == Rounds)
            {
                values[low..(high + 1)].Sort();
                break;
            }

            long pivot = values[low + ((high - low) / 2)];
            int left = low, right = high;
            while (left <= right)
            {
                while (values[left] < pivot)
                {
                    left++;
                }

                while (values[right] > pivot)
                {
                    right--;
                }

                if (left <= right)
                {
                    (values[left], values[right]) = (values[right], values[left]);
                    left++;
                    right--;
                }
            }

            (low, high) = place <= right ? (low, right) : place >= left ? (left, high) : (place, place);
        }

        return values[place];
    }

    private static long Largest(ReadOnlySpan<long> values)
    {
        long largest = values[0];
        foreach (long value in values)
        {
            largest = Math.Max(largest, value);
        }

        return largest;
    }
}
