namespace Analytics.Testing.Simulation;

/// <summary>What may happen to a call of the database, besides that it is answered.</summary>
public enum Fault
{
    /// <summary>Nothing: it is done and answered.</summary>
    None,

    /// <summary>It never arrives; the caller waits in vain.</summary>
    Lost,

    /// <summary>It is done, and the answer never arrives.</summary>
    Unanswered,

    /// <summary>The caller waits in vain, and only then it is done.</summary>
    Late,

    /// <summary>The table is busy.</summary>
    Throttled,

    /// <summary>An internal error, before or after it is done.</summary>
    Failed,

    /// <summary>A transaction is under way on the item.</summary>
    Conflict,

    /// <summary>A part of a batch, or a shorter page, is done and the rest handed back.</summary>
    Partial,

    /// <summary>An eventually consistent read sees the last seconds' past.</summary>
    Stale,

    /// <summary>It takes up to half a minute.</summary>
    Slow,

    /// <summary>The caller dies while it waits; the call may be done or not.</summary>
    Kill,
}
