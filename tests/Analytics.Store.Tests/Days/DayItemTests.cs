using Amazon.DynamoDBv2.Model;
using Analytics.Store.Calendars;
using Analytics.Store.Ranges;
using Analytics.Store.Blocks;
using Analytics.Store.Days;
using Analytics.Store.Sites;
using Analytics.Store.Stats;

namespace Analytics.Store.Tests.Days;

public class DayItemTests
{
    private static Day Day(LocalDay date, DayTotals totals) => new()
    {
        Site = SiteId.Parse("site-123"),
        Date = date,
        State = DayState.Sealed,
        Version = 3,
        Start = SiteCalendar.Utc.StartOf(date),
        End = SiteCalendar.Utc.EndOf(date),
        Zone = "UTC",
        Rows = 12,
        Shards = 2,
        ClosesAt = Some.Noon.AddDays(29),
        ContentHash = "abc",
        Totals = totals,
        Hours = [.. Enumerable.Range(0, 24).Select(h => h == 9 ? totals : default)],
    };

    [Fact]
    public void A_day_reads_back_as_it_was_written()
    {
        Day day = Day(Some.Day, new DayTotals(10, 4, 5, 2, 61_000, 12)) with
        {
            DistinctIds = 14,
            Blocks = [new DayBlock(BlockId.Parse("b1#000"), BlockKind.Sealed, 12, 900, 0), new DayBlock(BlockId.Parse("b1#001"), BlockKind.Log, 3, 400_000, 2) { FirstHash = 1ul << 63, LastHash = ulong.MaxValue - 1 }],
            Inline = new byte[] { 1, 2, 3 },
            Watermarks = [Some.Noon, Some.Noon.AddSeconds(1)],
            Claim = new DayClaim(BuildId.Parse("b2"), 4, 1, Some.Noon, Some.Noon.AddMinutes(5)),
            Garbage = [DayGarbage.Of(BuildId.Parse("b0"), Some.Noon), DayGarbage.Of(BlockId.Parse("b0#001"), 2, Some.Noon)],
            SealedAt = Some.Noon.AddHours(3),
            AuditedAt = Some.Noon.AddHours(30),
            Drift = 2,
            LatePending = true,
            Alarm = "look here",
            Change = "c7",
            ExpiresAt = Some.Noon.AddDays(730),
            Export = new DayExport("days", "abc"),
            Purged = ["e1", "e2"],
        };

        Day back = DayItem.Read(DayItem.Write(day));

        Assert.Equal(day.Hours, back.Hours);
        Assert.Equal(day.Blocks, back.Blocks);
        Assert.Equal(day.Inline.ToArray(), back.Inline.ToArray());
        Assert.Equal(day.Watermarks, back.Watermarks);
        Assert.Equal(day.Garbage, back.Garbage);
        Assert.Equal(day.Purged, back.Purged);
        Assert.Equal(day, back with { Hours = day.Hours, Blocks = day.Blocks, Inline = day.Inline, Watermarks = day.Watermarks, Garbage = day.Garbage, Purged = day.Purged });
    }

    [Fact]
    public void A_day_that_settles_reads_back_with_the_logs_of_before_its_seal()
    {
        var settling = new DaySettling(Some.Noon.AddHours(3).AddMinutes(5), new RawFingerprint(7, ulong.MaxValue))
        {
            Logs = [new DayBlock(BlockId.Parse("b1#001"), BlockKind.Log, 3, 400_000, 2)],
            LogWatermarks = [Some.Noon, Some.Noon.AddSeconds(1)],
        };
        Day day = Day(Some.Day, default) with { SealedAt = Some.Noon.AddHours(3), Settling = settling };

        Day back = DayItem.Read(DayItem.Write(day));

        Assert.Equal((settling.Before, settling.Seen), (back.Settling!.Before, back.Settling.Seen));
        Assert.Equal(settling.Logs, back.Settling.Logs);
        Assert.Equal(settling.LogWatermarks, back.Settling.LogWatermarks);
        Assert.True(back.IsUnsettled(Some.Noon.AddHours(4)));
    }

    [Fact]
    public void A_day_that_an_earlier_release_sealed_has_settled()
    {
        Day back = DayItem.Read(DayItem.Write(Day(Some.Day, default) with { SealedAt = Some.Noon.AddHours(3) }));

        Assert.Null(back.Settling);
        Assert.False(back.IsUnsettled(Some.Noon.AddHours(4)));
        Assert.NotEqual(DayStep.Settle, NextStep.Of(back, new DayFacts(back.End), back.End.AddHours(4)));
    }

