using Analytics.Store.Drops;
using Analytics.Store.Events;
using Analytics.Store.Inputs;

namespace Analytics.Store.Ingest.Steps;

/// <summary>
/// What is known of a person, where one is named: all of what a server tells, of what a browser tells the traits that the site hears from
/// browsers. After the visitor, for who is not recognised is not named.
/// </summary>
internal static class PutTraits
{
    public static DropReason? Apply(EventDraft draft)
    {
        if (draft.UserId is null || draft.Hit.Traits.Count == 0)
        {
            return null;
        }

        var traits = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, string value) in draft.Hit.Traits)
        {
            if (traits.Count < EventLimits.Properties
                && (draft.Hit.TraitsAreVerified || draft.Settings.BrowserTraits.Contains(name))
                && Text.Clean(name, EventLimits.PropertyName) is { } cleanName
                && Text.Keep(value, EventLimits.PropertyValue) is { } keptValue)
            {
                traits[cleanName] = keptValue;
            }
        }

        draft.Traits = traits.Count > 0 ? new Traits(traits, draft.Hit.TraitsAreVerified) : null;
        return null;
    }
}
