using Analytics.Store.Calendars;
using Analytics.Store.Visitors;
using Analytics.Store.Visits;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Sites;

namespace Analytics.Testing.Oracle;

/// <summary>A site and its raw events, made from a seed: few visitors, few pages, much bad luck with clocks, copies and text.</summary>
public sealed class RandomWorld
{
    // Each with days on which its clock is changed: by an hour at night, at midnight itself, a minute after midnight, by half an hour.
    private static readonly (string Zone, string[] Days)[] Places =
    [
        ("UTC", ["2026-03-10"]),
        ("Asia/Kathmandu", ["2026-03-10"]),
        ("Europe/Tallinn", ["2026-03-29", "2026-10-25"]),
        ("America/Santiago", ["2026-04-04", "2026-09-05"]),
        ("America/St_Johns", ["2006-04-01", "2006-10-28"]),
        ("Australia/Lord_Howe", ["2026-04-04", "2026-10-03"]),
        ("America/Havana", ["2026-10-31", "2026-03-07"]),
        ("Pacific/Apia", ["2011-12-29"]),
    ];

    private static readonly string?[] Texts =
        [null, "", "Google", "google", "GOOGLE", "(not set)", "Direct / None", "a\"b\\c", "İstanbul", "straße", "💥\u200f", "\u0000\t", "x|y\n", "[a-z]+"];

    private static readonly string[] Paths = ["/", "/a", "/A", "/a/b", "/%7B", "/💥", "", "(not set)"];
    private static readonly string[] Names = ["Signup", "signup", "404", "İ", "Outbound Link: Click"];

    /// <summary>Keys of properties, awkward ones among them.</summary>
    public static readonly string[] PropKeys = ["plan", "Plan", "a:b", "💥", "(none)", "__proto__", "url", "k7"];

    /// <summary>The key of a property that is a number most of the time.</summary>
    public const string Measured = "price, net";

    /// <summary>Numbers as texts, and texts that look like some.</summary>
    private static readonly string[] Numbers =
        ["0", "1", "1.0", "-3", "2.5", "1e3", "-0.0000005", "12.3456789", "7", "7", "9000000", "9000000000001", "007", "+1", "1,5", ".5", "5.", "NaN", "0x1F", "1e", "١"];

    /// <summary>A code that ISO 4217 does not know.</summary>
    public const string NoCurrency = "ZZZ";

    private static readonly OracleGoal[] PossibleGoals =
    [
        new("Signup", "event", "exact", "Signup"),
        new("Any sign", "event", "contains", "ign") { Value = 1_000.25m },
        new("404 or out", "event", "regex", "^(404|Out)"),
        new("Visit /a", "page", "exact", "/a"),
        new("Visit /a…", "page", "starts_with", "/a"),
        new("visit İ 💥", "page", "regex", "^/(A|💥)?$"),
        new("Half of /a", "page", "exact", "/a", 50),
        new("Seen /…", "page", "starts_with", "/", 0),
        new("Never", "event", "exact", "never") { Value = 7 },
        new("Planned", "event", "contains", "") { Property = ("plan", "Google"), Value = 2.5m },
        new("/ in capitals", "page", "starts_with", "/") { Property = ("Plan", "GOOGLE"), Value = -0.001m },
    ];

    private readonly Random _random;
    private readonly List<Event> _events = [];
    private readonly bool _wholeSeconds; // so that events meet the edges of ranges

