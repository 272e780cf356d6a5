namespace Analytics.Store.Stats.Filters;

/// <summary>How a filter compares the value of a dimension with its clauses.</summary>
public enum FilterOperator
{
    /// <summary>Equal to one of them.</summary>
    Is,

    /// <summary>Equal to none of them.</summary>
    IsNot,

    /// <summary>Holds one of them.</summary>
    Contains,

    /// <summary>Holds none of them.</summary>
    ContainsNot,

    /// <summary>Matches one of them as a regular expression, anywhere in the value.</summary>
    Matches,

    /// <summary>Matches none of them as a regular expression.</summary>
    MatchesNot,

    /// <summary>Begins with one of them. Goals compare so; the wire has no word for it.</summary>
    StartsWith,
}
