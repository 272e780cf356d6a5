namespace Analytics.Store.Stats.Insights;

/// <summary>What a day's count is against what its weekday lets expect.</summary>
public enum DayVerdict
{
    /// <summary>Within the band.</summary>
    Usual,

    /// <summary>Above the band; of a day that is not over, so far.</summary>
    High,

    /// <summary>Below the band. Never of a day that is not over.</summary>
    Low,

    /// <summary>The day is not over, and not high so far.</summary>
    NotOver,

    /// <summary>There are fewer than four such weekdays before it.</summary>
    TooLittleHistory,
}
