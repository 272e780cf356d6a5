using Analytics.Store.Blocks;
using Analytics.Store.Stats.Dimensions;
using Analytics.Store.Stats.Metrics;

namespace Analytics.Store.Stats.Scan;

/// <summary>Hands the numbers of a property in one block to the cells that its rows fall into.</summary>
internal readonly struct NumberScan(EventProperty property, Block block)
{
    private const int Direct = 1 << 16;

    private readonly int[] _ids = property.Show(block).Ids;
    private readonly long[] _numbers = property.Numbers(block);

    /// <summary>Those of every property of whose numbers the plan keeps each.</summary>
    public static void AddAll(StatsPlan plan, Block block, Cell root, BlockCells cells, int[] rows)
    {
        for (int place = 0; place < plan.Distributed.Length; place++)
        {
            new NumberScan(plan.Distributed[place], block).Add(root, place, cells, rows);
        }
    }

    private void Add(Cell root, int place, BlockCells cells, int[] rows)
    {
        if ((long)cells.Count * _numbers.Length <= Math.Max(Direct, rows.Length))
        {
            AddByValue(root, place, cells, rows);
        }
        else
        {
            AddByRow(root, place, cells, rows);
        }
    }

    // A block has each value once: where there are few cells, counting values is quicker than handing over rows.
    private void AddByValue(Cell root, int place, BlockCells cells, int[] rows)
    {
        int[] times = new int[cells.Count * _numbers.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            times[(cells.Of[i] * _numbers.Length) + _ids[rows[i]]]++;
        }

        for (int cell = 0; cell < cells.Count; cell++)
        {
            Distribution? of = null;
            for (int id = 0; id < _numbers.Length; id++)
            {
                int count = times[(cell * _numbers.Length) + id];
                if (count > 0 && _numbers[id] != PropertyNumber.None)
                {
                    of ??= cells.Find(root, cell).Numbers(place);
                    of.Add(_numbers[id], count);
                }
            }
        }
    }

    private void AddByRow(Cell root, int place, BlockCells cells, int[] rows)
    {
        var of = new Distribution?[cells.Count];
        for (int i = 0; i < rows.Length; i++)
        {
            long number = _numbers[_ids[rows[i]]];
            if (number != PropertyNumber.None)
            {
                (of[cells.Of[i]] ??= cells.Find(root, cells.Of[i]).Numbers(place)).Add(number);
            }
        }
    }
}
