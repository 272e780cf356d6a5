using Analytics.Store.Accounts;
using Analytics.Store.Inputs;
using Analytics.Store.Pages;
using Analytics.Store.Realtime;
using Analytics.Store.Sessions;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Store.Table;
using FsCheck;
using FsCheck.Fluent;

namespace Analytics.Store.Tests.Table;

public class KeyTests
{
    [Fact]
    public void Escaped_text_comes_back_and_never_holds_the_separator() => Prop.ForAll<NonNull<string>>(text =>
    {
        string escaped = KeyText.Escape(text.Get);
        return KeyText.Unescape(escaped) == text.Get && !escaped.Contains('#', StringComparison.Ordinal);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Different_texts_never_share_a_key() => Prop.ForAll<NonNull<string>, NonNull<string>>((a, b) =>
        a.Get == b.Get || KeyText.Escape(a.Get) != KeyText.Escape(b.Get)).QuickCheckThrowOnFailure();

    [Fact]
    public void Raw_keys_sort_by_the_time_of_receipt() => Prop.ForAll<DateTime, DateTime>((a, b) =>
    {
        DateTimeOffset first = new(DateTime.SpecifyKind(a, DateTimeKind.Utc)), second = new(DateTime.SpecifyKind(b, DateTimeKind.Utc));
        long x = first.ToUnixTimeMilliseconds(), y = second.ToUnixTimeMilliseconds();
        int byKey = string.CompareOrdinal(KeyText.Instant(first), KeyText.Instant(second));
        return Math.Sign(byKey) == Math.Sign(x.CompareTo(y));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_key_of_an_instant_reads_back_to_the_millisecond() => Prop.ForAll<DateTime>(time =>
    {
        DateTimeOffset instant = DateTimeOffset.FromUnixTimeMilliseconds(new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)).ToUnixTimeMilliseconds());
        return KeyText.ParseInstant(KeyText.Instant(instant)) == instant;
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("th-TH")]
    [InlineData("ar-SA")]
    [InlineData("fa-IR")]
    [InlineData("sv-SE")]
    public void Keys_do_not_change_with_the_culture(string culture)
    {
        using var scope = new CultureScope(culture);

        Assert.Equal("SITE#site-1#RAW#2026-03-10#0", RawKeys.RawPartition(SiteId.Parse("site-1"), Some.Day, 0));
        Assert.Equal("20260310T120000000#e1", RawKeys.RawSort(Some.Noon, EventId.Parse("e1")));
        Assert.Equal("2026-03-10T12:00", RealtimeKeys.RealtimeSort(Some.Noon));
        Assert.Equal("20260310T1200#site-1#2026-03-10", DayKeys.Marker(0, Some.Noon, SiteId.Parse("site-1"), Some.Day).Sort);
    }

    [Fact]
    public void No_two_kinds_of_item_share_a_partition_but_for_a_sites_own_settings()
    {
        SiteId site = SiteId.Parse("site-1");
        string[] partitions =
        [
            SiteKeys.Partition(site), RawKeys.RawPartition(site, Some.Day, 0), SessionKeys.SessionPartition(site, Some.Day), DayKeys.DaysPartition(site),
            PageKeys.RollupPartition(site, "page"), RealtimeKeys.RealtimePartition(site), DayKeys.MarkerPartition(0), SiteKeys.Host("SITE#site-1").Partition,
            AccountKeys.User("SITE#site-1").Partition, AccountKeys.ApiKey("x").Partition, AccountKeys.Login("x").Partition,
        ];

        Assert.Equal(partitions.Length, partitions.Distinct().Count());
    }

    [Fact]
    public void The_key_of_no_site_cannot_be_made() => Assert.Throws<AnalyticsInputException>(() => SiteKeys.Site(default));
}
