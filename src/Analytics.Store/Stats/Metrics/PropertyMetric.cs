using Analytics.Store.Blocks;
using Analytics.Store.Stats.Dimensions;

namespace Analytics.Store.Stats.Metrics;

/// <summary>A figure of the numbers that a property of the events has: <c>sum(event:props:price)</c>. Texts have no part in it.</summary>
internal abstract class PropertyMetric(string name, EventProperty property, MetricUnit unit) : ScannedMetric(name, MetricSubject.Event, unit)
{
    internal override MetricFeed Feed => MetricFeed.Events;

    /// <summary>Whose numbers.</summary>
    internal EventProperty Property => property;

    /// <inheritdoc/>
    public override bool Equals(Metric? other) => other is PropertyMetric && other.Name == Name && other.GetType() == GetType();

    /// <inheritdoc/>
    public override int GetHashCode() => base.GetHashCode();

    internal sealed override void Add(Block block, Occurrences found, SumColumns sums)
    {
        int[] ids = property.Show(block).Ids;
        long[] numbers = property.Numbers(block);
        for (int i = 0; i < found.Count; i++)
        {
            if (numbers[ids[found.Items[i]]] is not PropertyNumber.None and long number)
            {
                Add(number, sums, found.Cells[i]);
            }
        }
    }

    /// <summary>Takes in a number, in millionths.</summary>
    private protected abstract void Add(long number, SumColumns sums, int cell);
}
