using System.Net;
using Analytics.Functions.Places;
using Analytics.Store.Events;

namespace Analytics.Functions.Tests.Places;

public sealed class PlaceDatabaseTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public static TheoryData<string, object, Place> Layouts => new()
    {
        {
            "MaxMind and DB-IP",
            Map(
                ("city", Map(("names", Map(("de", "Neu-York"), ("en", "New York"))))), ("country", Map(("iso_code", "US"))),
                ("subdivisions", new object[] { Map(("iso_code", "NY")), Map(("iso_code", "061")) })),
            new Place("US", "US-NY", "New York")
        },
        { "MaxMind, country alone", Map(("country", Map(("iso_code", "EE"), ("geoname_id", 453733u)))), new Place("EE") },
        { "ip-location-db", Map(("country_code", "EE")), new Place("EE") },
        { "IPinfo", Map(("country_code", "US"), ("country", "United States"), ("region", "California"), ("region_code", "CA"), ("city", "Mountain View")), new Place("US", "US-CA", "Mountain View") },
        { "IPinfo, of before", Map(("country", "us"), ("city", "Boston"), ("region_code", "US-MA")), new Place("US", "US-MA", "Boston") },
        { "an unknown country", Map(("country_code", "ZZ"), ("city", "Nowhere")), Place.Unknown },
        { "a word that is no code", Map(("country_code", "Estonia"), ("city", "Tallinn")), Place.Unknown },
        { "what is no code or name is left out", Map(("country_code", "EE"), ("region_code", "Harju maakond"), ("city", new string('x', 101))), new Place("EE") },
        { "another kind of value", Map(("country_code", 372u), ("country", Map(("iso_code", "EE"))), ("subdivisions", Array.Empty<object>()), ("city", Map())), new Place("EE") },
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Layouts))]
    public void A_place_is_read_from_every_usual_layout(string layout, object record, Place place)
    {
        Assert.NotEmpty(layout);
        PlaceDatabase database = Open(("8.8.8.0/24", record), ("1.0.0.0/24", Map(("country_code", "AU"))));

        Assert.Equal(place, database.Find(IPAddress.Parse("8.8.8.8")));
        Assert.Equal(Place.Unknown, database.Find(IPAddress.Parse("8.8.9.8")));
    }

    [Fact]
    public void It_says_what_it_is_and_how_old()
    {
        PlaceDatabase database = Open(("8.8.8.0/24", Map(("country_code", "US"))));

        Assert.Equal(("Test-City", PlaceFile.MadeAt), (database.Name, database.MadeAt));
    }

    [Theory]
    [InlineData("8.8.8.8", "US")]
    [InlineData("::ffff:8.8.8.8", "US")]
    [InlineData("2001:4860:4860::8888", "US")]
    [InlineData("193.40.0.1", "EE")]
    [InlineData("2a01:4f8::1", "DE")]
    public void The_database_that_is_shipped_has_the_countries_of_both_kinds_of_addresses(string address, string country) =>
        Assert.Equal(new Place(country), AddressPlaces.Shipped.Of(Some.Site(), Place.Unknown, IPAddress.Parse(address)));

    [Theory]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("127.0.0.1")]
    [InlineData("169.254.1.1")]
    [InlineData("172.31.255.1")]
    [InlineData("192.0.2.1")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.51.100.7")]
    [InlineData("203.0.113.5")]
    [InlineData("::ffff:203.0.113.5")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("2001:db8::1")]
    [InlineData("3fff::1")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%3")]
    [InlineData("ff02::1")]
    public void Addresses_that_are_nowhere_have_no_place_whatever_a_database_says(string address)
    {
        var places = new AddressPlaces(Open(("0.0.0.0/1", Map(("country_code", "AU"))), ("128.0.0.0/1", Map(("country_code", "AU"))), ("8000::/1", Map(("country_code", "JP"))), ("2000::/3", Map(("country_code", "JP")))));

        Assert.Equal("AU", places.Of(Some.Site(), Place.Unknown, IPAddress.Parse("8.8.8.8")).Country);
        Assert.Equal("JP", places.Of(Some.Site(), Place.Unknown, IPAddress.Parse("2a01:4f8::1")).Country);
        Assert.Equal(Place.Unknown, places.Of(Some.Site(), Place.Unknown, IPAddress.Parse(address)));
    }

    [Fact]
    public void What_somebody_said_goes_before_and_a_site_without_use_for_places_has_none_looked_up()
    {
        var places = new AddressPlaces(Open(("8.8.8.0/24", Map(("country_code", "US"), ("city", "Mountain View")))));
        IPAddress address = IPAddress.Parse("8.8.8.8");
        Analytics.Store.Sites.Site site = Some.Site();

        Assert.Equal(new Place("EE"), places.Of(site, new Place("EE"), address));
        Assert.Equal(Place.Unknown, places.Of(site, Place.Unknown, null));
        Assert.Equal(Place.Unknown, places.Of(site with { Settings = site.Settings with { CollectGeolocation = false } }, Place.Unknown, address));
        Assert.Equal("US", places.Of(site with { Settings = site.Settings with { CollectGeolocation = false, ExcludedCountries = ["US"] } }, Place.Unknown, address).Country);
    }

    [Fact]
    public void A_damaged_database_costs_the_place_and_nothing_else()
    {
        string path = PlaceFile.Write(_folder, "Test-City", ("1.0.0.0/24", Map(("country_code", "AU"))), ("8.8.8.0/24", Map(("country_code", "US"))));
        byte[] bytes = File.ReadAllBytes(path);
        int at = bytes.AsSpan().LastIndexOf("country_code"u8);
        bytes[at - 2] = 0x1F; // the map of 8.8.8.0/24 becomes something of no kind that there is
        bytes[at - 1] = 0xFF;
        File.WriteAllBytes(path, bytes);
        PlaceDatabase database = Open(path);

        Assert.Equal(new Place("AU"), database.Find(IPAddress.Parse("1.0.0.1")));
        Assert.Equal(Place.Unknown, database.Find(IPAddress.Parse("8.8.8.8")));
    }

    private static Dictionary<string, object> Map(params (string Name, object Value)[] parts) => parts.ToDictionary(p => p.Name, p => p.Value);

    private static PlaceDatabase Open(string path)
    {
        Assert.True(PlaceDatabase.TryOpen(path, out PlaceDatabase? database, out string? problem), problem);
        return database;
    }

    private PlaceDatabase Open(params (string Network, object Record)[] networks) => Open(PlaceFile.Write(_folder, "Test-City", networks));
}
