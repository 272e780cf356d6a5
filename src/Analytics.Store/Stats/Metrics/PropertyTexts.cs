using Analytics.Store.Blocks;
using Analytics.Store.Stats.Dimensions;

namespace Analytics.Store.Stats.Metrics;

/// <summary>How many events have a text as the property that is no number: what figures of its numbers leave out.</summary>
internal sealed class PropertyTexts(EventProperty property) : ScannedMetric($"texts({property})", MetricSubject.Event, MetricUnit.Count)
{
    internal override MetricFeed Feed => MetricFeed.Events;

    internal override void Add(Block block, Occurrences found, SumColumns sums)
    {
        TextColumn shown = property.Show(block);
        long[] numbers = property.Numbers(block);
        bool[] isText = [.. shown.Values.Select((value, id) => value.Length > 0 && value != property.Missing && numbers[id] == PropertyNumber.None)];
        for (int i = 0; i < found.Count; i++)
        {
            sums[found.Cells[i]] += isText[shown.Ids[found.Items[i]]] ? 1 : 0;
        }
    }
}
