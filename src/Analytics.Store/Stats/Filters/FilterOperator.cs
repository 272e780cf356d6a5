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

    /// <summary>A number above the one that is given. Only properties of events have numbers; a text meets none of these.</summary>
    Above,

    /// <summary>A number that is the given one or above it.</summary>
    AtLeast,

    /// <summary>A number below the one that is given.</summary>
    Below,

    /// <summary>A number that is the given one or below it.</summary>
    AtMost,

    /// <summary>A number from the first to the second, both included.</summary>
    Between,
}
