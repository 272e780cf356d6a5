namespace Analytics.Store.Sites;

/// <summary>That a site's raw events are spread over more partitions: known to readers first, and to writers once every reader knows.</summary>
/// <param name="Before">Over how many they were spread until then.</param>
/// <param name="From">When writers begin: longer after it was decided than any instance remembers a site.</param>
public readonly record struct ShardGrowth(int Before, DateTimeOffset From);
