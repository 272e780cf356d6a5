using Analytics.Store.Drops;
using Analytics.Store.Events;
using Analytics.Store.Inputs;

namespace Analytics.Store.Ingest.Steps;

/// <summary>Custom properties as text that may be kept; the user id only where the site identifies people.</summary>
internal static class PutProps
{
    public static DropReason? Apply(EventDraft draft)
    {
        if (draft.Hit.Props.Count > 0)
        {
            var props = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach ((string name, string value) in draft.Hit.Props)
            {
                if (props.Count < EventLimits.Properties && Text.Clean(name, EventLimits.PropertyName) is { } cleanName && Text.Clean(value, EventLimits.PropertyValue) is { } cleanValue)
                {
                    props[cleanName] = cleanValue;
                }
            }

            draft.Props = props;
        }

        draft.UserId = draft.Settings.Identification ? Text.Clean(draft.Hit.UserId, 200) : null;
        return null;
    }
}
