namespace Analytics.Client.Reports;

/// <summary>Days of a site.</summary>
/// <param name="Start">The first.</param>
/// <param name="End">The last, included.</param>
public sealed record FigureDays(DateOnly Start, DateOnly End);
