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
    /// <summary>Reads what is stored of a day: the keys of all parts of blocks, the day, and who is erased of it.</summary>
    public async Task<(DayJob Visit, List<ItemKey> Parts)> BeginAsync(
        Site site, LocalDay date, Deadline deadline, CancellationToken cancellation)
    {
        // The keys before the day: a build that stored one of them is either named or announced by the day that is read after.
        List<ItemKey> parts = await blocks.FindAllAsync(site.Id, date, cancellation);
        Day? day = await days.FindAsync(site.Id, date, cancellation);
        Tombstones tombstones = await erasures.ReadAsync(site.Id, date, site.Calendar.StartOf(date), cancellation);
        return (new DayJob(site, date, day, deadline) { Tombstones = tombstones }, parts);
    }

    /// <summary>Searches it. Null if the day has changed since it was read.</summary>
    public async Task<DayFindings?> RunAsync(DayJob visit, List<ItemKey> parts, CancellationToken cancellation)
    {
        var found = new DayFindings();
        HashSet<ItemKey> known = [.. visit.Base.Blocks.SelectMany(b => BlockCommands.PartsOf(visit.Site.Id, visit.Date, b.Id, b.Parts))];
        found.Unnamed.AddRange(parts.Where(part => !known.Contains(part)));
        await raw.RunAsync(visit, found, cancellation);
        return await named.RunAsync(visit, found, cancellation) ? found : null;
    }

    /// <summary>How many events of a day an erasure that is not stored would take out.</summary>
    public async Task<long> CountAsync(
        Erasure erasure, ErasureSecret secret, Site site, LocalDay date, Deadline deadline, CancellationToken cancellation)
    {
        Day? day = await days.FindAsync(site.Id, date, cancellation);
        Tombstones tombstones = Tombstones.Of(secret, date, [.. Tombstones.Concerning([erasure], date, site.Calendar.StartOf(date))], []);
        DayFindings found = await FindAsync(tombstones);
        if (found.Visitors.Count > 0)
        {
            found = await FindAsync(tombstones.With(found.Visitors));
        }

        return Math.Max(found.RawFound, found.RowsFound);

        async Task<DayFindings> FindAsync(Tombstones erased)
        {
            var visit = new DayJob(site, date, day, deadline) { Tombstones = erased };
            var findings = new DayFindings();
            await raw.RunAsync(visit, findings, cancellation);
            _ = await named.RunAsync(visit, findings, cancellation);
            return findings;
        }
    }
}
