using System.Collections.Concurrent;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Sites;

namespace Analytics.Engine.Days;

/// <summary>
/// Lets events into days that are over (or far ahead), and only as long as a build could still take them in. The first to come makes the Day, before it
/// is acknowledged: so a day far from now that has no Day has no raw events either, and nobody need look for them.
/// </summary>
internal sealed class DayGate(DayStore days)
{
    /// <summary>Days that begin later than this from now are let into like days that are over.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromDays(1);

    private static readonly TimeSpan CloseAhead = TimeSpan.FromHours(24);
    private static readonly TimeSpan Remember = TimeSpan.FromMinutes(15);
    private readonly ConcurrentDictionary<(SiteId Site, LocalDay Day), (DateTimeOffset ClosesAt, DateTimeOffset Until)> _known = new();

    /// <summary>Whether the day takes events. The day that it is always does, and costs no reading.</summary>
    public async ValueTask<bool> IsOpenAsync(Site site, LocalDay day, DateTimeOffset now, CancellationToken cancellation)
    {
        if (site.Calendar.EndOf(day) > now && site.Calendar.StartOf(day) <= now + Ahead)
        {
            return true;
        }

        if (Day.NewOpen(site, day).ExpiresAt <= now)
        {
            return false; // older than what the site keeps: nobody would ever see it
        }

        if (!_known.TryGetValue((site.Id, day), out (DateTimeOffset ClosesAt, DateTimeOffset Until) known) || known.Until <= now)
        {
            Day made = Day.NewOpen(site, day) with { ClosesAt = now + RawRetention.Of(site) - CloseAhead };
            Day? found = await days.FindAsync(site.Id, day, cancellation)
                ?? await days.ChangeAsync(null, made, cancellation)
                ?? await days.FindAsync(site.Id, day, cancellation);
            if (_known.Count > 10_000)
            {
                _known.Clear(); // a bound on memory: what is forgotten is read again
            }

            known = (found?.ClosesAt ?? DateTimeOffset.MaxValue, now + Remember);
            _known[(site.Id, day)] = known;
        }

        return now < known.ClosesAt;
    }
}
