using Analytics.Store.Calendars;
using Analytics.Store.Blocks;
using Analytics.Store.Days;
using Analytics.Store.Sites;

namespace Analytics.Store.Tests.Days;

public sealed class NextStepTests
{
    private static readonly DateTimeOffset End = SiteCalendar.Utc.EndOf(Some.Day);
    private static readonly Day Fresh = Day.NewOpen(Some.Site(), Some.Day);
    private static readonly Day Sealed = Fresh with { State = DayState.Sealed, SealedAt = End.AddHours(2), ClosesAt = End.AddDays(28) };
    private static readonly Day Audited = Sealed with { AuditedAt = End.AddHours(27) };
    private static readonly DayGarbage Old = DayGarbage.Of(BlockId.Parse("b0#000"), 1, End.AddHours(1));

    // Hours since the end of the day, what is stored, whether events came, the tail, what to do.
    public static TheoryData<string, double, Day?, bool, int, DayStep> Cases => new()
    {
        { "an open day of few events is let be", -5, null, true, 2_000, DayStep.Nothing },
        { "an open day of many is compacted", -5, null, true, 2_001, DayStep.CompactTail },
        { "so is one that was before", -5, Fresh, true, 2_001, DayStep.CompactTail },
        { "merging goes before", -5, Logs(NextStep.MostBlocks), true, 2_001, DayStep.Merge },
        { "an open day tidies up", -5, Fresh with { Garbage = [DayGarbage.Of(BlockId.Parse("b0#000"), 1, End.AddHours(-7))] }, false, 0, DayStep.CollectGarbage },
        { "but leaves readers an hour", -5, Fresh with { Garbage = [DayGarbage.Of(BlockId.Parse("b0#000"), 1, End.AddHours(-5.5))] }, false, 0, DayStep.Nothing },
        { "a day is not over before the last of it has settled", 0, Fresh, true, 0, DayStep.Nothing },
        { "a day that is over is sealed", 2, null, true, 0, DayStep.Seal },
        { "nobody came and nothing is stored", 2, null, false, 0, DayStep.Nothing },
        { "a day that was opened is sealed though no events came", 2, Fresh, false, 0, DayStep.Seal },
        { "an open day is sealed though it should be closed", 24 * 29, Fresh with { ClosesAt = End.AddDays(28) }, true, 0, DayStep.Seal },
        { "late events are taken in", 4, Sealed, true, 0, DayStep.Seal },
        { "a sealed day rests", 4, Sealed, false, 0, DayStep.Nothing },
        { "a day later it is compared", 26, Sealed, false, 0, DayStep.Audit },
        { "before anything is added", 26, Sealed, true, 0, DayStep.Audit },
        { "once", 52, Audited, false, 0, DayStep.Nothing },
        { "it tidies up", 4, Sealed with { Garbage = [Old] }, false, 0, DayStep.CollectGarbage },
        { "what was accepted in time is taken in though the day takes no more", (24 * 28) + 21, Audited, true, 0, DayStep.Seal },
        { "then it is closed", (24 * 28) + 22, Audited, true, 0, DayStep.Close },
        { "also if it was never compared", (24 * 28) + 22, Sealed, true, 0, DayStep.Close },
        { "a closed day is not built again", 24 * 40, Audited with { State = DayState.Closed }, true, 0, DayStep.Nothing },
        { "but tidied up", 24 * 40, Audited with { State = DayState.Closed, Garbage = [Old] }, true, 0, DayStep.CollectGarbage },
        { "somebody is at it", 2, Fresh with { Claim = Claim(3) }, true, 0, DayStep.Wait },
        { "or was", 3, Fresh with { Claim = Claim(3) }, true, 0, DayStep.Seal },
        { "what a killed build left is noted", 4, Sealed with { Claim = Claim(3) }, false, 0, DayStep.CollectGarbage },
    };

    [Theory, MemberData(nameof(Cases))]
    public void A_day_is_given_what_it_needs(string why, double hours, Day? day, bool eventsCame, int tail, DayStep step) =>
        Assert.True(NextStep.Of(day, new DayFacts(End) { EventsCame = eventsCame, Tail = tail }, End.AddHours(hours)) == step, why);

    private static readonly Day NotExported = Audited with { ContentHash = "abc" };

