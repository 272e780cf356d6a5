namespace Analytics.Store.Days;

/// <summary>Which content of a day a bucket holds.</summary>
/// <param name="Bucket">The bucket's name.</param>
/// <param name="Content">The <see cref="Day.ContentHash"/> of the exported day; null while it is being written, and so not known.</param>
public sealed record DayExport(string Bucket, string? Content);
