namespace Analytics.Store.Stats.Dimensions;

/// <summary><c>time:minute</c>: <c>2026-03-10 14:05:00</c> on the site's clock.</summary>
internal sealed class TimeMinute() : ClockTimeDimension("time:minute", TimeSpan.FromMinutes(1));
