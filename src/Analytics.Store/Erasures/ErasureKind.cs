namespace Analytics.Store.Erasures;

/// <summary>What an erasure erases.</summary>
public enum ErasureKind
{
    /// <summary>A person, by the site's own id of them, of all days.</summary>
    User = 0,

    /// <summary>A visitor of one day.</summary>
    Visitor = 1,

    /// <summary>The events of an import, of all days.</summary>
    Import = 2,

    /// <summary>Every event of the site that was received up to the request, of all days or of some.</summary>
    Everything = 3,

    /// <summary>Of the events that were received up to the request those that a filter meets, of all days or of some.</summary>
    Filter = 4,
}
