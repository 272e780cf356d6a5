using Analytics.Store.Blocks;
using Analytics.Store.Days;
using Analytics.Store.Stats.Filters;

namespace Analytics.Store.Stats.Metrics;

/// <summary>A metric that is added up from events and visits.</summary>
/// <remarks>
/// It is a few whole sums that it adds to as it is fed; the sums of two days simply add, but where <see cref="Merge"/> says otherwise.
/// A row is shown only where at least one asked metric has a sum that is not 0.
/// </remarks>
internal abstract class ScannedMetric(string name, MetricSubject subject, MetricUnit unit) : Metric(name, subject, unit)
{
    internal abstract MetricFeed Feed { get; }

    /// <summary>The same, but of money only what is in a currency; null for any.</summary>
    internal virtual ScannedMetric In(string? currency) => this;

    /// <summary>Its value where nothing counts.</summary>
    internal MetricValue OfNothing => Read(new long[Sums]);

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

    /// <summary>Makes the sums of a part of the visitors those of all, where the part is one in so many.</summary>
    internal virtual void Scale(Span<long> sums, int weight)
    {
        foreach (ref long sum in sums)
        {
            sum *= weight;
        }
    }

    internal virtual MetricValue Read(ReadOnlySpan<long> sums) => new(sums[0], sums.Length == 1 ? 1 : sums[1], Unit);
}