    [Fact]
    public void A_late_flag_is_raised_to_a_later_time_only_and_deleted_as_it_was_read()
    {
        var flag = new LateFlag(SiteId.Parse("site-123"), Some.Day, Some.Noon);
        PutItemRequest raise = flag.ToRequest("T");

        Assert.Equal(flag, LateFlag.Read(flag.Site, raise.Item));
        Assert.Equal(("late/1", $"SITE#site-123#DAYS {Some.Day}#LATE"), (raise.Item["_"].S, $"{raise.Item["pk"].S} {raise.Item["sk"].S}"));
        Assert.Equal("attribute_not_exists(#pk) OR #due < :due", raise.ConditionExpression);
        Assert.Equal("#due = :due", flag.ToDelete("T").ConditionExpression);
    }

    [Fact]
    public void What_lies_in_a_bucket_may_be_unknown()
    {
        Day day = Day(Some.Day, default) with { Export = new DayExport("days", null) };

        Assert.Equal(day.Export, DayItem.Read(DayItem.Write(day)).Export);
        Assert.True(day.IsExportDue("days"));
    }

    [Fact]
    public void A_day_is_due_for_export_to_a_bucket_that_has_other_content_of_it()
    {
        Day day = Day(Some.Day, default), exported = day with { Export = new DayExport("days", "abc") };

        Assert.True(day.IsExportDue("days"));
        Assert.False(exported.IsExportDue("days"));
        Assert.True(exported.IsExportDue("another"));
        Assert.True((exported with { ContentHash = "def" }).IsExportDue("days"));
        Assert.False((day with { State = DayState.Open }).IsExportDue("days"));
    }

    [Fact]
    public void Days_add_up_to_months_and_open_up_to_hours()
    {
        var march = new DayTotals(10, 4, 5, 2, 61_000, 12);
        Day[] days = [Day(new LocalDay(2026, 3, 30), march), Day(new LocalDay(2026, 3, 31), march), Day(new LocalDay(2026, 4, 1), march)];
        var range = new SiteRange { SiteId = "site-123", Start = days[0].Start, End = days[2].End };

        Assert.Equal([20, 10], AggregateQueries.Aggregate(range, AggregationPeriod.Month, days).Select(s => s.PageViews));
        Assert.Equal([10, 10, 10], AggregateQueries.Aggregate(range, AggregationPeriod.Day, days).Select(s => s.PageViews));
        AggregatedStats hour = AggregateQueries.Aggregate(range, AggregationPeriod.Hour, days)[0];
        Assert.Equal(days[0].Start.AddHours(9), hour.PeriodStart);
        Assert.Equal((0.4, 2.0, TimeSpan.FromSeconds(12.2)), (hour.BounceRate, hour.AvgPagesPerSession, hour.AvgSessionDuration));
    }

    [Theory]
    [InlineData("2026-03-10T12:00", "2026-03-11T02:00")]
    [InlineData("2026-03-11T02:00", "2026-03-11T04:00")]
    [InlineData("2026-03-11T05:00", "2026-03-11T08:00")]
    [InlineData("2026-03-11T20:00", "2026-03-12T02:00")]
    [InlineData("2026-03-13T20:07", "2026-03-13T20:15")]
    public void A_day_is_sealed_2_4_8_and_26_hours_after_its_end_and_then_every_quarter(string now, string due)
    {
        DateTimeOffset end = SiteCalendar.Utc.EndOf(Some.Day);

        Assert.Equal(Parse(due), WorkMarker.NextSeal(end, Parse(now), authenticated: false));
        static DateTimeOffset Parse(string text) => DateTimeOffset.Parse(text + ":00Z", System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public void What_is_loaded_into_a_day_that_is_over_waits_a_quarter_at_most() => Assert.Equal(
        Some.Noon.AddMinutes(15),
        WorkMarker.NextSeal(Some.Noon.AddHours(-1), Some.Noon.AddMinutes(3), authenticated: true));

    [Fact]
    public void A_marker_reads_back_from_its_key()
    {
        var marker = new WorkMarker(SiteId.Parse("site-1"), Some.Day, Some.Noon);

        Assert.Equal(marker, WorkMarker.Read(marker.ToRequest("T").Item));
        Assert.InRange(marker.Slice, 0, WorkMarker.Slices - 1);
    }
}
