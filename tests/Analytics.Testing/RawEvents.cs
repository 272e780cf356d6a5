using Analytics.Engine.Reading;
using Analytics.Engine.Stats;
using Analytics.Store.Calendars;
using Analytics.Store.Visits;
using System.Runtime.CompilerServices;
using Analytics.Engine;
using Analytics.Store.Blocks;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Sites;

namespace Analytics.Testing;

/// <summary>Raw events in memory, for a <see cref="StatsReader"/> to read as it would read the table.</summary>
public sealed class RawEvents(IEnumerable<Event> events)
{
    private readonly ILookup<LocalDay, Event> _days = events.ToLookup(e => e.Day);

    /// <summary>Each reading of a whole day, in order.</summary>
    public List<LocalDay> Read { get; } = [];

    public StatsReader Reader() => Reader(ReadDay, ReadWindow);

    /// <summary>A reader of days of which nothing was built yet.</summary>
    public static StatsReader Reader(ReadDay readDay, ReadDayWindow readWindow)
    {
        return new(OpenDays, readWindow);

        Task<DayReading> OpenDays(Site site, IReadOnlyList<(LocalDay First, LocalDay Last)> stretches, CancellationToken cancellation) => Task.FromResult(new DayReading(
            (_, _, _) => AsyncEnumerable.Empty<DayContent>(), token => ReadAll(site, stretches, token), () => default)
        {
            Unsealed = [.. stretches.Select(stretch => stretch.First)],
        });

        async IAsyncEnumerable<DayContent> ReadAll(
            Site site, IReadOnlyList<(LocalDay First, LocalDay Last)> stretches, [EnumeratorCancellation] CancellationToken cancellation)
        {
            foreach ((LocalDay first, LocalDay last) in stretches)
            {
                await foreach (DayVisits visits in RawDays.ReadAsync(readDay, readWindow, site, first, last, cancellation))
                {
                    yield return new DayContent(visits.Day, null, [Block.Of(visits)]);
                }
            }
        }
    }

    private async IAsyncEnumerable<Event> ReadDay(Site site, LocalDay day, [EnumeratorCancellation] CancellationToken cancellation)
    {
        Read.Add(day);
        await Task.CompletedTask;
        foreach (Event e in _days[day])
        {
            yield return e;
        }
    }

    private async IAsyncEnumerable<Event> ReadWindow(
        Site site, LocalDay day, DateTimeOffset from, DateTimeOffset before, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        foreach (Event e in _days[day].Where(e => e.ReceivedAt >= from && e.ReceivedAt < before))
        {
            yield return e;
        }
    }
}
