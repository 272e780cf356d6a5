using System.Collections.Frozen;
using System.Text.Json;
using Analytics.Store.Ingest.Lists;

namespace Analytics.Store.Places;

/// <summary>The English names of countries and of their regions, as the Unicode CLDR has them.</summary>
internal static class PlaceName
{
    private static readonly Lazy<FrozenDictionary<string, string>> Names = new(() =>
    {
        JsonElement places = ResourceText.Json("places.json.br");
        IEnumerable<(string Code, string? Name)> countries = places.GetProperty("countries").EnumerateObject().Select(country => (country.Name, country.Value.GetString()));
        IEnumerable<(string Code, string? Name)> regions = places.GetProperty("regions").EnumerateObject()
            .SelectMany(country => country.Value.EnumerateObject().Select(region => ($"{country.Name}-{region.Name}", region.Value.GetString())));
        return countries.Concat(regions).ToFrozenDictionary(place => place.Code, place => place.Name!, StringComparer.Ordinal);
    });

    /// <summary>The name of a country (<c>EE</c>: Estonia) or of a region (<c>EE-37</c>: Harju); the code itself where nothing is known of it.</summary>
    public static string Of(string code) => Names.Value.GetValueOrDefault(code, code);
}
