using System.Buffers.Binary;
using System.Globalization;
using Analytics.Store.Events;
using Analytics.Store.Ingest.Visitors;
using Analytics.Store.Sites;

namespace Analytics.Store.Blocks.Format;

/// <summary>The events of a stored log, as they were written.</summary>
internal static class LogRows
{
    public static IReadOnlyList<Event> Read(StoredColumns source, SiteId site) => source.Decode(BlockColumn.EventId, () =>
    {
        StoredStreams streams = source.Streams;
        int rows = streams.Rows;
        string[] ids = rows == 0 ? [] : streams.Texts((int)BlockColumn.EventId);
        string[] libraries = streams.Texts((int)BlockColumn.Library);
        VisitorId?[] visitors = ReadVisitors(streams);
        NumberReader received = streams.Numbers(BlockColumn.Received);
        Dictionary<int, Dictionary<string, string>> props = source.ReadAllProps();
        bool[] quiet = new bool[rows];
        Array.ForEach(source.QuietRows, row => quiet[row] = true);
        Func<int, string> name = Reader(BlockField.Name), path = Reader(BlockField.Path), host = Reader(BlockField.Hostname);
        Func<int, string?> title = Known(BlockField.Title), user = Known(BlockField.UserId), referrer = Known(BlockField.Referrer);
        Func<int, string?> from = Known(BlockField.Source), click = Known(BlockField.ClickId), medium = Known(BlockField.UtmMedium);
        Func<int, string?> tag = Known(BlockField.UtmSource), campaign = Known(BlockField.UtmCampaign);
        Func<int, string?> content = Known(BlockField.UtmContent), term = Known(BlockField.UtmTerm);
        Func<int, string?> browser = Known(BlockField.Browser), browserVersion = Known(BlockField.BrowserVersion);
        Func<int, string?> os = Known(BlockField.Os), osVersion = Known(BlockField.OsVersion), language = Known(BlockField.Language);
        Func<int, string?> country = Known(BlockField.Country), region = Known(BlockField.Region), city = Known(BlockField.City);
        Func<int, string> channel = Reader(BlockField.Channel), device = Reader(BlockField.Device), screen = Reader(BlockField.Screen);
        Func<int, string> currency = Reader(BlockField.Currency), amount = Reader(BlockField.Amount);
        var events = new Event[rows];
        long at = 0;
        for (int row = 0; row < rows; row++)
        {
            at += NumberReader.Unfold(received.NextNoisy());
            (int? width, int? height) = ScreenText.Parse(screen(row));
            events[row] = new Event
            {
                Id = EventId.Parse(ids[row]),
                Site = site,
                Day = streams.Day,
                Time = streams.Start.AddMilliseconds(source.Times[row]),
                ReceivedAt = streams.Start.AddMilliseconds(at),
                Name = name(row),
                Visitor = visitors[row],
                Page = new Page(host(row), path(row), title(row)),
                Referral = new Referral(referrer(row), from(row), channel(row), click(row)),
                Campaign = new Campaign(tag(row), medium(row), campaign(row), content(row), term(row)),
                Client = new Client
                {
                    Browser = browser(row),
                    BrowserVersion = browserVersion(row),
                    Os = os(row),
                    OsVersion = osVersion(row),
                    Device = DeviceText.Parse(device(row)),
                    ScreenWidth = width,
                    ScreenHeight = height,
                    Language = language(row),
                },
                Place = new Place(country(row), region(row), city(row)),
                Props = props.GetValueOrDefault(row) ?? [],
                Revenue = currency(row) is { Length: > 0 } code ? new Revenue(code, decimal.Parse(amount(row), CultureInfo.InvariantCulture)) : null,
                Interactive = !quiet[row],
                Engagement = source.Engaged.Milliseconds[row] is >= 0 and long ms
                    ? new Engagement(ms, source.Engaged.Scroll[row] is >= 0 and int depth ? depth : null)
                    : null,
                UserId = user(row),
                Library = libraries.Length == rows && libraries[row].Length > 0 ? EventPack.Read(libraries[row]).Library : null,
            };
        }

        return events;

        Func<int, string> Reader(BlockField field)
        {
            TextColumn column = source.Text(field);
            return row => column[row];
        }

        Func<int, string?> Known(BlockField field)
        {
            TextColumn column = source.Text(field);
            return row => column[row] is { Length: > 0 } text ? text : null;
        }
    });

    private static VisitorId?[] ReadVisitors(StoredStreams streams)
    {
        ReadOnlySpan<byte> hashes = streams[(int)BlockColumn.Hash, StreamPart.Plane];
        NumberReader numbers = streams.Numbers(BlockColumn.HashOfRow);
        var visitors = new VisitorId?[streams.Rows];
        for (int row = 0; row < visitors.Length; row++)
        {
            int number = numbers.Next((hashes.Length / 8) + 1);
            visitors[row] = number == 0 ? null : new VisitorId(BinaryPrimitives.ReadUInt64BigEndian(hashes[((number - 1) * 8)..]));
        }

        return visitors;
    }
}
