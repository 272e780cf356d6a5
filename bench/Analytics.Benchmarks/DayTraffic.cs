using Analytics.Store.Calendars;
using Analytics.Store.Visitors;
using Analytics.Store.Visits;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Sites;

namespace Analytics.Benchmarks;

/// <summary>
/// Days of a site as they look in life: pages, sources and places by Zipf's law, 2.8 page views a visit, each followed by its
/// engagement beacon, a custom event with every tenth, some with money and properties. The same in every run.
/// </summary>
internal sealed class DayTraffic
{
    private static readonly string[] Words =
        ("time year people way day man thing woman life child world school state family student group country problem hand part place case "
        + "week company system program question work number night point home water room mother area money story fact month lot right study "
        + "book eye job word business issue side kind head house friend father power hour game line end member law car city community name "
        + "president team minute idea kid body information back parent face level office door health person art war history party result").Split(' ');

    private static readonly string[] Sources = ["Google", "Bing", "DuckDuckGo", "Facebook", "Twitter", "Hacker News", "Reddit", "LinkedIn", "YouTube", "GitHub"];

    private static readonly (string Browser, string Os, DeviceType Device, double Share)[] Clients =
    [
        ("Chrome", "Windows", DeviceType.Desktop, 22), ("Chrome", "Android", DeviceType.Mobile, 24), ("Safari", "iOS", DeviceType.Mobile, 20),
        ("Safari", "macOS", DeviceType.Desktop, 7), ("Chrome", "macOS", DeviceType.Desktop, 7), ("Edge", "Windows", DeviceType.Desktop, 7),
        ("Firefox", "Windows", DeviceType.Desktop, 3), ("Firefox", "GNU/Linux", DeviceType.Desktop, 2), ("Samsung Internet", "Android", DeviceType.Mobile, 2),
        ("Safari", "iOS", DeviceType.Tablet, 2), ("Opera", "Windows", DeviceType.Desktop, 1), ("Brave", "Windows", DeviceType.Desktop, 1),
    ];

    private static readonly string[] Names = ["Signup", "Purchase", "Outbound Link: Click", "File Download", "Search", "Video", "404"];
    private static readonly double[] ByHour = [.4, .3, .25, .2, .2, .25, .4, .6, .9, 1.2, 1.3, 1.3, 1.2, 1.25, 1.3, 1.3, 1.25, 1.2, 1.2, 1.25, 1.3, 1.2, .9, .6];

    private readonly Random _random = new(1);
    private readonly string[] _paths;
    private readonly Referral[] _referrals;
    private readonly Place[] _places;

    public DayTraffic()
    {
        HashSet<string> paths = ["/"];
        while (paths.Count < 2000)
        {
            _ = paths.Add(_random.Next(4) switch
            {
                0 => $"/{Word()}-{Word()}",
                1 => $"/docs/{Word()}/{Word()}-{Word()}",
                2 => $"/blog/{2018 + _random.Next(9)}/{Word()}-{Word()}-{Word()}-{Word()}",
                _ => $"/products/{Word()}-{Word()}-{_random.Next(10_000)}",
            });
        }

        _paths = [.. paths];
        _referrals = [Referral.Direct, .. Enumerable.Range(0, 300).Select(i => i < Sources.Length
            ? new Referral($"{Sources[i].ToLowerInvariant()}.com", Sources[i], "Organic Search")
            : new Referral($"{Word()}{Word()}.com/{Word()}", $"{Word()}{Word()}.com", "Referral"))];
        _places = [.. Enumerable.Range(0, 150).SelectMany(c => Enumerable.Range(0, 40).Select(city =>
        {
            string country = $"{(char)('A' + (c / 26))}{(char)('A' + (c % 26))}";
            return new Place(country, $"{country}-{city % 12:00}", $"{Word()}{Word()}");
        }))];
    }

