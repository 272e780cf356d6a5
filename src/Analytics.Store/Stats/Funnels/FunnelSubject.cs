namespace Analytics.Store.Stats.Funnels;

/// <summary>Whose way through the steps is followed.</summary>
public enum FunnelSubject
{
    /// <summary>Visitors, each within one local day: nothing links a visitor's two days.</summary>
    Visitors,

    /// <summary>People whom the site identifies by a user id, across days and devices. What carries no user id is nobody's.</summary>
    People,
}
