namespace Analytics.Store.Stats.Funnels;

/// <summary>What may lie between two steps.</summary>
public enum FunnelOrder
{
    /// <summary>Anything.</summary>
    Loose,

    /// <summary>Nothing that counts: the next pageview or custom event must be the next step.</summary>
    Strict,
}
