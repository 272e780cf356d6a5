namespace Analytics.Store.Sites;

/// <summary>What becomes of events once a budget of a day is used up. Written <c>refuse</c>, <c>sample</c>.</summary>
public enum OverBudget
{
    /// <summary>None is taken. The default: what is stored stays exact, and what is missing is whole hours.</summary>
    Refuse,

    /// <summary>
    /// One visitor in ten is still taken, with everything that they do; events without a visitor are not. Ratios stay right, counts of the
    /// rest of the day are a tenth, and are not multiplied.
    /// </summary>
    Sample,
}
