namespace Analytics.Store.Days;

/// <summary>What lies of a day in a bucket.</summary>
/// <param name="Bucket">The bucket's name.</param>
/// <param name="Content">The <see cref="Day.ContentHash"/> of what lies there; null while that is not known, because it is being written.</param>
public sealed record DayExport(string Bucket, string? Content);
