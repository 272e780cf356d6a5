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
    private static readonly TimeSpan Remember = TimeSpan.FromMinutes(15);
    private readonly ConcurrentDictionary<(SiteId Site, LocalDay Day), Known> _known = new();

    private sealed record Known(DateTimeOffset ClosesAt, DateTimeOffset? SoonFrom, DateTimeOffset Until);

    /// <summary>Whether the day takes events. The day that it is always does, and costs no reading.</summary>
    public async ValueTask<bool> IsOpenAsync(Site site, LocalDay day, DateTimeOffset now, CancellationToken cancellation) =>
        await EnterAsync(site, day, now, cancellation) is not DayEntry.Shut;

    /// <summary>How the day takes events, if it does.</summary>
    public async ValueTask<DayEntry> EnterAsync(Site site, LocalDay day, DateTimeOffset now, CancellationToken cancellation)
    {
        if (Day.IsPresent(site, day, now, now))
        {
            return DayEntry.Open;
        }

        if (Day.NewOpen(site, day).ExpiresAt <= now)
        {
            return DayEntry.Shut; // older than what the site keeps: no answer would ever contain it
        }

        if (!_known.TryGetValue((site.Id, day), out Known? known) || known.Until <= now)
        {
            Day made = Day.NewOpen(site, day) with { ClosesAt = Day.ClosingOf(now + RawRetention.Of(site)) };
            Day? found = await days.FindAsync(site.Id, day, cancellation)
                ?? await days.ChangeAsync(null, made, cancellation)
                ?? await days.FindAsync(site.Id, day, cancellation);
            if (_known.Count > 10_000)
            {
                _known.Clear(); // a bound on memory: what is forgotten is read again
            }

            bool isCheap = found is { State: DayState.Sealed } && found.RebuildUnits <= NextStep.FewUnits;
            known = new Known(found?.ClosesAt ?? DateTimeOffset.MaxValue, isCheap ? found!.SealedAt + NextStep.BetweenSeals : null, now + Remember);
            _known[(site.Id, day)] = known;
        }

        return now >= known.ClosesAt ? DayEntry.Shut : now >= known.SoonFrom ? DayEntry.Soon : DayEntry.Open;
    }
}
