using Analytics.Store.Drops;
using Analytics.Store.Inputs;

namespace Analytics.Store.Ingest.Steps;

/// <summary>Custom properties as text that may be kept; the user id only where the site identifies people.</summary>
internal static class PutProps
{
    public const int MaxProps = 30;
    private const int MaxName = 300;
    private const int MaxValue = 2000;

    public static DropReason? Apply(EventDraft draft)
    {
        if (draft.Hit.Props.Count > 0)
        {
            var props = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach ((string name, string value) in draft.Hit.Props)
            {
                if (props.Count < MaxProps && Text.Clean(name, MaxName) is { } cleanName && Text.Clean(value, MaxValue) is { } cleanValue)
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
