namespace Analytics.Store.Events;

/// <summary>Money that came with an event; amounts of different currencies are never added.</summary>
/// <param name="Currency">ISO 4217, upper case: <c>EUR</c>.</param>
/// <param name="Amount">In units of the currency, at most three decimals are kept.</param>
public sealed record Revenue(string Currency, decimal Amount);
