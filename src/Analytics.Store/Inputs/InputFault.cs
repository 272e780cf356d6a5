namespace Analytics.Store.Inputs;

/// <summary>One thing wrong with an input.</summary>
/// <param name="Field">The field's name as the caller wrote it, with a path for nested ones: <c>settings.dataRetentionDays</c>.</param>
/// <param name="Problem">What is wrong and what would be right: <c>must be 1 to 64 of A–Z a–z 0–9 - _ .</c></param>
public readonly record struct InputFault(string Field, string Problem);
