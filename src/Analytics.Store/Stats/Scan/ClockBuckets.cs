using Analytics.Store.Blocks;
using Analytics.Store.Stats.Dimensions;

namespace Analytics.Store.Stats.Scan;

/// <summary>The buckets of the clock that the rows and visits of one block fall into, as numbers.</summary>
internal sealed class ClockBuckets
{
    private const int MinuteMs = 60_000;

    // Since 1973 a bucket begins on a minute in every zone, so a table of the block's minutes tells all of them.
    private const int WholeMinutesSince = 1973;
    private readonly ClockLabels _labels;
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly List<string> _values = [];
    private readonly DateTimeOffset _start;
    private readonly int _lead;
    private readonly int[]? _ofMinute;

    public ClockBuckets(Block block, ClockLabels labels)
    {
        _labels = labels;
        _start = block.Columns.Start;
        int[] times = block.Columns.Times;
        long first = _start.ToUnixTimeMilliseconds();
        _lead = (int)(((first % MinuteMs) + MinuteMs) % MinuteMs);
        if (_start.UtcDateTime.Year < WholeMinutesSince)
        {
            return;
        }

        int last = times.Length == 0 ? 0 : times.Max();
        _ofMinute = new int[((last + _lead) / MinuteMs) + 1];
        for (int minute = 0; minute < _ofMinute.Length; minute++)
        {
            _ofMinute[minute] = Number(labels.At(_start.AddMilliseconds(((long)minute * MinuteMs) - _lead)));
        }
    }

    /// <summary>The labels by number.</summary>
    public string[] Values => [.. _values];

    /// <summary>The bucket of a row.</summary>
    /// <param name="time">Milliseconds after the block's start.</param>
    public int At(int time) => _ofMinute is null ? Number(_labels.At(_start.AddMilliseconds(time))) : _ofMinute[(time + _lead) / MinuteMs];

    /// <summary>Adds the buckets of a stretch of time, both ends included, at least once each.</summary>
    public void Between(int from, int to, List<int> buckets)
    {
        if (_ofMinute is null)
        {
            buckets.AddRange(_labels.Between(_start.AddMilliseconds(from), _start.AddMilliseconds(to)).Select(Number));
            return;
        }

        int before = -1;
        for (int minute = (from + _lead) / MinuteMs; minute <= (to + _lead) / MinuteMs; minute++)
        {
            if (_ofMinute[minute] != before)
            {
                buckets.Add(before = _ofMinute[minute]);
            }
        }
    }

    private int Number(string label)
    {
        if (!_ids.TryGetValue(label, out int id))
        {
            _ids.Add(label, id = _values.Count);
            _values.Add(label);
        }

        return id;
    }
}
