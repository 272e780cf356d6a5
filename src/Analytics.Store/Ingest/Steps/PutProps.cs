using Analytics.Store.Drops;
using Analytics.Store.Events;
using Analytics.Store.Inputs;

namespace Analytics.Store.Ingest.Steps;

/// <summary>Custom properties as text that may be kept: values with their line breaks. The user id only where the site identifies people.</summary>
internal static class PutProps
{
    // Events that trackers send by themselves for a page: which one it was is their property "path", as in Plausible's reports.
    private static readonly string[] OfPages = ["404", "Form: Submission", "WP Form Completions"];

    public static DropReason? Apply(EventDraft draft)
    {
        bool isOfPage = OfPages.Contains(draft.Hit.Name);
        if (draft.Hit.Props.Count > 0 || isOfPage)
        {
            var props = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach ((string name, string value) in draft.Hit.Props)
            {
                if (props.Count < EventLimits.Properties && Text.Clean(name, EventLimits.PropertyName) is { } cleanName && Text.Keep(value, EventLimits.PropertyValue) is { } keptValue)
                {
                    props[cleanName] = keptValue;
                }
            }

            if (isOfPage && props.Count < EventLimits.Properties)
            {
                _ = props.TryAdd("path", draft.Page.Path);
            }

            draft.Props = props;
        }

        draft.UserId = draft.Settings.Identification ? Text.Clean(draft.Hit.UserId, EventLimits.UserId) : null;
        return null;
    }
}
