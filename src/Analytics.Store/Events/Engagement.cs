namespace Analytics.Store.Events;

/// <summary>Time spent on a page while it was visible and in focus.</summary>
/// <param name="Milliseconds">0 to 30 days.</param>
/// <param name="Scroll">The deepest point seen, in percent of the page, 0 to 100; null where not sent.</param>
public sealed record Engagement(long Milliseconds, int? Scroll = null);
