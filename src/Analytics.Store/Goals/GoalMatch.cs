namespace Analytics.Store.Goals;

/// <summary>How a goal's pattern is compared, always with case.</summary>
public enum GoalMatch
{
    /// <summary>The whole text is the pattern.</summary>
    Exact = 0,

    /// <summary>The text holds the pattern.</summary>
    Contains = 1,

    /// <summary>The pattern is a regular expression, unanchored, without back references or look-around.</summary>
    Regex = 2,

    /// <summary>The text begins with the pattern.</summary>
    StartsWith = 3,
}
