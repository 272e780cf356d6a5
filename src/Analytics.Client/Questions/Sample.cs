namespace Analytics.Client.Questions;

/// <summary>Some of the visitors, who stand for all.</summary>
/// <param name="Rate">The share of the events that were looked at, above 0 and up to 1.</param>
/// <param name="ExpectedError">The standard error of the visitors, as a share of their number.</param>
public sealed record Sample(double Rate, double ExpectedError);
