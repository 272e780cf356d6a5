using Analytics.Functions.Configuration;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Sites;
using Analytics.Testing.Oracle;

namespace Analytics.Testing.Simulation;

/// <summary>A site through time: its zone changes, its shards grow, and an instance learns of it half a minute later.</summary>
public sealed class SimSite
{
    // Zones with a day on which the clock is changed: by an hour at night, at midnight, by half an hour; and days on which it is not.
    private static readonly (string Zone, LocalDay Day)[] Places =
    [
        ("UTC", new(2026, 3, 10)),
        ("Asia/Kathmandu", new(2026, 3, 10)),
        ("Europe/Tallinn", new(2026, 3, 29)),
        ("Europe/Tallinn", new(2026, 10, 25)),
        ("America/Santiago", new(2026, 4, 4)),
        ("America/Santiago", new(2026, 9, 6)),
        ("Australia/Lord_Howe", new(2026, 4, 5)),
    ];

    private readonly List<(DateTimeOffset From, Site Site)> _versions = [];
    private readonly List<(LocalDay From, string Zone)> _zones = [];

    public SimSite(Random random, string id, DateTimeOffset now, string zone)
    {
        ArgumentNullException.ThrowIfNull(random);
        Site site = Some.Site(id, zone) with
        {
            CreatedAt = now,
            WriteShards = 1 + random.Next(3),
            Settings = new SiteSettings { RawRetentionDays = 3 + random.Next(3) },
        };
        _versions.Add((DateTimeOffset.MinValue, site));
        _zones.Add((new LocalDay(DateOnly.MinValue), zone));
    }

    /// <summary>The site as it is now configured.</summary>
    public Site Now => _versions[^1].Site;

    /// <summary>Called for each change.</summary>
    public Action<Site>? Changed { get; init; }

    public OracleClock Clock => new([.. _zones]);

    /// <summary>A zone, and an instant two days before its clock is changed or nothing happens.</summary>
    public static (string Zone, DateTimeOffset Begin) Place(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        (string zone, LocalDay day) = Places[random.Next(Places.Length)];
        return (zone, SiteCalendar.For(zone).StartOf(day).AddHours(-random.Next(30)));
    }

    /// <summary>The site as it was at an instant.</summary>
    public Site At(DateTimeOffset instant) => _versions.Last(v => v.From <= instant).Site;

    /// <summary>When the day ends in the earliest of the calendars that the site has had.</summary>
    public DateTimeOffset FirstEndOf(LocalDay day) => _versions.Min(v => v.Site.Calendar.EndOf(day));

    public void GrowShards(DateTimeOffset now, int by) => Change(now, Now with { WriteShards = Now.WriteShards + by });

    public void MoveTo(string zone, DateTimeOffset now)
    {
        SiteCalendar calendar = Now.Calendar.ChangeZone(zone, now);
        if (calendar.History.Count > _zones.Count)
        {
            _zones.Add((calendar.History[^1].From, zone));
            Change(now, Now with { Calendar = calendar });
        }
    }

    private void Change(DateTimeOffset now, Site site)
    {
        _versions.Add((now, site));
        Changed?.Invoke(site);
    }
}