    // Hours since the end of the day, what is stored, whether events came, the step: for a site that exports days and keeps 40.
    public static TheoryData<string, double, Day?, bool, DayStep> CasesWithBucket => new()
    {
        { "an open day is not exported", -5, Fresh, true, DayStep.Nothing },
        { "a day is sealed first", 2, Fresh, true, DayStep.Seal },
        { "and then exported", 2, NotExported with { AuditedAt = null }, false, DayStep.Export },
        { "what came late is taken in first", 4, NotExported with { AuditedAt = null }, true, DayStep.Seal },
        { "it is compared first", 26, NotExported with { AuditedAt = null }, false, DayStep.Audit },
        { "a closed day is exported too", 24 * 30, NotExported with { State = DayState.Closed }, true, DayStep.Export },
        { "a day that is exported is left alone", 28, NotExported with { Export = new DayExport("days", "abc") }, false, DayStep.Nothing },
        { "unless its content has changed since", 28, NotExported with { Export = new DayExport("days", "ab") }, false, DayStep.Export },
        { "or the exported content is unknown", 28, NotExported with { Export = new DayExport("days", null) }, false, DayStep.Export },
        { "or it was exported to another bucket", 28, NotExported with { Export = new DayExport("other", "abc") }, false, DayStep.Export },
        { "garbage can wait", 28, NotExported with { Garbage = [Old] }, false, DayStep.Export },
        { "somebody is at it", 2, NotExported with { Claim = Claim(3) }, false, DayStep.Wait },
        { "what is kept no longer goes", 24 * 40, NotExported, false, DayStep.Withdraw },
        { "also where nothing is stored of it any more", 24 * 40, null, false, DayStep.Withdraw },
    };

    [Theory, MemberData(nameof(CasesWithBucket))]
    public void What_lies_in_a_bucket_follows_the_day(string why, double hours, Day? day, bool eventsCame, DayStep step) => Assert.True(
        NextStep.Of(day, new DayFacts(End) { EventsCame = eventsCame, Bucket = "days", ExpiresAt = End.AddDays(40) }, End.AddHours(hours)) == step, why);

    [Fact]
    public void A_builders_own_claim_does_not_hold_it_up() => Assert.Equal(
        DayStep.Seal,
        NextStep.Of(Fresh with { Claim = Claim(3) }, new DayFacts(End) { EventsCame = true, Build = BuildId.Parse("b1") }, End.AddHours(2)));

    [Theory]
    [InlineData(new[] { 2_001, 2_001, 2_001, 2_001, 2_001, 2_001, 2_001 }, 0)]
    [InlineData(new[] { 2_001, 2_001, 2_001, 2_001, 2_001, 2_001, 2_001, 30_000 }, 0)]
    [InlineData(new[] { 2_001, 2_001, 2_001, 2_001, 2_001, 2_001, 2_001, 2_001, 2_001 }, 8)]
    [InlineData(new[] { 16_000, 16_000, 16_000, 16_000, 16_000, 16_000, 16_000, 127_999 }, 8)]
    [InlineData(new[] { 128_000, 128_000, 128_000, 128_000, 128_000, 128_000, 128_000, 128_000 }, 0)]
    public void Eight_blocks_of_a_tier_become_one_of_the_next_unless_it_would_be_too_large(int[] rows, int merged) =>
        Assert.Equal(merged, NextStep.ToMerge(Logs([.. rows, .. Enumerable.Repeat(NextStep.MostMergedRows, NextStep.MostBlocks - rows.Length)])).Count);

    [Fact]
    public void Fewer_than_two_dozen_blocks_are_let_be() => Assert.Empty(NextStep.ToMerge(Logs(NextStep.MostBlocks - 1)));

    [Fact]
    public void A_day_of_some_million_events_never_has_more_than_two_dozen_blocks()
    {
        var random = new Random(1);
        var rows = new List<int>();
        for (long events = 0; events < 2_500_000;)
        {
            rows.Add(random.Next(2_001, 9_000));
            events += rows[^1];
            while (NextStep.ToMerge(Logs([.. rows])) is { Count: > 0 } merged)
            {
                foreach (DayBlock block in merged)
                {
                    Assert.True(rows.Remove(block.Rows));
                }

                rows.Add(merged.Sum(b => b.Rows));
                Assert.InRange(rows[^1], 0, NextStep.MostMergedRows);
            }

            Assert.InRange(rows.Count, 1, NextStep.MostBlocks);
        }
    }

    [Fact]
    public void A_claim_of_the_end_of_time_would_be_waited_for() =>
        Assert.Equal(DayStep.Wait, NextStep.Of(Sealed with { Claim = Claim(9_999) }, new DayFacts(End), End.AddDays(40)));

    private static DayClaim Claim(double untilHours) => new(BuildId.Parse("b1"), 0, 0, End, End.AddHours(untilHours));

    private static Day Logs(int count) => Logs([.. Enumerable.Repeat(2_500, count)]);

    private static Day Logs(int[] rows) => Fresh with { Blocks = [.. rows.Select((r, i) => new DayBlock(new BlockId(BuildId.Parse("b"), i), BlockKind.Log, r, r * 20, 1))] };
}
