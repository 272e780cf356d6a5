using Analytics.Store.Events;
using Analytics.Store.Inputs;
using Analytics.Store.Stats.Filters;

namespace Analytics.Store.Stats.Funnels;

/// <summary>A step of a funnel: a pageview or custom event that meets a condition. Immutable.</summary>
public sealed record FunnelStep
{
    /// <summary>The longest name, in characters.</summary>
    public const int MaxNameLength = 200;

    private FunnelStep(string name, Filter isMet) => (Name, IsMet) = (name, isMet);

    /// <summary>What people call it.</summary>
    public string Name { get; }

    /// <summary>Holds for the events that take the step. Engagement takes none, whatever the filter says.</summary>
    public Filter IsMet { get; }

    /// <summary>A page is shown.</summary>
    /// <param name="page">Which.</param>
    /// <param name="name">Default the pattern.</param>
    /// <exception cref="AnalyticsInputException">The name is too long.</exception>
    public static FunnelStep Page(PagePattern page, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(page);
        return Where(name ?? page.Text, page.IsMet);
    }

    /// <summary>A custom event happens.</summary>
    /// <param name="eventName">Its name, with case.</param>
    /// <param name="name">Default the event's.</param>
    /// <exception cref="AnalyticsInputException">No custom event can have that name, or <paramref name="name"/> is too long.</exception>
    public static FunnelStep Event(string eventName, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(eventName);
        return eventName.Length is >= 1 and <= EventName.MaxLength && eventName is not (EventName.Engagement or EventName.Pageview)
            ? Where(name ?? eventName, Filter.Where("event:name", FilterOperator.Is, eventName))
            : throw new AnalyticsInputException("event", "must be the name of a custom event, 1 to 120 characters");
    }

    /// <summary>An event for which a filter holds, which may look at its visit too.</summary>
    /// <exception cref="AnalyticsInputException">The name is empty or too long.</exception>
    public static FunnelStep Where(string name, Filter filter)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(filter);
        return name.Trim().Length is >= 1 and <= MaxNameLength
            ? new(name.Trim(), filter)
            : throw new AnalyticsInputException("name", "must be 1 to 200 characters");
    }
}
