namespace Analytics.Store.Ingest.Referrers;

/// <summary>A source that people know by name.</summary>
/// <param name="Name">As shown: <c>Hacker News</c>.</param>
/// <param name="Category">What kind of place it is.</param>
internal sealed record KnownSource(string Name, SourceCategory Category);
