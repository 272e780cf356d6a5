using Amazon.DynamoDBv2.Model;
using Analytics.Engine.Compaction;
using Analytics.Engine.Days;
using Analytics.Store.Days;
using Analytics.Store.Pages;
using Analytics.Store.Visits;

namespace Analytics.Engine.Erasing;

/// <summary>
/// Rewrites a sealed day from its own blocks, without erased people: for days whose raw events are gone or incomplete. It holds one block
/// at a time in memory.
/// </summary>
internal sealed class BlockRewrite(DayStore days, BlockStore blocks, DayClaims claims, TimeProvider clock)
{
    public async Task<(DayOutcome Outcome, long Erased)> RunAsync(DayJob visit, CancellationToken cancellation)
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

            if (await blocks.OpenAsync(visit.Base, named, cancellation) is not { } block)
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
}