    public RandomWorld(int seed)
    {
        (Seed, _random) = (seed, new Random(seed));
        _wholeSeconds = Chance(40);
        (string zone, string[] days) = Pick(Places);
        LocalDay middle = LocalDay.Parse(Pick(days));
        (Calendar, Clock) = (SiteCalendar.For(zone), new OracleClock((new LocalDay(DateOnly.MinValue), zone)));
        if (Chance(10))
        {
            string other = Pick(Places).Zone;
            Calendar = SiteCalendar.FromHistory([new ZoneChange(middle.Plus(-900), zone), new ZoneChange(middle, other)]);
            Clock = new OracleClock((new LocalDay(DateOnly.MinValue), zone), (middle, other));
        }

        First = middle.Plus(-_random.Next(2));
        Days = 1 + _random.Next(3);
        Site = Some.Site() with { Calendar = Calendar, CreatedAt = Calendar.StartOf(First).AddHours(-_random.Next(80)) };
        int visitors = 1 + _random.Next(5);
        for (int visitor = 0; visitor < visitors; visitor++)
        {
            Wander(Chance(8) ? null : (ulong)visitor);
        }

        Furnish(new Random(seed ^ 0x0DD5));
        Repeat();
        Event[] shuffled = [.. _events];
        _random.Shuffle(shuffled);
        Raw = shuffled;
        Now = Calendar.StartOf(First).AddMinutes(_random.Next(Days * 24 * 60)).AddMilliseconds(_random.Next(60_000));
        if (Chance(30))
        {
            Now = Pick(shuffled).Time.AddMilliseconds(_random.Next(400_000));
        }

        var later = new Random(seed ^ 0x60A1);
        Goals = [.. PossibleGoals.OrderBy(_ => later.Next()).Take(1 + later.Next(6))];
        Site = Site with { Settings = Site.Settings with { Currency = later.Next(5) switch { 0 => "EUR", 1 => "USD", _ => null } } };
        Segments = Enumerable.Range(1, 3).ToDictionary(id => id, _ => RandomWords.SegmentOf(this, later));
    }

    public int Seed { get; }

    public SiteCalendar Calendar { get; }

    public OracleClock Clock { get; }

    public Site Site { get; }

    public IReadOnlyList<Event> Raw { get; }

    public DateTimeOffset Now { get; }

    /// <summary>Those that are switched on.</summary>
    public IReadOnlyList<OracleGoal> Goals { get; }

    /// <summary>Saved filters.</summary>
    public IReadOnlyDictionary<int, OracleFilter[]> Segments { get; }

    public LocalDay First { get; }

    public int Days { get; }

    private T Pick<T>(IReadOnlyList<T> of) => of[_random.Next(of.Count)];

    private bool Chance(int percent) => _random.Next(100) < percent;

    private void Wander(ulong? visitor)
    {
        // Half of the walks begin shortly before a midnight.
        DateTimeOffset time = Calendar.StartOf(First.Plus(_random.Next(Days + 1))).AddMilliseconds(
            Chance(50) ? -_random.Next(3_600_000) : _random.Next(20 * 3_600_000));
        Event sample = Sample();
        for (int left = 1 + _random.Next(14); left > 0; left--)
        {
            time += _random.Next(10) switch
            {
                0 => TimeSpan.FromMinutes(30),
                1 => TimeSpan.FromMinutes(30) + TimeSpan.FromMilliseconds(1),
                2 => TimeSpan.Zero,
                3 => TimeSpan.FromMinutes(_random.Next(180)),
                4 => TimeSpan.FromMilliseconds(1),
                _ => TimeSpan.FromMilliseconds(_random.Next(900_000)),
            };
            time = _wholeSeconds ? new DateTimeOffset(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero) : time;
            sample = Chance(30) ? Sample() : sample;
            LocalDay day = Calendar.DayOf(time);
            _events.Add(sample with
            {
                Id = EventId.Parse($"e{_events.Count}"),
                Day = day,
                Time = time,
                ReceivedAt = time.AddMilliseconds(Chance(80) ? 0 : _random.Next(20 * 60_000)),
                Name = _random.Next(10) switch { 0 or 1 or 2 => EventName.Engagement, 3 or 4 => Pick(Names), _ => EventName.Pageview },
                Interactive = Chance(70),
                Visitor = visitor is { } bits && !Chance(3) ? new VisitorId(bits) : null,
                Page = new Page(Chance(80) ? "example.com" : "blog.example.com", Pick(Paths)),
            });
        }
    }

