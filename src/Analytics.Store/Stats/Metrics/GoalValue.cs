namespace Analytics.Store.Stats.Metrics;

/// <summary>What conversions are worth: of each goal, the events that meet it × its value. In the site's reporting currency, if it has one.</summary>
internal sealed class GoalValue() : Metric("goal_value", MetricSubject.Event, MetricUnit.Money)
{
    private const decimal Thousandths = 1_000;

    /// <summary>A goal's value in thousandths.</summary>
    public static long Of(decimal value) => (long)decimal.Round(value * Thousandths, MidpointRounding.AwayFromZero);

    /// <summary>The worth as a value; null where no goal has one.</summary>
    public MetricValue Read(Int128? thousandths, string? currency) => new(
        (long)Int128.Clamp(thousandths ?? 0, -long.MaxValue, long.MaxValue), thousandths is null ? 0 : 1, Unit)
    {
        IsNullOfNothing = true,
        CurrencyCode = currency is null ? CurrencyCode.None : CurrencyCode.Of(currency),
    };
}
