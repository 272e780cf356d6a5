using Analytics.Store.Stats.Metrics;

namespace Analytics.Store.Stats.Scan;

/// <summary>A place on the way from one value of each dimension to the sums that belong to them; the last place holds the sums.</summary>
internal sealed class Cell(int sums)
{
    private Dictionary<string, Cell>? _next;
    private long[]? _sums;

    private Distribution?[] _numbers = [];

    public long[] Sums => _sums ??= new long[sums];

    public Cell this[string value]
    {
        get
        {
            _next ??= new Dictionary<string, Cell>(StringComparer.Ordinal);
            if (!_next.TryGetValue(value, out Cell? cell))
            {
                _next.Add(value, cell = new Cell(sums));
            }

            return cell;
        }
    }

    /// <summary>The numbers of one of the plan's distributed properties; null for none.</summary>
    public Distribution? FindNumbers(int place) => place < _numbers.Length ? _numbers[place] : null;

    /// <summary>The same, to be added to.</summary>
    public Distribution Numbers(int place)
    {
        if (place >= _numbers.Length)
        {
            Array.Resize(ref _numbers, place + 1);
        }

        return _numbers[place] ??= new Distribution();
    }

    /// <summary>About how much memory it takes, with all that lies behind it, in bytes.</summary>
    public long Size => 100 + (8L * (_sums?.Length ?? 0)) + _numbers.Sum(numbers => numbers?.Size ?? 8) + (_next?.Sum(next => 60 + (2L * next.Key.Length) + next.Value.Size) ?? 0);

    /// <summary>The same sums at the same places, to be changed apart.</summary>
    public Cell Copy()
    {
        var copy = new Cell(sums) { _sums = (long[]?)_sums?.Clone(), _numbers = Array.ConvertAll(_numbers, numbers => numbers?.Copy()) };
        if (_next is not null)
        {
            copy._next = new Dictionary<string, Cell>(_next.Count, StringComparer.Ordinal);
            foreach ((string value, Cell cell) in _next)
            {
                copy._next.Add(value, cell.Copy());
            }
        }

        return copy;
    }

    /// <summary>Every cell with a sum that is not 0, and the values that lead to it.</summary>
    public IEnumerable<(IReadOnlyList<string> Path, Cell Cell)> Filled(params IReadOnlyList<string> path)
    {
        if (_sums is not null && Array.Exists(_sums, sum => sum != 0))
        {
            yield return (path, this);
        }

        foreach ((string value, Cell cell) in _next ?? [])
        {
            foreach ((IReadOnlyList<string> Path, Cell Cell) filled in cell.Filled([.. path, value]))
            {
                yield return filled;
            }
        }
    }
}
