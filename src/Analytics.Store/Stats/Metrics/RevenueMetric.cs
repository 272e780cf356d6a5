using System.Globalization;
using Analytics.Store.Blocks;

namespace Analytics.Store.Stats.Metrics;

/// <summary>Money that came with events, in one currency.</summary>
/// <remarks>
/// Four sums: the amount in thousands of millions and the rest of it, both in thousandths of a unit, so that no number of events that
/// strangers may send overflows them; how many events carry money; and their currency.
/// </remarks>
internal sealed class RevenueMetric(string name, bool isMean, long only = CurrencyCode.None) : ScannedMetric(name, MetricSubject.Event, MetricUnit.Money)
{
    private const long Large = 1_000_000_000;
    private const decimal Thousandths = 1_000;
    private const decimal Most = 1_000_000_000_000_000;
    private const int Counted = 2, Currency = 3;

    internal override MetricFeed Feed => MetricFeed.Events;

    internal override int Sums => 4;

    internal override ScannedMetric In(string? currency) => currency is null ? this : new RevenueMetric(Name, isMean, CurrencyCode.Of(currency));

    internal override void Add(Block block, Occurrences found, SumColumns sums)
    {
        TextColumn currencies = block.Columns.Text(BlockField.Currency), amounts = block.Columns.Text(BlockField.Amount);
        long[] codes = Array.ConvertAll(currencies.Values, CurrencyCode.Of), values = Array.ConvertAll(amounts.Values, Parse);
        SumColumns rest = sums.Next, counted = rest.Next, currency = counted.Next;
        for (int i = 0; i < found.Count; i++)
        {
            int row = found.Items[i], cell = found.Cells[i];
            long code = codes[currencies.Ids[row]], value = values[amounts.Ids[row]];
            if (code != CurrencyCode.None && (only == CurrencyCode.None || code == only))
            {
                sums[cell] += value / Large;
                rest[cell] += value % Large;
                counted[cell]++;
                currency[cell] = CurrencyCode.Together(currency[cell], code);
            }
        }
    }

    internal override void Merge(Span<long> into, ReadOnlySpan<long> from)
    {
        for (int i = 0; i < Currency; i++)
        {
            into[i] += from[i];
        }

        into[Currency] = CurrencyCode.Together(into[Currency], from[Currency]);
    }

    internal override void Scale(Span<long> sums, int weight) => base.Scale(sums[..Currency], weight);

    internal override MetricValue Read(ReadOnlySpan<long> sums)
    {
        Int128 total = ((Int128)sums[0] * Large) + sums[1];
        long amount = (long)Int128.Clamp(total, -long.MaxValue, long.MaxValue);
        bool isOne = CurrencyCode.TextOf(sums[Currency]) is not null;
        return new(isOne ? amount : 0, !isOne ? 0 : isMean ? sums[Counted] : 1, Unit)
        {
            IsNullOfNothing = true,
            CurrencyCode = sums[Currency],
        };
    }

    private static long Parse(string amount) => decimal.TryParse(amount, NumberStyles.Number, CultureInfo.InvariantCulture, out decimal value)
        ? (long)decimal.Round(Math.Clamp(value * Thousandths, -Most, Most), MidpointRounding.AwayFromZero)
        : 0;
}
