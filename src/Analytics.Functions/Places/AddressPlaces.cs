using System.Net;
using Analytics.Store.Events;
using Analytics.Store.Sites;

namespace Analytics.Functions.Places;

/// <summary>
/// Looks up where an address is, where nobody said it. The database lies beside the program: no address leaves the process, and none is
/// kept. Nothing is read before the first lookup.
/// </summary>
internal sealed class AddressPlaces
{
    private readonly Lazy<PlaceDatabase?> _database;

    private AddressPlaces(Func<PlaceDatabase?> open) => _database = new Lazy<PlaceDatabase?>(open);

    public AddressPlaces(PlaceDatabase database)
        : this(() => database)
    {
    }

    /// <summary>No address is looked up.</summary>
    public static AddressPlaces None { get; } = new(() => null);

    /// <summary>The database of countries that lies beside the program; none where it was published without.</summary>
    public static AddressPlaces Shipped { get; } = new(() =>
        File.Exists(ShippedPath) && PlaceDatabase.TryOpen(ShippedPath, out PlaceDatabase? database, out _, "geo-whois-asn-country") ? database : null);

    /// <summary>The database; null where there is none.</summary>
    public PlaceDatabase? Database => _database.Value;

    private static string ShippedPath => Path.Combine(AppContext.BaseDirectory, "places", "countries.mmdb");

    /// <summary>The place that somebody said, else that of the address. A site that has no use for it causes no lookup.</summary>
    /// <param name="site">Whose event it is.</param>
    /// <param name="told">As a sender or an edge network said; unknown where none did.</param>
    /// <param name="address">The visitor's; null where it is not known.</param>
    public Place Of(Site site, Place told, IPAddress? address)
    {
        if (told.Country is not null || address is null || !(site.Settings.CollectGeolocation || site.Settings.ExcludedCountries.Count > 0))
        {
            return told;
        }

        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !SpecialAddresses.Contain(address) && _database.Value is { } database ? database.Find(address) : told;
    }
}