    // What does not say where an event stands in its visit: reports, money, properties, users, receipts of beacons that were kept for days.
    private void Furnish(Random random)
    {
        bool Chance(int percent) => random.Next(100) < percent;
        var telling = new Random(Seed ^ 0x0DE7); // of its own, so that worlds stay what they are
        string[] currencies = Chance(40) ? ["EUR", "USD", NoCurrency] : ["EUR"];
        for (int i = 0; i < _events.Count; i++)
        {
            Event e = _events[i];
            int told = e.IsEngagement ? 90 : e.IsPageview ? 25 : 10;
            _events[i] = e with
            {
                Engagement = !Chance(told) ? null : new Engagement(
                    Chance(10) ? 0 : random.Next(Chance(3) ? int.MaxValue : 90_000), Chance(60) ? random.Next(Chance(20) ? 2 : 101) : null),
                Revenue = Chance(15) ? new Revenue(currencies[random.Next(currencies.Length)], random.Next(-2_000, 200_000) / (Chance(50) ? 100m : 1_000m)) : null,
                Props = Props(random, Chance(4) ? 30 : Chance(40) ? 3 : 0),
                UserId = Chance(20) ? $"user {random.Next(3)}" : null,
                Client = e.Client with { Language = Texts[random.Next(Texts.Length)], ScreenWidth = Chance(30) ? random.Next(5_000) : null, Details = Details(telling) },
                ReceivedAt = e.ReceivedAt.AddHours(Chance(3) ? random.Next(60) : 0),
            };
        }
    }

    private static ClientDetails Details(Random random)
    {
        string? Some(params ReadOnlySpan<string> texts) => random.Next(3) == 0 ? texts[random.Next(texts.Length)] : null;
        return random.Next(2) == 0 ? ClientDetails.None : new ClientDetails(
            Some("Samsung", "samsung", "(not set)"), Some("SM-S911B", "A"), random.Next(3) == 0 ? random.Next(10, 400) / 100m : null, Some("et", "et-EE", "sr-Latn-RS"), Some("Europe/Tallinn", "UTC"));
    }

    private static Dictionary<string, string> Props(Random random, int most)
    {
        var props = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int left = most; left > 0; left--)
        {
            string key = most == 30 && random.Next(2) == 0 ? $"k{random.Next(40)}" : PropKeys[random.Next(PropKeys.Length)];
            props[key] = Texts[random.Next(Texts.Length)] ?? "/a";
        }

        if (random.Next(3) > 0)
        {
            props[Measured] = random.Next(2) == 0 ? Numbers[random.Next(Numbers.Length)] : $"{random.Next(-5, 20) / 4m}";
        }

        return props;
    }

    private Event Sample() => Some.Pageview("sample", "/", Some.Noon) with
    {
        Referral = new Referral(Pick(Texts), Pick(Texts), Pick(["Direct", "Organic Search", ""])),
        Campaign = new Campaign(Pick(Texts), Pick(Texts), Pick(Texts), Pick(Texts), Pick(Texts)),
        Place = new Place(Pick([null, "EE", "ee", "FI"]), Pick([null, "EE-37"]), Pick(Texts)),
        Client = new Client
        {
            Browser = Pick([null, "Chrome", "Safari"]),
            BrowserVersion = Pick([null, "126.0"]),
            Os = Pick([null, "Windows", "macOS"]),
            OsVersion = Pick([null, "14", "11"]),
            Device = (DeviceType)_random.Next(4),
        },
    };

    // Copies: of the same item, of a retry with another clock, often over midnight.
    private void Repeat()
    {
        var keys = _events.Select(e => (e.Id, e.Day, e.ReceivedAt)).ToHashSet();
        for (int copies = _random.Next(6); copies > 0; copies--)
        {
            Event original = Pick(_events);
            Event copy = original;
            if (Chance(70))
            {
                DateTimeOffset midnight = Calendar.StartOf(original.Day.Plus(_random.Next(2)));
                DateTimeOffset time = Chance(60) ? midnight.AddMilliseconds(_random.Next(-5_000, 5_000)) : original.Time.AddMilliseconds(_random.Next(-900, 900));
                copy = Pick(_events) with
                {
                    Id = original.Id,
                    Time = time,
                    Day = Calendar.DayOf(time),
                    ReceivedAt = Chance(30) ? original.ReceivedAt
                        : Chance(50) ? midnight.AddMinutes(Pick([-10, 10, 9, -9, 0])).AddMilliseconds(_random.Next(-1, 2))
                        : original.ReceivedAt.AddMilliseconds(_random.Next(-700_000, 700_000)),
                };
                if (!keys.Add((copy.Id, copy.Day, copy.ReceivedAt)))
                {
                    continue; // one raw key holds one item
                }
            }

            _events.Add(copy);
        }
    }
}