    /// <summary>At least so many events of a day in UTC, engagement included.</summary>
    public List<Event> Day(LocalDay day, int count)
    {
        var start = new DateTimeOffset(day.Date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        List<Event> events = [];
        List<(VisitorId Id, Client Client, Place Place)> visitors = [];
        while (events.Count < count)
        {
            (VisitorId Id, Client Client, Place Place) visitor = visitors.Count > 20 && Chance(.18) ? visitors[_random.Next(visitors.Count)] : NewVisitor();
            visitors.Add(visitor);
            Visit(events, day, start, visitor);
        }

        return events;
    }

    private void Visit(List<Event> events, LocalDay day, DateTimeOffset start, (VisitorId Id, Client Client, Place Place) visitor)
    {
        int hour;
        do
        {
            hour = _random.Next(24);
        }
        while (!Chance(ByHour[hour] / 1.3));
        long ms = (hour * 3_600_000L) + _random.Next(3_600_000);
        Referral referral = _referrals[Zipf(_referrals.Length, 1.25)];
        Campaign campaign = Chance(.1) ? new Campaign("newsletter", "email", $"{Words[Zipf(20, 1)]}-2026") : Campaign.None;
        int pages = 1;
        for (bool more = Chance(.54); more && pages < 60; more = Chance(.70))
        {
            pages++;
        }

        int page = Zipf(_paths.Length, 1);
        for (int i = 0; i < pages && ms < 86_400_000; i++)
        {
            Event e = new()
            {
                Id = NewId(),
                Site = SiteId.Parse("site-1"),
                Day = day,
                Time = start.AddMilliseconds(ms),
                ReceivedAt = start.AddMilliseconds(ms),
                Name = EventName.Pageview,
                Visitor = visitor.Id,
                Page = new Page(Chance(.9) ? "example.com" : "docs.example.com", _paths[page]),
                Referral = i == 0 ? referral : Referral.Direct,
                Campaign = i == 0 ? campaign : Campaign.None,
                Client = visitor.Client,
                Place = visitor.Place,
            };
            events.Add(e);
            long stay = (long)Math.Min(1_800_000, 1000 * Math.Exp(3.1 + (1.1 * Gauss())));
            if (Chance(.10))
            {
                string name = Names[Zipf(Names.Length, 1)];
                events.Add(e with
                {
                    Id = NewId(),
                    Time = e.Time.AddMilliseconds(stay / 2),
                    ReceivedAt = e.Time.AddMilliseconds(stay / 2),
                    Name = name,
                    Revenue = name == "Purchase" ? new Revenue("EUR", (1 + _random.Next(200)) - .01m) : null,
                    Props = Chance(.5) ? new Dictionary<string, string> { ["plan"] = Words[Zipf(5, 1)] } : new Dictionary<string, string>(),
                });
            }

            ms += stay;
            if (ms < 86_400_000)
            {
                events.Add(e with
                {
                    Id = NewId(),
                    Time = start.AddMilliseconds(ms),
                    ReceivedAt = start.AddMilliseconds(ms),
                    Name = EventName.Engagement,
                    Engagement = new Engagement((long)(stay * (.5 + (.5 * _random.NextDouble()))), Math.Clamp((int)(55 + (30 * Gauss())), 0, 100)),
                });
            }

            ms += _random.Next(1000, 8000);
            page = Chance(.75) ? (page * 7 + (int)(25 * _random.NextDouble() * _random.NextDouble())) % _paths.Length : Zipf(_paths.Length, 1);
        }
    }

    private (VisitorId Id, Client Client, Place Place) NewVisitor()
    {
        double share = _random.NextDouble() * Clients.Sum(c => c.Share);
        (string Browser, string Os, DeviceType Device, double Share) client = Clients.First(c => (share -= c.Share) <= 0);
        return (
            new VisitorId((ulong)_random.NextInt64(long.MinValue, long.MaxValue)),
            new Client
            {
                Browser = client.Browser,
                BrowserVersion = $"{148 - Zipf(12, 1.6)}.0",
                Os = client.Os,
                OsVersion = $"{15 - Zipf(3, 1.3)}",
                Device = client.Device,
                Language = Chance(.6) ? "en" : Words[Zipf(20, 1)][..2],
            },
            _places[(Zipf(150, 1.35) * 40) + Zipf(40, .9)]);
    }

    private EventId NewId() => EventId.Parse(_random.NextInt64().ToString("x16", System.Globalization.CultureInfo.InvariantCulture));

    private string Word() => Words[_random.Next(Words.Length)];

    private bool Chance(double p) => _random.NextDouble() < p;

    private double Gauss() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    private readonly Dictionary<(int, double), double[]> _zipf = [];

    private int Zipf(int n, double s)
    {
        if (!_zipf.TryGetValue((n, s), out double[]? cumulative))
        {
            double total = 0;
            cumulative = [.. Enumerable.Range(1, n).Select(i => total += 1 / Math.Pow(i, s))];
            _zipf.Add((n, s), cumulative);
        }

        int place = Array.BinarySearch(cumulative, _random.NextDouble() * cumulative[^1]);
        return Math.Min(n - 1, place < 0 ? ~place : place);
    }
}
