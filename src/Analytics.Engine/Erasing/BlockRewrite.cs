using Amazon.DynamoDBv2.Model;
using Analytics.Engine.Compaction;
using Analytics.Engine.Days;
using Analytics.Store.Blocks;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Pages;
using Analytics.Store.Stats.Scan;
using Analytics.Store.Visits;

namespace Analytics.Engine.Erasing;

/// <summary>
/// Rewrites a sealed day from its own blocks, without erased people and without kinds of events that the site keeps no longer: for days whose raw
/// events are gone or incomplete, or need not be read for it. It holds one block at a time in memory.
/// </summary>
internal sealed class BlockRewrite(DayStore days, BlockStore blocks, DayClaims claims, TimeProvider clock)
{
    public async Task<(DayOutcome Outcome, long Erased)> RunAsync(DayJob job, CancellationToken cancellation)
    {
        BuildId build = BuildId.New();
        Day before = job.Base;
        var content = new DayBuilder(before.Date, before.Start, before.End);
        var pages = new PageTally();
        List<DayBlock> written = [];
        byte[] inline = [];
        EventKinds expired = KindRetention.ExpiredOf(job.Site, job.Date, clock.GetUtcNow());
        FilteredRows? filter = job.IsUnpurged ? ErasureFilter.Of(job.Erasure!) : null;
        foreach (DayBlock named in before.Blocks)
        {
            if (job.Deadline.HasPassed)
            {
                return (DayOutcome.OutOfTime, 0);
            }

            if (await blocks.OpenAsync(job.Base, named, cancellation) is not { } block)
            {
                return (DayOutcome.Overtaken, 0);
            }

            long counted = content.Rows;
            byte[]? bytes = content.Add(job.Tombstones.WithoutNames(Unmet(job, block.Without(expired), filter), before.SealedAt), out DayVisits visits);
            pages.Add(visits);
            if (bytes is null)
            {
                continue;
            }

            bool isInline = before.Blocks.Count == 1 && bytes.Length <= DayBuild.MostInline;
            if (!isInline && (job.Day?.Claim?.Id != build || written.Count % 32 == 0)
                && !await claims.ClaimAsync(job, build, before.Blocks.Count, written.Count, clock.GetUtcNow(), cancellation))
            {
                return (DayOutcome.Overtaken, 0);
            }

            var id = new BlockId(build, written.Count);
            inline = isInline ? bytes : inline;
            int parts = isInline ? 0 : await blocks.PutAsync(job.Site.Id, job.Date, id, bytes, before.ExpiresAt, cancellation);
            written.Add(named with { Id = id, Rows = (int)(content.Rows - counted), Bytes = bytes.Length, Parts = parts });
        }

        long erased = before.Rows - content.Rows - content.Trimmed;
        Day after = DayClaims.Without(job.Base, build, clock.GetUtcNow()) with
        {
            Rows = content.Rows,
            DistinctIds = Math.Max(0, before.DistinctIds - erased),
            ContentHash = content.ContentHash,
            Totals = content.Totals,
            Hours = before.Hours.Count == 0 ? [] : content.Hours,
            Blocks = written,
            Inline = inline,
            Purged = PurgedOf(job, before),
            Expired = before.Expired | expired,
        };
        Dictionary<string, AttributeValue>? rollup = SealPass.Pages(job, pages, after);
        Day? swapped = await days.ChangeAsync(job.Day, after, rollup, atOnce: true, cancellation);
        job.Day = swapped ?? job.Day;
        return swapped is null ? (DayOutcome.Overtaken, 0) : (DayOutcome.Done, erased);
    }

    private static IReadOnlyList<Event> Unmet(DayJob job, Block block, FilteredRows? filter)
    {
        IReadOnlyList<Event> events = block.ToSealedEvents(job.Site.Id);
        if (filter is null)
        {
            return events;
        }

        bool[] met = filter.In(block);
        return [.. events.Where((_, row) => !met[row])];
    }

    // Erasures by filter that are over need no note any more.
    private static IReadOnlyList<string> PurgedOf(DayJob job, Day before) =>
        [.. before.Purged.Intersect(job.Tombstones.Matched), .. job.IsUnpurged ? [job.Erasure!.Id.Value] : Array.Empty<string>()];
}
