namespace Analytics.Store.Stats;

/// <summary>What became of a question: <see cref="Accepted"/> or <see cref="Refused"/>, nothing else.</summary>
public abstract record StatsQueryOutcome
{
    private StatsQueryOutcome()
    {
    }

    /// <summary>It can be answered.</summary>
    public sealed record Accepted(StatsQuery Query) : StatsQueryOutcome;

    /// <summary>It makes no sense, and this is why: a sentence for the caller, as Plausible's Stats API words it.</summary>
    public sealed record Refused(string Error) : StatsQueryOutcome;
}
