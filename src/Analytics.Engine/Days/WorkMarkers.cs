using System.Collections.Concurrent;
using Amazon.DynamoDBv2.Model;
using Analytics.Engine.Tables;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Sites;

namespace Analytics.Engine.Days;

/// <summary>
/// Makes sure that a marker stands for a day before an event of it is acknowledged, and where the day may be sealed also the flag that
/// says so to readers. Writes each once per instance: what was written serves until it is due, whatever becomes of the day meanwhile.
/// On a busy day every so many events leave another marker that is due at once, so that the day is compacted while it is open.
/// </summary>
/// <param name="table">The events table.</param>
/// <param name="eventsPerMarker">How many events of an open day, received by this process, ask for its compaction; at least 1.</param>
internal sealed class WorkMarkers(EventsTable table, int eventsPerMarker)
{
    private readonly ConcurrentDictionary<(SiteId Site, LocalDay Day), Standing> _standing = new();

    private sealed class Standing(DateTimeOffset due, bool isFlagged, DateTimeOffset patientUntil)
    {
        private long _events;

        public DateTimeOffset Due { get; } = due;

        /// <summary>Whether readers know of it. A day that a change of zone makes shorter may be sealed while a marker from before still stands.</summary>
        public bool IsFlagged { get; } = isFlagged;

        /// <summary>A seal out of turn was asked for: not before then is another.</summary>
        public DateTimeOffset PatientUntil { get; } = patientUntil;

        public bool IsCrowded(int more, int crowd)
        {
            long events = Interlocked.Add(ref _events, more);
            return events / crowd > (events - more) / crowd;
        }
    }

    /// <param name="site">The site.</param>
    /// <param name="day">The day of the events.</param>
    /// <param name="now">The present.</param>
    /// <param name="authenticated">Whether they come from a sender with a key.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="events">How many they are.</param>
    /// <param name="soon">Whether the day may be sealed for them out of turn.</param>
    public async Task EnsureAsync(
        Site site, LocalDay day, DateTimeOffset now, bool authenticated, CancellationToken cancellation, int events = 1, bool soon = false)
    {
        DateTimeOffset end = site.Calendar.EndOf(day);
        bool mayBeSealed = now >= WorkMarker.FirstSeal(end);
        if (!_standing.TryGetValue((site.Id, day), out Standing? standing) || standing.Due <= now || (mayBeSealed && !standing.IsFlagged))
        {
            // Out of turn it is worked off within a minute or two, and relied on for no longer than the minute that it stands for.
            DateTimeOffset patientUntil = standing?.PatientUntil ?? DateTimeOffset.MinValue, minute = WorkMarker.MinuteOf(now);
            bool outOfTurn = soon && authenticated && now >= patientUntil;
            DateTimeOffset due = outOfTurn ? minute.AddMinutes(1) : WorkMarker.NextSeal(end, now, authenticated);
            await table.PutAsync(new WorkMarker(site.Id, day, outOfTurn ? minute : due).ToRequest(table.Name), cancellation);
            if (mayBeSealed)
            {
                await FlagAsync(new LateFlag(site.Id, day, due), cancellation);
            }

            if (_standing.Count > 50_000)
            {
                _standing.Clear(); // markers are idempotent: forgetting costs a write, not a wrong answer
            }

            _standing[(site.Id, day)] = standing = new Standing(due, mayBeSealed, outOfTurn ? minute + NextStep.BetweenSeals : patientUntil);
        }

        if (standing.IsCrowded(events, eventsPerMarker) && now < end)
        {
            await table.PutAsync(new WorkMarker(site.Id, day, now).ToRequest(table.Name), cancellation);
        }
    }

    // After the marker: without its marker no run would ever settle the flag.
    private async Task FlagAsync(LateFlag flag, CancellationToken cancellation)
    {
        try
        {
            await table.PutAsync(flag.ToRequest(table.Name), cancellation);
        }
        catch (ConditionalCheckFailedException)
        {
            // One stands that serves as long.
        }
    }

    /// <summary>The markers that have been due for a minute, of all sites, oldest first in each slice.</summary>
    public async IAsyncEnumerable<WorkMarker> ReadDueAsync(
        DateTimeOffset now, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        for (int slice = 0; slice < WorkMarker.Slices; slice++)
        {
            await foreach (WorkMarker marker in ReadAsync(WorkMarker.DueOf(table.Name, slice, now), cancellation).ConfigureAwait(false))
            {
                yield return marker;
            }
        }
    }

    /// <summary>The same by the day that they stand for.</summary>
    public async Task<Dictionary<(SiteId Site, LocalDay Day), List<WorkMarker>>> ReadDueDaysAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var days = new Dictionary<(SiteId Site, LocalDay Day), List<WorkMarker>>();
        await foreach (WorkMarker marker in ReadDueAsync(now, cancellation).ConfigureAwait(false))
        {
            if (!days.TryGetValue((marker.Site, marker.Day), out List<WorkMarker>? ofDay))
            {
                days[(marker.Site, marker.Day)] = ofDay = [];
            }

            ofDay.Add(marker);
        }

        return days;
    }

    /// <summary>A site's markers, due or not, oldest first.</summary>
    public IAsyncEnumerable<WorkMarker> ReadOfAsync(SiteId site, CancellationToken cancellation) =>
        ReadAsync(WorkMarker.DueOf(table.Name, new WorkMarker(site, default, default).Slice, DateTimeOffset.MaxValue), cancellation).Where(m => m.Site == site);

    /// <summary>The oldest markers of each slice, of all sites, due or not: one request a slice.</summary>
    public async Task<IReadOnlyList<WorkMarker>> ReadOldestAsync(int mostOfSlice, CancellationToken cancellation)
    {
        QueryResponse[] slices = await Task.WhenAll(
            Enumerable.Range(0, WorkMarker.Slices).Select(slice => table.Client.QueryAsync(WorkMarker.OldestOf(table.Name, slice, mostOfSlice), cancellation)));
        return [.. slices.SelectMany(slice => slice.Items ?? []).Select(WorkMarker.Read)];
    }

    public async Task LeaveAsync(WorkMarker marker, CancellationToken cancellation)
    {
        try
        {
            await table.PutAsync(marker.ToRequest(table.Name), cancellation);
        }
        catch (ConditionalCheckFailedException)
        {
            // A recorder's marker stands there, which asks for more.
        }
    }

    /// <summary>Leaves a marker of maintenance for itself: no event waits for it.</summary>
    public Task LeaveUpkeepAsync(Day day, DateTimeOffset due, CancellationToken cancellation) =>
        LeaveAsync(new WorkMarker(day.Site, day.Date, WorkMarker.Minute(due)) { Upkeep = true }, cancellation);

    public async Task RemoveAsync(WorkMarker marker, CancellationToken cancellation) =>
        _ = await table.Client.DeleteItemAsync(marker.ToDelete(table.Name), cancellation);

    private async IAsyncEnumerable<WorkMarker> ReadAsync(
        QueryRequest request, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        do
        {
            QueryResponse page = await table.Client.QueryAsync(request, cancellation);
            foreach (Dictionary<string, AttributeValue> item in page.Items ?? [])
            {
                yield return WorkMarker.Read(item);
            }

            request.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey is { Count: > 0 });
    }
}
