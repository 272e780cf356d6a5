using Analytics.Store.Drops;
using Analytics.Store.Events;

namespace Analytics.Store.Ingest;

/// <summary>What became of a hit: <see cref="Accepted"/> or <see cref="Dropped"/>, nothing else.</summary>
public abstract record HitOutcome
{
    private HitOutcome()
    {
    }

    /// <summary>It counts; <paramref name="Event"/> is what to store.</summary>
    public sealed record Accepted(Event Event) : HitOutcome;

    /// <summary>It does not count.</summary>
    public sealed record Dropped(DropReason Reason) : HitOutcome;
}
