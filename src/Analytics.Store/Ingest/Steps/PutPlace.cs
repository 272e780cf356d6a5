using Analytics.Store.Drops;
using Analytics.Store.Events;
using Analytics.Store.Ingest.Geography;
using Analytics.Store.Inputs;

namespace Analytics.Store.Ingest.Steps;

/// <summary>Country, region and city as the hit has them: told, or looked up where it was received. Else the country of the browser's time zone.</summary>
internal static class PutPlace
{
    public static DropReason? Apply(EventDraft draft)
    {
        if (draft.Settings.CollectGeolocation)
        {
            draft.Place = Of(draft.Hit);
        }

        return null;
    }

    public static Place Of(Hit hit) => hit.Place.Country is not null
        ? hit.Place with { City = Text.Clean(hit.Place.City, 100) }
        : new Place(CountryOfTimeZone.Find(hit.TimeZone));
}
