using Analytics.Store.Blocks;
using Analytics.Store.Stats.Dimensions;

namespace Analytics.Store.Stats.Scan;

/// <summary>Answers one question from the blocks of a site, one after the other, in any order. Not for concurrent use.</summary>
public sealed class StatsScan
{
    private readonly StatsPlan _plan;
    private readonly Cell _root;
    private readonly Condition _ofVisit;
    private readonly Condition _ofRow;
    private readonly ClockLabels? _clock;

    /// <summary>A scan that has seen no block yet.</summary>
    public StatsScan(StatsPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        _plan = plan;
        _root = new Cell(plan.Sums);
        (_ofVisit, _ofRow) = Condition.Split(plan.Query.Filter);
        _clock = plan.Time is ClockTimeDimension clock ? new ClockLabels(plan.Calendar, clock) : null;
    }

    /// <summary>Takes in a block; one outside of the range changes nothing.</summary>
    /// <param name="block">Each at most once; a visitor's day stands in one of them as a whole.</param>
    public void Add(Block block)
    {
        ArgumentNullException.ThrowIfNull(block);
        if (_plan.Query.Range.Touches(block.Day) && block.Rows > 0)
        {
            _clock?.Forget();
            new BlockScan(_plan, block, _root, _clock).Run(_ofVisit, _ofRow);
        }
    }

    /// <summary>The answer so far.</summary>
    public StatsResult Finish() => StatsRows.Arrange(_plan, _root);
}
