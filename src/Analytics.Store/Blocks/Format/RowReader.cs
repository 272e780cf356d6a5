using System.Globalization;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Store.Visitors;

namespace Analytics.Store.Blocks.Format;

/// <summary>Puts the columns of a stored block together to events again, row by row; who and which event it was is said by the caller.</summary>
internal sealed class RowReader
{
    private readonly StoredColumns _source;
    private readonly SiteId _site;
    private readonly int[] _visitOf;
    private readonly bool[] _quiet;
    private readonly ImportId?[]? _imports;
    private readonly IReadOnlyDictionary<int, Dictionary<string, string>> _props;

    public RowReader(StoredColumns source, SiteId site)
    {
        (_source, _site) = (source, site);
        _visitOf = source.Layout.VisitOf;
        _props = source.PropsOfRows;
        _imports = ImportRows.Read(source.Streams);
        _quiet = new bool[source.Streams.Rows];
        Array.ForEach(source.QuietRows, row => _quiet[row] = true);
    }

    public DateTimeOffset TimeOf(int row) => _source.Start.AddMilliseconds(_source.Times[row]);

    public Event Read(int row, EventId id, VisitorId? visitor, DateTimeOffset receivedAt)
    {
        (int? width, int? height) = ScreenText.Parse(Text(BlockField.Screen, row));
        return new Event
        {
            Id = id,
            Site = _site,
            Day = _source.Day,
            Time = TimeOf(row),
            ReceivedAt = receivedAt,
            Name = Text(BlockField.Name, row),
            Visitor = visitor,
            Page = new Page(Text(BlockField.Hostname, row), Text(BlockField.Path, row), Known(BlockField.Title, row)),
            Referral = new Referral(Known(BlockField.Referrer, row), Known(BlockField.Source, row), Text(BlockField.Channel, row), Known(BlockField.ClickId, row)),
            Campaign = new Campaign(
                Known(BlockField.UtmSource, row),
                Known(BlockField.UtmMedium, row),
                Known(BlockField.UtmCampaign, row),
                Known(BlockField.UtmContent, row),
                Known(BlockField.UtmTerm, row)),
            Client = new Client
            {
                Browser = Known(BlockField.Browser, row),
                BrowserVersion = Known(BlockField.BrowserVersion, row),
                Os = Known(BlockField.Os, row),
                OsVersion = Known(BlockField.OsVersion, row),
                Device = DeviceText.Parse(Text(BlockField.Device, row)),
                ScreenWidth = width,
                ScreenHeight = height,
                Language = Known(BlockField.Language, row),
                Details = DetailsOf(row),
            },
            Place = new Place(Known(BlockField.Country, row), Known(BlockField.Region, row), Known(BlockField.City, row)),
            Props = _props.GetValueOrDefault(row) ?? [],
            Revenue = Known(BlockField.Currency, row) is { } code
                ? new Revenue(code, decimal.Parse(Text(BlockField.Amount, row), CultureInfo.InvariantCulture))
                : null,
            Interactive = !_quiet[row],
            Engagement = _source.Engaged.Milliseconds[row] is >= 0 and long ms
                ? new Engagement(ms, _source.Engaged.Scroll[row] is >= 0 and int depth ? depth : null)
                : null,
            UserId = Known(BlockField.UserId, row),
            Traits = Traits.Parse(Known(BlockField.Traits, row)),
            Import = _imports?[row],
        };
    }

    private ClientDetails DetailsOf(int row)
    {
        var details = new ClientDetails(
            Known(BlockField.DeviceManufacturer, row),
            Known(BlockField.DeviceModel, row),
            DetailText.Density(Known(BlockField.ScreenDensity, row)),
            Known(BlockField.Locale, row),
            Known(BlockField.TimeZone, row));
        return details == ClientDetails.None ? ClientDetails.None : details;
    }

    // What is stored once a visit holds for each of its rows; in a log every row is a visit of its own.
    private string Text(BlockField field, int row) => _source.Text(field)[field < BlockField.Name ? _visitOf[row] : row];

    private string? Known(BlockField field, int row) => Text(field, row) is { Length: > 0 } text ? text : null;
}
