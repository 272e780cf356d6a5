namespace Analytics.Store.Sites;

/// <summary>What a site counts of visitors who have not said yes. Written <c>full</c>, <c>idless</c>, <c>nothing</c>.</summary>
public enum ConsentMode
{
    /// <summary>Everything: a visitor who says nothing is recognised within the day. The default.</summary>
    Full,

    /// <summary>Until a visitor agrees their events carry no visitor: they count as page views and events, not as visitors and visits.</summary>
    Idless,

    /// <summary>Until a visitor agrees nothing of them counts.</summary>
    Nothing,
}
