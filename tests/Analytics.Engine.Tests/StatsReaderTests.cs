using Analytics.Engine.Reading;
using Analytics.Engine.Stats;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Metrics;
using Analytics.Store.Stats.Ranges;

namespace Analytics.Engine.Tests;

public sealed class StatsReaderTests
{
    private static readonly Site Site = Some.Site();

    [Fact]
    public async Task Many_questions_read_each_day_once()
    {
        var raw = new RawEvents(Told.Events("03-09 10:00 ann /\n10:00 bob /\n03-11 10:00 cyd /\n03-20 10:00 dan /"));
        IReadOnlyList<StatsResult> results = await raw.Reader().ReadAsync(
            Site, [Visitors(9, 10), Visitors(10, 11), Visitors(10, 10), Visitors(20, 20)], TestContext.Current.CancellationToken);
        Assert.Equal([2, 2, 1, 1], results.Select(r => (long)r.Rows[0].Metrics[0].Numerator));
        Assert.Equal(["2026-03-09", "2026-03-10", "2026-03-11", "2026-03-20"], raw.Read.Select(d => d.ToString()));
    }

    [Fact]
    public async Task No_question_reads_nothing()
    {
        var raw = new RawEvents([]);
        Assert.Empty(await raw.Reader().ReadAsync(Site, [], TestContext.Current.CancellationToken));
        Assert.Empty(raw.Read);
    }

    [Theory]
    [InlineData(10, 10, 1)]
    [InlineData(11, 11, 0)]
    [InlineData(10, 11, 1)]
    public async Task A_copy_over_midnight_counts_once_whichever_days_are_asked_about(int first, int last, int visitors)
    {
        Event original = Told.Events("23:59:59 ann /")[0];
        Event retry = original with { Day = new LocalDay(2026, 3, 11), Time = original.Time.AddSeconds(3), ReceivedAt = original.Time.AddSeconds(3) };
        IReadOnlyList<StatsResult> results = await new RawEvents([retry, original]).Reader().ReadAsync(
            Site, [Visitors(first, last)], TestContext.Current.CancellationToken);
        Assert.Equal(visitors, (long)results[0].Rows[0].Metrics[0].Numerator);
    }

    [Fact]
    public async Task The_last_day_knows_a_copy_that_was_received_earlier_in_the_day_after()
    {
        Event retry = Told.Events("23:59:59 ann /")[0];
        retry = retry with { ReceivedAt = retry.Time.AddSeconds(6) };
        Event original = retry with { Day = new LocalDay(2026, 3, 11), Time = retry.Time.AddSeconds(2), ReceivedAt = retry.Time.AddSeconds(2) };
        StatsReader reader = new RawEvents([retry, original]).Reader();
        IReadOnlyList<StatsResult> results = await reader.ReadAsync(Site, [Visitors(10, 10)], TestContext.Current.CancellationToken);
        Assert.Equal(0, (long)results[0].Rows[0].Metrics[0].Numerator);
    }

    [Fact]
    public async Task Current_visitors_are_counted_over_midnight_and_a_copy_does_not_count_twice()
    {
        IReadOnlyList<Event> events = Told.Events("23:58 ann /\n23:59:59 bob /\n03-11 00:00:01 cyd /\n03-11 00:00:02 cyd ...");
        Event retry = events[1] with
        {
            Day = new LocalDay(2026, 3, 11),
            Time = events[1].Time.AddSeconds(3),
            ReceivedAt = events[1].Time.AddSeconds(3),
            Visitor = new(7),
        };
        int current = await new RawEvents([.. events, retry]).Reader().ReadCurrentVisitorsAsync(
            Site, new(2026, 3, 11, 0, 1, 0, TimeSpan.Zero), TestContext.Current.CancellationToken);
        Assert.Equal(3, current);
    }

    [Fact]
    public async Task Reading_stops_when_nobody_waits_for_the_answer()
    {
        using var cancelled = new CancellationTokenSource();
        ReadDay endless = (_, _, cancellation) => Endless(cancellation);
        ReadDayWindow none = (_, _, _, _, _) => AsyncEnumerable.Empty<Event>();
        cancelled.CancelAfter(TimeSpan.FromMilliseconds(20));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RawEvents.Reader(endless, none).ReadAsync(Site, [Visitors(10, 10)], cancelled.Token));
    }

    private static async IAsyncEnumerable<Event> Endless([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        for (int i = 0; ; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            await Task.Yield();
            yield return Some.Pageview($"e{i}", "/", Some.Noon);
        }
    }

    private static StatsQuery Visitors(int first, int last) => ((StatsQueryOutcome.Accepted)StatsQuery.Create(
        [KnownMetrics.Find("visitors")!],
        StatsRange.OfDays(SiteCalendar.Utc, new LocalDay(2026, 3, first), new LocalDay(2026, 3, last))!)).Query;
}
