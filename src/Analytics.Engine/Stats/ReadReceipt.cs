using Analytics.Engine.Days;
using Analytics.Store.Stats.Reads;

namespace Analytics.Engine.Stats;

/// <summary>What one answer may take, and, once it was given, what it took.</summary>
/// <param name="budget">The most that it may take.</param>
public sealed class ReadReceipt(ReadBudget budget)
{
    /// <summary>The most that it may take.</summary>
    public ReadBudget Budget { get; } = budget;

    /// <summary>What it was going to take; null before.</summary>
    public ReadPlan? Plan { get; internal set; }

    /// <summary>What it took.</summary>
    public ReadCost Cost { get; internal set; }
}
