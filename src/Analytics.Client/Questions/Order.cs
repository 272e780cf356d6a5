namespace Analytics.Client.Questions;

/// <summary>How rows are sorted: by a metric or a dimension that is asked for.</summary>
/// <param name="By">The metric or dimension.</param>
/// <param name="Descending">Whether the greatest comes first. Default true.</param>
public sealed record Order(string By, bool Descending = true);
