using Analytics.Engine.Reading;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Realtime;
using Analytics.Store.Sites;

namespace Analytics.Engine.Stats;

/// <summary>
/// Keeps a site's last half hour in memory: each look reads what came since the one before. Looks may be asked for by any number of
/// watchers, one after the other. An event of another process may be stored a moment after its time of receipt, so that each look begins
/// <see cref="Overlap"/> before the last one; one that is later still is not shown here, and counts in every report.
/// </summary>
/// <param name="readWindow">Reads raw events that came just now: <see cref="Days.EventReader"/>.</param>
public sealed class LiveReader(ReadDayWindow readWindow)
{
    /// <summary>How far a look goes back behind the one before.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromSeconds(15);

    private readonly LiveWindow _window = new();
    private DateTimeOffset? _looked;

    /// <summary>What is to be seen now. Not for concurrent use; a look that failed is made up for by the next.</summary>
    /// <param name="site">The site as it is now, always the same one: its days and write shards may have changed.</param>
    /// <param name="now">The present, never before that of the last look.</param>
    /// <param name="cancellation">Ends the look.</param>
    public async Task<LiveView> LookAsync(Site site, DateTimeOffset now, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(site);
        DateTimeOffset begin = now.AddMinutes(-LiveWindow.Minutes);
        // The first look begins earlier than what it shows, so that a retry is known for the copy that it is.
        DateTimeOffset from = _looked is { } last && last - Overlap > begin ? last - Overlap : begin - DayEvents.Reach;
        List<Event> events = [];
        for (LocalDay day = site.Calendar.DayOf(begin); day <= site.Calendar.DayOf(now); day = day.Plus(1))
        {
            events.AddRange(await RawDays.CollectAsync(readWindow(site, day, from, now.AddMilliseconds(1), cancellation), cancellation).ConfigureAwait(false));
        }

        _window.Add(events, now);
        _looked = now;
        return _window.At(now);
    }
}
