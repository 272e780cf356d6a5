using Analytics.Store.Table;

namespace Analytics.Cdk.Access;

/// <summary>
/// What each role does with the tables, and so may. A test records the calls of the running product and holds these lists to them.
/// A transaction needs the right to each call in it; a batch of writes is one call, and cannot be kept from deleting what it may put.
/// </summary>
internal static class TableReach
{
    /// <summary>Takes events in. It sees no account, no login, no block and no total, and deletes nothing but what it could have written.</summary>
    public static IReadOnlyList<Reach> Collect { get; } =
    [
        new(["GetItem", "Query"], [PartitionPatterns.Site]) { Except = [PartitionPatterns.OfSite] },
        new(["GetItem"], [PartitionPatterns.Hosts, PartitionPatterns.ApiKeys]),
        new(["GetItem", "PutItem"], [PartitionPatterns.Days]),
        new(["Query"], [PartitionPatterns.ErasedVisitors]),
        new(["PutItem", "BatchWriteItem"], [PartitionPatterns.RawEvents]),
        new(["PutItem"], [PartitionPatterns.Markers]),
        new(["UpdateItem"], [PartitionPatterns.Drops, PartitionPatterns.Budget]),
        new(["UpdateItem"], [PartitionPatterns.Site]) { Except = [PartitionPatterns.OfSite] },
    ];

    /// <summary>Answers questions and keeps sites, goals, keys and logins. It writes no event, and of what days are made of only what sealing on request needs.</summary>
    public static IReadOnlyList<Reach> Api { get; } =
    [
        new(["GetItem", "BatchGetItem", "Query"], [PartitionPatterns.Site, PartitionPatterns.Hosts, PartitionPatterns.ApiKeys, PartitionPatterns.Logins, PartitionPatterns.Users, PartitionPatterns.Markers]),
        new(["GetItem"], [PartitionPatterns.Budget]),
        new(["PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem"], [PartitionPatterns.Site]) { Except = [PartitionPatterns.OfSite] },
        new(["PutItem", "DeleteItem", "ConditionCheckItem"], [PartitionPatterns.Hosts]),
        new(["PutItem", "DeleteItem"], [PartitionPatterns.ApiKeys]),
        new(["PutItem", "UpdateItem", "DeleteItem"], [PartitionPatterns.Logins]),
        new(["PutItem"], [PartitionPatterns.Jobs]),
        new(["PutItem"], [PartitionPatterns.Users]),
        new(["PutItem", "DeleteItem"], [PartitionPatterns.Days, PartitionPatterns.Blocks, PartitionPatterns.Rollups, PartitionPatterns.Markers]),
    ];

    /// <summary>Builds, audits, erases and lets go. It sees no key and no login, and of accounts only whether there is one.</summary>
    public static IReadOnlyList<Reach> Maintain { get; } =
    [
        new(["GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "ConditionCheckItem"], [PartitionPatterns.Site, PartitionPatterns.Markers, PartitionPatterns.Jobs]),
        new(["GetItem"], [PartitionPatterns.Hosts, PartitionPatterns.Budget]),
        new(["GetItem", "PutItem"], [PartitionPatterns.Users]),
    ];

    /// <summary>Sites by owner, and an account's keys: the index.</summary>
    public static IReadOnlyList<Reach> ByOwner { get; } = [new(["Query"], [])];

    /// <summary>Salts, made where there is none and never changed.</summary>
    public static IReadOnlyList<Reach> Salts { get; } = [new(["GetItem", "PutItem"], [])];

    /// <summary>Salts, and their end.</summary>
    public static IReadOnlyList<Reach> EndOfSalts { get; } = [new(["GetItem", "PutItem", "Query", "Scan", "DeleteItem"], [])];
}
