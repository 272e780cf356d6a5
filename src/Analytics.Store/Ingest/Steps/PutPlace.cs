using Analytics.Store.Events;
using Analytics.Store.Ingest.Geography;

namespace Analytics.Store.Ingest.Steps;

/// <summary>Country, region and city as an edge network tells them, else the country of the browser's time zone. No address is looked up.</summary>
internal static class PutPlace
{
    public static DropReason? Apply(EventDraft draft)
    {
        if (draft.Settings.CollectGeolocation)
        {
            draft.Place = draft.Hit.Place.Country is not null
                ? draft.Hit.Place with { City = Text.Clean(draft.Hit.Place.City, 100) }
                : new Place(CountryOfTimeZone.Find(draft.Hit.TimeZone));
        }

        return null;
    }
}
