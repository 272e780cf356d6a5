namespace Analytics.Testing.Simulation;

/// <summary>How much happened in a world: one in which nothing happens proves nothing.</summary>
/// <param name="Sent">How often an event was sent.</param>
/// <param name="Accepted">How often one was acknowledged.</param>
/// <param name="Seals">Days that were sealed, again ones included.</param>
/// <param name="Tails">Blocks of open days.</param>
/// <param name="Merges">How often several of them became one.</param>
/// <param name="Drifts">Audits that found something: only where clocks are wrong.</param>
/// <param name="Closed">Days that were closed.</param>
/// <param name="Failed">Steps that failed, all by outages.</param>
/// <param name="Settled">Seals of which it was found out that they missed nothing.</param>
/// <param name="Looks">Answers that were looked at while all was going on.</param>
public sealed record SimCounts(int Sent, int Accepted, int Seals, int Tails, int Merges, int Drifts, int Closed, int Failed, int Settled, int Looks)
{
    public static SimCounts operator +(SimCounts a, SimCounts b) => new(
        a.Sent + b.Sent, a.Accepted + b.Accepted, a.Seals + b.Seals, a.Tails + b.Tails, a.Merges + b.Merges, a.Drifts + b.Drifts, a.Closed + b.Closed, a.Failed + b.Failed, a.Settled + b.Settled, a.Looks + b.Looks);
}
