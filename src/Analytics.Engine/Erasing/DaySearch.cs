using Analytics.Engine.Days;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Erasures;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Engine.Erasing;

/// <summary>
/// Searches everything stored of a day for erased people: raw items, blocks, and parts of blocks that the day does not name.
/// </summary>
internal sealed class DaySearch(DayStore days, BlockStore blocks, ErasureReader erasures, RawSearch raw, BlockSearch named)
{
    private const int MostCounts = 3;

    /// <summary>Reads what is stored of a day: the keys of all parts of blocks, the day, and who is erased of it.</summary>
    public async Task<(DayJob Job, List<ItemKey> Parts)> BeginAsync(
        Erasure erasure, Site site, LocalDay date, Deadline deadline, CancellationToken cancellation)
    {
        // The keys before the day: a build that stored one of them is either named or announced by the day that is read after.
        List<ItemKey> parts = await blocks.FindAllAsync(site.Id, date, cancellation);
        Day? day = await days.FindAsync(site.Id, date, cancellation);
        Tombstones tombstones = await erasures.ReadAsync(site.Id, date, site.Calendar.StartOf(date), cancellation);
        return (new DayJob(site, date, day, deadline) { Tombstones = tombstones, Erasure = erasure }, parts);
    }

    /// <summary>Searches it. Null if the day has changed since it was read.</summary>
    public async Task<DayFindings?> RunAsync(DayJob job, List<ItemKey> parts, CancellationToken cancellation)
    {
        var found = new DayFindings();
        HashSet<ItemKey> known = [.. job.Base.Blocks.SelectMany(b => BlockCommands.PartsOf(job.Site.Id, job.Date, b.Id, b.Parts))];
        found.Unnamed.AddRange(parts.Where(part => !known.Contains(part)));
        await raw.RunAsync(job, found, cancellation);
        return await named.RunAsync(job, found, cancellation) ? found : null;
    }

    /// <summary>
    /// How many events of a day an erasure that is not stored would take out. Null where that is unknown: the day was rewritten during
    /// every search, or time was up.
    /// </summary>
    public async Task<long?> CountAsync(
        Erasure erasure, ErasureSecret secret, Site site, LocalDay date, Deadline deadline, CancellationToken cancellation)
    {
        Tombstones tombstones = Tombstones.Of(secret, date, [.. Tombstones.Concerning([erasure], date, site.Calendar.StartOf(date))], [], []);
        for (int searches = 0; searches < MostCounts && !deadline.HasPassed; searches++)
        {
            Day? day = await days.FindAsync(site.Id, date, cancellation);
            DayFindings? found = await FindAsync(day, tombstones);
            if (found?.Visitors.Count > 0)
            {
                found = await FindAsync(day, tombstones.With(found.Visitors));
            }

            if (found is not null)
            {
                return Math.Max(found.RawFound, found.RowsFound);
            }
        }

        return null;

        async Task<DayFindings?> FindAsync(Day? day, Tombstones erased)
        {
            var job = new DayJob(site, date, day, deadline) { Tombstones = erased };
            var findings = new DayFindings();
            await raw.RunAsync(job, findings, cancellation);
            return await named.RunAsync(job, findings, cancellation) ? findings : null;
        }
    }
}
