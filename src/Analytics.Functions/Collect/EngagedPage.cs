using Analytics.Store.Events;

namespace Analytics.Functions.Collect;

/// <summary>Time spent on a page that was left without a load, as the page view after it brings it along.</summary>
/// <param name="Id">The engagement's own id; null for a new one.</param>
/// <param name="Url">The page that was left.</param>
/// <param name="Engagement">What was not reported of it before.</param>
/// <param name="Props">The properties of its page view.</param>
internal sealed record EngagedPage(EventId? Id, Uri Url, Engagement Engagement, IReadOnlyDictionary<string, string> Props);
