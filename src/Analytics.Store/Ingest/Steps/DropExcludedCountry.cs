using Analytics.Store.Drops;

namespace Analytics.Store.Ingest.Steps;

/// <summary>Countries that the owner excludes.</summary>
internal static class DropExcludedCountry
{
    public static DropReason? Apply(EventDraft draft)
    {
        // Known even where the site keeps no places.
        string? country = draft.Place.Country ?? PutPlace.Of(draft.Hit).Country;
        return country is not null && draft.Settings.ExcludedCountries.Contains(country) ? DropReason.ExcludedCountry : null;
    }
}
