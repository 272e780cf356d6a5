namespace Analytics.Store.Stats.PropertyKeys;

/// <summary>The name of a custom property that events have.</summary>
/// <param name="Key">The name.</param>
/// <param name="Events">How many events have it, with a value that is not empty.</param>
/// <param name="Visitors">Of how many visitors, each day's counted for itself.</param>
public sealed record PropertyKey(string Key, long Events, long Visitors);
