namespace Analytics.Store.Stats.Reads;

/// <summary>How far an answer from some of the visitors may be off.</summary>
/// <param name="Rate">The share of events that were looked at, more than 0 and less than 1.</param>
/// <param name="ExpectedError">
/// The standard error of the visitors of the whole range, as a share of their number: in two of three such answers it is less. For
/// <c>v</c> of <c>V</c> visitors it is <c>√(V ÷ v)</c> times as much.
/// </param>
public readonly record struct SampleError(double Rate, double ExpectedError);
