using System.Globalization;
using Analytics.Store.Days;
using Analytics.Store.Inputs;

namespace Analytics.Store.Stats.Reads;

/// <summary>What an answer will be read from, known before it is read.</summary>
/// <remarks>Raw events of days that are still open are not in any of its figures: nobody knows how many there are.</remarks>
public sealed record ReadPlan
{
    /// <summary>Dollars of a million read units: DynamoDB on demand in us-east-1, since November 2024.</summary>
    public const decimal DollarsPerMillionReadUnits = 0.125m;

    private const int ReadUnitBytes = 4096; // at half a unit, where a read may be a moment old
    private const int DayBytes = 700; // a Day item without what lies in it
    private const int BytesPerMillisecond = 40_000;
    private const int CallMilliseconds = 8;

    private ReadPlan()
    {
    }

    /// <summary>Sealed days of which the totals suffice.</summary>
    public int DaysFromTotals { get; private init; }

    /// <summary>Sealed days whose blocks are read.</summary>
    public int DaysFromBlocks { get; private init; }

    /// <summary>Sealed days of which the answer is remembered.</summary>
    public int DaysFromMemory { get; private init; }

    /// <summary>Days that are not sealed: their raw events are read too, and are not in the figures here.</summary>
    public int OpenDays { get; private init; }

    /// <summary>Blocks to read, those that lie in a Day item left out.</summary>
    public int Blocks { get; private init; }

    /// <summary>Their size, compressed.</summary>
    public long Bytes { get; private init; }

    /// <summary>About how many read units that takes.</summary>
    public double ReadUnits { get; private init; }

    /// <summary>What those cost, in US dollars.</summary>
    public decimal Dollars => (decimal)ReadUnits * DollarsPerMillionReadUnits / 1_000_000;

    /// <summary>About how long it takes; a rough guess.</summary>
    public double Milliseconds => CallMilliseconds + (Blocks > 0 ? CallMilliseconds : 0) + ((double)Bytes / BytesPerMillisecond);

    /// <summary>One in how many of the visitors of large days are looked at; 1: everybody.</summary>
    public int Weight { get; private init; } = 1;

    /// <summary>How far the answer may be off; null where it is exact.</summary>
    public SampleError? Sample { get; private init; }

    /// <summary>The plan that keeps to a budget.</summary>
    /// <param name="totals">Sealed days of which the totals suffice.</param>
    /// <param name="blocks">Sealed days whose blocks are needed.</param>
    /// <param name="remembered">How many sealed days need not be read.</param>
    /// <param name="open">What is stored of days that are not sealed.</param>
    /// <param name="openDays">How many are not sealed, those without anything stored too.</param>
    /// <param name="budget">The most that it may take.</param>
    /// <exception cref="AnalyticsInputException">It takes more, and a sample is not allowed or too much as well: field <c>budget</c>.</exception>
    public static ReadPlan For(
        IReadOnlyCollection<Day> totals, IReadOnlyCollection<Day> blocks, int remembered, IReadOnlyCollection<Day> open, int openDays, ReadBudget budget)
    {
        ArgumentNullException.ThrowIfNull(totals);
        ArgumentNullException.ThrowIfNull(blocks);
        ArgumentNullException.ThrowIfNull(open);
        ArgumentNullException.ThrowIfNull(budget);
        ReadPlan At(int weight)
        {
            (Day Day, DaySample Sample)[] samples = [.. blocks.Select(day => (day, DaySample.Of(day, weight)))];
            DayBlock[] read = [.. samples.SelectMany(s => s.Sample.Blocks).Concat(open.SelectMany(day => day.Blocks)).Where(b => !b.IsInline)];
            long dayBytes = totals.Concat(blocks).Concat(open).Sum(day => DayBytes + (long)day.Inline.Length);
            return new ReadPlan
            {
                DaysFromTotals = totals.Count,
                DaysFromBlocks = blocks.Count,
                DaysFromMemory = remembered,
                OpenDays = openDays,
                Blocks = read.Length,
                Bytes = read.Sum(b => (long)b.Bytes),
                ReadUnits = (Units(dayBytes) + read.Sum(b => b.Parts * Units(b.Bytes / b.Parts))) / 2.0,
                Weight = weight,
                Sample = ErrorOf(samples),
            };
        }

        ReadPlan plan = At(1);
        while (plan.Exceeds(budget) && budget.MaySample && plan.Weight < DayRanges.Most)
        {
            plan = At(plan.Weight * 2);
        }

        return plan.Exceeds(budget)
            ? throw new AnalyticsInputException("budget", Refusal(budget.MaySample ? plan : At(1), budget))
            : plan;
    }

    private bool Exceeds(ReadBudget budget) => Bytes > budget.Bytes || Blocks > budget.Blocks;

    private static string Refusal(ReadPlan plan, ReadBudget budget) =>
        string.Create(CultureInfo.InvariantCulture, $"{(plan.Weight > 1 ? "even a sample" : "the question")} takes {plan.Bytes} bytes in {plan.Blocks} blocks, and may take ")
        + (plan.Bytes > budget.Bytes ? budget.Bytes.ToString(CultureInfo.InvariantCulture) + " bytes" : budget.Blocks.ToString(CultureInfo.InvariantCulture) + " blocks")
        + (budget.MaySample ? ": ask about fewer days" : ": ask about fewer days, or let some visitors stand for all");

    private static long Units(long bytes) => (bytes + ReadUnitBytes - 1) / ReadUnitBytes;

    // Each visitor is looked at with probability 1/w and counts w times: the variance of a day's count V is V(w − 1).
    private static SampleError? ErrorOf(IReadOnlyList<(Day Day, DaySample Sample)> samples)
    {
        if (samples.All(s => s.Sample.Weight == 1))
        {
            return null;
        }

        double visitors = samples.Sum(s => s.Day.Totals.Visitors), variance = samples.Sum(s => s.Day.Totals.Visitors * (s.Sample.Weight - 1.0));
        double rows = samples.Sum(s => (double)s.Day.Rows), read = samples.Sum(s => (double)s.Sample.Blocks.Sum(b => b.Rows));
        return new SampleError(rows == 0 ? 1 : read / rows, visitors == 0 ? 0 : Math.Sqrt(variance) / visitors);
    }
}
