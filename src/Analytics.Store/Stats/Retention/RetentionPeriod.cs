namespace Analytics.Store.Stats.Retention;

/// <summary>What people come back in.</summary>
public enum RetentionPeriod
{
    /// <summary>Days of the site.</summary>
    Day,

    /// <summary>Weeks, from Monday.</summary>
    Week,

    /// <summary>Calendar months.</summary>
    Month,
}
