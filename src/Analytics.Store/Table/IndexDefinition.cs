namespace Analytics.Store.Table;

/// <summary>A global secondary index; sparse: only items that carry its keys stand in it. Projects whole items.</summary>
/// <param name="Name">The index's name.</param>
/// <param name="PartitionKey">The attribute of its partition key, a string.</param>
/// <param name="SortKey">The attribute of its sort key, a string.</param>
public sealed record IndexDefinition(string Name, string PartitionKey, string SortKey);
