using Analytics.Store.Blocks;
using Analytics.Store.Days;
using Analytics.Store.Stats.Scan;

namespace Analytics.Store.Stats.Metrics;

/// <summary>Something that can be counted. Each is one object: <see cref="KnownMetrics"/>.</summary>
/// <remarks>
/// A metric is a few whole sums that it adds to as it is fed; the sums of two days simply add. It is shown in a row only where at least
/// one asked metric has a sum that is not 0.
/// </remarks>
public abstract class Metric
{
    private protected Metric(string name, MetricSubject subject, MetricUnit unit) => (Name, Subject, Unit) = (name, subject, unit);

    /// <summary>The name in questions: <c>bounce_rate</c>.</summary>
    public string Name { get; }

    /// <summary>What it tells about.</summary>
    public MetricSubject Subject { get; }

    /// <summary>How its value reads.</summary>
    public MetricUnit Unit { get; }

    internal abstract MetricFeed Feed { get; }

    /// <summary>How many sums it keeps: one for counts; numerator and denominator for means.</summary>
    internal virtual int Sums => Unit == MetricUnit.Count ? 1 : 2;

    /// <summary>Whether it is fed, in this question, the visits that entered on a matching page rather than those with a matching event.</summary>
    internal virtual bool CountsEntries(StatsScope scope) => false;

    /// <summary>Takes in what it feeds on of one block.</summary>
    internal abstract void Add(Block block, Occurrences found, SumColumns sums);

    /// <summary>For a metric of events: what each visit has of it as a whole, so that its events need not be looked at; null where they must.</summary>
    internal virtual int[]? WholeVisits(Block block) => null;

    /// <summary>What the totals of a day or an hour say of it where nothing is filtered or broken down; null where they say nothing.</summary>
    internal virtual long[]? OfTotals(DayTotals totals) => null;

    /// <summary>Puts the sums of two blocks together.</summary>
    internal virtual void Merge(Span<long> into, ReadOnlySpan<long> from)
    {
        for (int i = 0; i < into.Length; i++)
        {
            into[i] += from[i];
        }
    }

    internal virtual MetricValue Read(ReadOnlySpan<long> sums) => new(sums[0], sums.Length == 1 ? 1 : sums[1], Unit);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
