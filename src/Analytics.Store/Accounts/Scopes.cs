namespace Analytics.Store.Accounts;

/// <summary>What a caller may do. A right to administrate includes the others.</summary>
[Flags]
public enum Scopes
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Ask for numbers.</summary>
    Stats = 1,

    /// <summary>Send events with times, addresses and visitors of one's own choosing.</summary>
    Ingest = 2,

    /// <summary>Change sites, keys and settings.</summary>
    Admin = 4,

    /// <summary>Everything.</summary>
    All = Stats | Ingest | Admin,
}
