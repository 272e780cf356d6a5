namespace Analytics.Store.Stats.Dimensions;

/// <summary><c>time:hour</c>: <c>2026-03-10 14:00:00</c> on the site's clock.</summary>
internal sealed class TimeHour() : ClockTimeDimension("time:hour", TimeSpan.FromHours(1));
