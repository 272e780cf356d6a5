using Analytics.Engine.Days;
using Analytics.Engine.Exports;
using Analytics.Engine.Visitors;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Deletions;
using Analytics.Store.Sites;

namespace Analytics.Engine.Deleting;

/// <summary>Deletes what is stored of a site: of one day, or of all days together.</summary>
/// <param name="partitions">Deletes what lies in a partition.</param>
/// <param name="salts">Destroys its salts.</param>
/// <param name="bucket">Where its sealed days lie; null where days are not exported.</param>
internal sealed class SiteSweep(PartitionSweep partitions, SaltStore salts, IDayBucket? bucket)
{
    /// <summary>What is stored of a day, but for the Day itself.</summary>
    public async Task<(long Removed, bool IsEmpty)> RunAsync(SiteDeletion deletion, LocalDay day, Deadline deadline, CancellationToken cancellation)
    {
        // Not in the first pass: somebody who began before may be writing the day there.
        if (bucket is not null && deletion.Passes > 0)
        {
            await bucket.DeleteAsync(deletion.Site, day, cancellation);
        }

        long removed = 0;
        foreach (string partition in SitePartitions.OfDay(deletion.Site, day, deletion.WriteShards))
        {
            (long some, bool isEmpty) = await partitions.RunAsync(partition, "", null, deadline, cancellation);
            removed += some;
            if (!isEmpty)
            {
                return (removed, false);
            }
        }

        return (removed, true);
    }

    /// <summary>
    /// What is not of one day: totals, counts, markers, jobs, goals and whatever else lies beside the site, salts. The Days go last, and not in the
    /// first pass: they say which days are to be searched once more.
    /// </summary>
    public async Task<(long Removed, bool IsEmpty)> RunAsync(SiteDeletion deletion, Deadline deadline, CancellationToken cancellation)
    {
        SiteId site = deletion.Site;
        string job = $"{site.Value}#", marker = $"#{site.Value}#";
        int slice = new WorkMarker(site, deletion.FirstDay, deletion.AskedAt).Slice;
        (string Partition, string Prefix, Func<string, bool>? IsOther)[] all =
        [
            .. SitePartitions.OfAllDays(site).Select(partition => (partition, "", (Func<string, bool>?)null)),
            (DayKeys.MarkerPartition(slice), "", sort => !sort.Contains(marker, StringComparison.Ordinal)),
            (SiteKeys.JobsPartition, job, sort => sort == job + SiteJob.Deletion),
            (SiteKeys.Partition(site), "", sort => sort is SiteKeys.SiteSort or DeletionKeys.DeletionSort),
            .. deletion.Passes > 0 ? [(SitePartitions.OfDays(site), "", null)] : Array.Empty<(string, string, Func<string, bool>?)>(),
        ];
        long removed = await salts.DestroyAllAsync(site, cancellation);
        foreach ((string partition, string prefix, Func<string, bool>? isOther) in all)
        {
            (long some, bool isEmpty) = await partitions.RunAsync(partition, prefix, isOther, deadline, cancellation);
            removed += some;
            if (!isEmpty)
            {
                return (removed, false);
            }
        }

        return (removed, true);
    }
}
