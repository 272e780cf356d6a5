using Analytics.Store.Drops;
using Analytics.Store.Events;
using Analytics.Store.Inputs;

namespace Analytics.Store.Ingest.Steps;

/// <summary>The five UTM tags, each the first of its name.</summary>
internal static class PutCampaign
{
    public const int MaxTag = 200;

    public static DropReason? Apply(EventDraft draft)
    {
        if (draft.Settings.TrackUtmParams && draft.Hit.Url.Query.Contains("utm_", StringComparison.OrdinalIgnoreCase))
        {
            string? source = null, medium = null, name = null, content = null, term = null;
            foreach ((string key, string value) in draft.Query)
            {
                switch (key.ToLowerInvariant())
                {
                    case "utm_source":
                        source ??= Text.Clean(value, MaxTag);
                        break;
                    case "utm_medium":
                        medium ??= Text.Clean(value, MaxTag);
                        break;
                    case "utm_campaign":
                        name ??= Text.Clean(value, MaxTag);
                        break;
                    case "utm_content":
                        content ??= Text.Clean(value, MaxTag);
                        break;
                    case "utm_term":
                        term ??= Text.Clean(value, MaxTag);
                        break;
                }
            }

            draft.Campaign = new Campaign(source, medium, name, content, term);
        }

        return null;
    }
}
