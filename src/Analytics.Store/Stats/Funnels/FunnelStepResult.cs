namespace Analytics.Store.Stats.Funnels;

/// <summary>How far a funnel is at one of its steps.</summary>
/// <param name="Step">The step's name.</param>
/// <param name="Count">Visitors or people who got here.</param>
/// <param name="Before">Those who got to the step before; for the first step as <paramref name="Count"/>.</param>
/// <param name="Entered">Those who took the first step.</param>
/// <param name="MedianMilliseconds">The median of the time since the step before, whole milliseconds; null for the first step, and where nobody got here.</param>
/// <param name="MeanMilliseconds">The mean of the same.</param>
public sealed record FunnelStepResult(string Step, long Count, long Before, long Entered, long? MedianMilliseconds, long? MeanMilliseconds)
{
    /// <summary>Those who got to the step before and not here.</summary>
    public long DropOff => Before - Count;

    /// <summary>Of those who got to the step before, percent with two decimals; 0 of nobody.</summary>
    public decimal DropOffRate => Share.Of(DropOff, Before);

    /// <summary>Of those who took the first step, percent with two decimals; 0 of nobody.</summary>
    public decimal ConversionRate => Share.Of(Count, Entered);

    /// <summary>Of those who got to the step before, percent with two decimals; 0 of nobody.</summary>
    public decimal StepConversionRate => Share.Of(Count, Before);
}
