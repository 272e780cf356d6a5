using Analytics.Store.Blocks;

namespace Analytics.Store.Days;

/// <summary>
/// Decides what is to be done with a day. Pure; <c>Compactor</c> does it. docs/life-of-a-day.md shows its decisions in a table.
/// </summary>
public static class NextStep
{
    /// <summary>From how many raw events beyond the blocks of an open day another block is worth its while.</summary>
    public const int TailThreshold = 2_000;

    /// <summary>The most blocks that an open day has.</summary>
    public const int MostBlocks = 24;

    /// <summary>How many blocks of one tier become one of the next.</summary>
    public const int TierWidth = 8;

    /// <summary>The most events of a block that is merged: what is merged is held in memory.</summary>
    public const int MostMergedRows = 250_000;

    /// <summary>How long after a seal it is compared.</summary>
    public static readonly TimeSpan AuditAfter = TimeSpan.FromHours(24);

    /// <summary>
    /// How long after it takes no more events a day may still be sealed: longer than the 18 hours that <see cref="WorkMarker.NextSeal"/>
    /// may let the last of them wait, or it would be acknowledged and lost. The first raw event expires two hours later.
    /// </summary>
    public static readonly TimeSpan CloseAfter = TimeSpan.FromHours(22);

    /// <summary>What is counted must have been received this long before: longer than any recorder may still be at it.</summary>
    public static readonly TimeSpan Settled = TimeSpan.FromSeconds(60);

    /// <summary>
    /// What any process received this long before is stored: clocks are at most a minute apart, and a recorder gives up
    /// after 20 seconds, half a minute after which nothing of it is under way.
    /// </summary>
    public static readonly TimeSpan Arrived = TimeSpan.FromMinutes(2);

    /// <summary>
    /// How long after a seal was made it holds what could have been counted when it took effect: longer than its write may be under way
    /// and than a reader may still use the day as it was before, by clocks a minute apart.
    /// </summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);

    /// <summary>At least so long between two seals of a day that no slot asks for.</summary>
    public static readonly TimeSpan BetweenSeals = TimeSpan.FromMinutes(15);

    /// <summary>The most write units that a rebuild may take which is not to wait for its slot.</summary>
    public const int FewUnits = 100;

    /// <summary>When it can be known what a seal missed: all that may count is stored then, and no recorder relies on a marker from before its first slot.</summary>
    public static DateTimeOffset SettlesAt(DaySettling settling, DateTimeOffset end)
    {
        ArgumentNullException.ThrowIfNull(settling);
        DateTimeOffset first = WorkMarker.FirstSeal(end);
        return (settling.Before > first ? settling.Before : first) + Arrived;
    }

    /// <summary>The next thing to do; asked again after each.</summary>
    /// <param name="day">The day as it is stored; null where nothing is.</param>
    /// <param name="facts">What else is known.</param>
    /// <param name="now">The present.</param>
    public static DayStep Of(Day? day, DayFacts facts, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(facts);
        bool isOver = now - Settled >= facts.End;
        if (day?.Claim is { } claim && claim.Id != facts.Build && claim.Until > now)
        {
            return DayStep.Wait;
        }

        if (facts.Bucket is not null && facts.ExpiresAt <= now)
        {
            return DayStep.Withdraw;
        }

        return day switch
        {
            null or { State: DayState.Open } when !isOver => Open(day, facts, now),
            null or { State: DayState.Open } => facts.EventsCame || facts.Tail > 0 || day is not null ? DayStep.Seal : DayStep.Nothing,
            { State: DayState.Closed } => Rest(day, facts, now),
            { ClosesAt: { } closesAt } when closesAt + CloseAfter <= now => DayStep.Close,
            { AuditedAt: null, Settling: null, SealedAt: { } at } when at + AuditAfter <= now => DayStep.Audit,
            _ when facts.EventsCame => DayStep.Seal,
            { Settling: { } settling } when facts.MaySettle && SettlesAt(settling, facts.End) <= now => DayStep.Settle,
            _ => Rest(day, facts, now),
        };
    }

    /// <summary>
    /// Which blocks of an open day to merge once it has two dozen: eight of the smallest tier that has as many (each tier is eight times
    /// the one before), or, where there are too many all the same, the two smallest. None where none need be, or none can. What is
    /// merged is written once more, and few blocks are read as quickly as one: fewer are let be.
    /// </summary>
    /// <param name="day">The day.</param>
    /// <param name="mostBlocks">From how many blocks on some are merged.</param>
    public static IReadOnlyList<DayBlock> ToMerge(Day day, int mostBlocks = MostBlocks)
    {
        ArgumentNullException.ThrowIfNull(day);
        if (day.Blocks.Count < mostBlocks)
        {
            return [];
        }

        DayBlock[] blocks = [.. day.Blocks.Where(b => b.Kind == BlockKind.Log).OrderBy(b => b.Rows).ThenBy(b => b.Id.ToString(), StringComparer.Ordinal)];
        foreach (IGrouping<int, DayBlock> tier in blocks.GroupBy(b => TierOf(b.Rows)).OrderBy(t => t.Key))
        {
            DayBlock[] merged = [.. tier.Take(TierWidth)];
            if (merged.Length == TierWidth && merged.Sum(b => b.Rows) <= MostMergedRows)
            {
                return merged;
            }
        }

        return blocks.Length > mostBlocks && blocks[0].Rows + blocks[1].Rows <= MostMergedRows ? blocks[..2] : [];
    }

    private static DayStep Open(Day? day, DayFacts facts, DateTimeOffset now) =>
        day is not null && ToMerge(day, facts.MostBlocks).Count > 0 ? DayStep.Merge
        : facts.Tail > facts.TailThreshold ? DayStep.CompactTail
        : Garbage(day, now);

    private static DayStep Rest(Day day, DayFacts facts, DateTimeOffset now) =>
        facts.Bucket is { } bucket && day.IsExportDue(bucket) ? DayStep.Export : Garbage(day, now);

    private static DayStep Garbage(Day? day, DateTimeOffset now) =>
        day is not null && (day.Claim is not null || day.Garbage.Any(g => g.Since + DayGarbage.Grace <= now)) ? DayStep.CollectGarbage : DayStep.Nothing;

    private static int TierOf(int rows)
    {
        int tier = 0;
        for (long least = TailThreshold * TierWidth; rows >= least; least *= TierWidth)
        {
            tier++;
        }

        return tier;
    }
}
