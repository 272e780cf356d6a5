namespace Analytics.Store.Stats;

/// <summary>What an answer tells beside its rows.</summary>
/// <param name="TimeLabels">The labels of all buckets of time, empty ones too; needs a time dimension.</param>
/// <param name="TotalRows">How many rows there are on all pages.</param>
/// <param name="Imports">Whether imported figures were asked for. There are none, and the answer says so.</param>
/// <param name="TrimmedRange">Whether the range was asked to be cut to what of it has begun; it is cut already.</param>
public readonly record struct StatsExtras(bool TimeLabels = false, bool TotalRows = false, bool Imports = false, bool TrimmedRange = false);
