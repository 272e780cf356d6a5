using Amazon.DynamoDBv2.Model;
using Analytics.Engine.Compaction;
using Analytics.Engine.Days;
using Analytics.Store.Blocks;
using Analytics.Store.Blocks.Format;
using Analytics.Store.Days;
using Analytics.Store.Erasures;
using Analytics.Store.Events;
using Analytics.Store.Pages;
using Analytics.Store.Visits;

namespace Analytics.Engine.Erasing;

/// <summary>Searches a day's blocks and rewrites those that contain an erased person. It holds one block at a time in memory.</summary>
internal sealed class BlockPurge(DayStore days, BlockStore blocks, DayClaims claims, TimeProvider clock)
{
    /// <summary>Searches the blocks. False if a block that the day names is missing: then the day has changed since it was read.</summary>
    public async Task<bool> LookAsync(DayVisit visit, DayLook look, CancellationToken cancellation)
    {
        foreach (DayBlock named in visit.Base.Blocks)
        {
            if (await OpenAsync(visit, named, cancellation) is not { } block)
            {
                return false;
            }

            look.Blocks++;
            look.Rows += block.Rows;
            if (block.Kind == BlockKind.Sealed)
            {
                look.RowsFound += CountNames(visit, block);
                continue;
            }

            foreach (Event e in block.ToEvents(visit.Site.Id))
            {
                visit.Tombstones.Collect(e, look.Visitors);
                look.RowsFound += visit.Tombstones.Covers(e) ? 1 : 0;
            }
        }

        return true;
    }

    /// <summary>Rewrites the logs of an open day. It always changes the day's version, so that no build begun before is stored.</summary>
    public async Task<DayOutcome> RewriteLogsAsync(DayVisit visit, Tombstones tombstones, CancellationToken cancellation)
    {
        BuildId build = BuildId.New();
        List<DayBlock> replaced = [], written = [];
        DateTimeOffset now = clock.GetUtcNow();
        foreach (DayBlock log in visit.Base.Blocks)
        {
            if (await OpenAsync(visit, log, cancellation) is not { } block)
            {
                return DayOutcome.Overtaken;
            }

            IReadOnlyList<Event> all = block.ToEvents(visit.Site.Id);
            Event[] kept = [.. all.Where(e => !tombstones.Covers(e))];
            if (kept.Length == all.Count)
            {
                continue;
            }

            replaced.Add(log);
            if (kept.Length == 0)
            {
                continue;
            }

            if (visit.Day?.Claim?.Id != build && !await claims.ClaimAsync(visit, build, 0, 0, now, cancellation))
            {
                return DayOutcome.Overtaken;
            }

            var id = new BlockId(build, written.Count);
            byte[] bytes = BlockWriter.Log(visit.Date, kept);
            int parts = await blocks.PutAsync(visit.Site.Id, visit.Date, id, bytes, now + RawRetention.Of(visit.Site), cancellation);
            written.Add(new DayBlock(id, BlockKind.Log, kept.Length, bytes.Length, parts));
        }

        Day after = DayClaims.Without(visit.Base, build, now);
        after = after with { Blocks = [.. after.Blocks.Except(replaced), .. written] };
        Day? swapped = await days.ChangeAsync(visit.Day, after with { Rows = after.Blocks.Sum(b => (long)b.Rows) }, cancellation);
        visit.Day = swapped ?? visit.Day;
        return swapped is null ? DayOutcome.Overtaken : DayOutcome.Done;
    }

    /// <summary>Rewrites a day from its own blocks, for days whose raw events are gone or incomplete.</summary>
    public async Task<(DayOutcome Outcome, long Erased)> RewriteSealedAsync(DayVisit visit, CancellationToken cancellation)
    {
        BuildId build = BuildId.New();
        Day before = visit.Base;
        var content = new DayBuilder(before.Date, before.Start, before.End);
        var pages = new PageTally();
        List<DayBlock> written = [];
        byte[] inline = [];
        foreach (DayBlock named in before.Blocks)
        {
            if (visit.Deadline.HasPassed)
            {
                return (DayOutcome.OutOfTime, 0);
            }

            if (await OpenAsync(visit, named, cancellation) is not { } block)
            {
                return (DayOutcome.Overtaken, 0);
            }

            long counted = content.Rows;
            byte[]? bytes = content.Add(visit.Tombstones.WithoutNames(block.ToSealedEvents(visit.Site.Id), before.SealedAt), out DayVisits visits);
            pages.Add(visits);
            if (bytes is null)
            {
                continue;
            }

            bool isInline = before.Blocks.Count == 1 && bytes.Length <= DayBuild.MostInline;
            if (!isInline && (visit.Day?.Claim?.Id != build || written.Count % 32 == 0)
                && !await claims.ClaimAsync(visit, build, before.Blocks.Count, written.Count, clock.GetUtcNow(), cancellation))
            {
                return (DayOutcome.Overtaken, 0);
            }

            var id = new BlockId(build, written.Count);
            inline = isInline ? bytes : inline;
            int parts = isInline ? 0 : await blocks.PutAsync(visit.Site.Id, visit.Date, id, bytes, before.ExpiresAt, cancellation);
            written.Add(named with { Id = id, Rows = (int)(content.Rows - counted), Bytes = bytes.Length, Parts = parts });
        }

        long erased = before.Rows - content.Rows;
        Day after = DayClaims.Without(visit.Base, build, clock.GetUtcNow()) with
        {
            Rows = content.Rows,
            DistinctIds = Math.Max(0, before.DistinctIds - erased),
            ContentHash = content.ContentHash,
            Totals = content.Totals,
            Hours = before.Hours.Count == 0 ? [] : content.Hours,
            Blocks = written,
            Inline = inline,
        };
        Dictionary<string, AttributeValue>? rollup = SealPass.Pages(visit, pages, after);
        Day? swapped = await days.ChangeAsync(visit.Day, after, rollup, atOnce: true, cancellation);
        visit.Day = swapped ?? visit.Day;
        return swapped is null ? (DayOutcome.Overtaken, 0) : (DayOutcome.Done, erased);
    }

    // The rows are decoded only if the block's tables of user ids and imports contain an erased one.
    private static int CountNames(DayVisit visit, Block block)
    {
        if (visit.Base.SealedAt <= visit.Tombstones.Everything)
        {
            return block.Rows;
        }

        if (!Array.Exists(block.Columns.Text(BlockField.UserId).Values, visit.Tombstones.HasUser) && !block.Columns.Imports.Any(visit.Tombstones.HasImport))
        {
            return 0;
        }

        IReadOnlyList<Event> events = block.ToSealedEvents(visit.Site.Id);
        return events.Count - visit.Tombstones.WithoutNames(events, visit.Base.SealedAt).Count;
    }

    private async Task<Block?> OpenAsync(DayVisit visit, DayBlock named, CancellationToken cancellation)
    {
        if (named.IsInline)
        {
            return BlockReader.Open(visit.Base.Inline, $"{visit.Date} {named.Id}");
        }

        var found = await blocks.ReadAsync(visit.Site.Id, [(visit.Date, named)], new ReadMeter(), cancellation);
        return found.TryGetValue((visit.Date, named.Id), out byte[]? bytes) ? BlockReader.Open(bytes, $"{visit.Date} {named.Id}") : null;
    }
}
