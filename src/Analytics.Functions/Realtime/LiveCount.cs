namespace Analytics.Functions.Realtime;

/// <summary>How many visitors were there.</summary>
/// <param name="Visitors">Distinct visitors with an event in the five minutes before.</param>
/// <param name="At">When they were counted.</param>
internal readonly record struct LiveCount(int Visitors, DateTimeOffset At)
{
    /// <summary>How old a number may be when it is shown.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(5);

    /// <summary>When the count expires.</summary>
    public DateTimeOffset Until => At + MaxAge;
}
