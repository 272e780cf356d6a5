using Analytics.Store.Calendars;

namespace Analytics.Engine.Health;

/// <summary>A day that is over and is to be sealed.</summary>
/// <param name="Day">The day.</param>
/// <param name="Since">Since when its seal is due: never before the day's end.</param>
public readonly record struct WaitingDay(LocalDay Day, DateTimeOffset Since);
