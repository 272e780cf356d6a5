using Analytics.Functions.Realtime;
using Analytics.Store.Sites;

namespace Analytics.Functions.Tests.Realtime;

public sealed class LiveCountsTests
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private readonly AlarmClock _clock = new(Some.Noon);
    private readonly Site _site = Some.Site();

    [Fact]
    public async Task However_many_look_a_site_is_counted_once_in_five_seconds()
    {
        var audience = new Audience(_clock, visitors: 3);

        Assert.Equal(3, (await audience.Counts.ReadAsync(_site, Never)).Visitors);
        audience.Visitors = 4;
        _clock.Advance(TimeSpan.FromSeconds(4.999));
        Assert.Equal(new LiveCount(3, Some.Noon), await audience.Counts.ReadAsync(_site, Never));
        Assert.Equal(1, audience.Reads);

        _clock.Advance(TimeSpan.FromSeconds(0.001));
        Assert.Equal(new LiveCount(4, Some.Noon.AddSeconds(5)), await audience.Counts.ReadAsync(_site, Never));
        Assert.Equal(2, audience.Reads);
    }

    [Fact]
    public async Task Who_comes_while_it_is_being_counted_waits_for_the_same_count()
    {
        var answers = new TaskCompletionSource();
        var audience = new Audience(_clock, visitors: 3) { Answers = answers.Task };
        using var gone = new CancellationTokenSource();

        Task<LiveCount> first = audience.Counts.ReadAsync(_site, gone.Token), second = audience.Counts.ReadAsync(_site, Never);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        answers.SetResult();

        Assert.Equal(3, (await second).Visitors);
        Assert.Equal(1, audience.Reads);
    }

    [Fact]
    public async Task A_count_that_failed_is_not_remembered()
    {
        var audience = new Audience(_clock, visitors: 3) { Failure = new TimeoutException() };
        await Assert.ThrowsAsync<TimeoutException>(() => audience.Counts.ReadAsync(_site, Never));

        audience.Failure = null;
        Assert.Equal(3, (await audience.Counts.ReadAsync(_site, Never)).Visitors);
    }

    [Fact]
    public async Task Sites_are_counted_apart()
    {
        var audience = new Audience(_clock, visitors: 3);
        _ = await audience.Counts.ReadAsync(_site, Never);

        audience.Visitors = 4;
        Assert.Equal(4, (await audience.Counts.ReadAsync(Some.Site("site-2"), Never)).Visitors);
        Assert.Equal(3, (await audience.Counts.ReadAsync(_site, Never)).Visitors);
    }

    [Fact]
    public async Task The_site_after_the_last_that_is_remembered_makes_room_of_old_ones_before_new_ones()
    {
        var audience = new Audience(_clock, visitors: 1);
        for (int i = 0; i < LiveCounts.MaxSites - 1; i++)
        {
            _ = await audience.Counts.ReadAsync(Some.Site($"old-{i}"), Never);
        }

        _clock.Advance(LiveCount.MaxAge);
        _ = await audience.Counts.ReadAsync(Some.Site("new"), Never);
        _ = await audience.Counts.ReadAsync(Some.Site("newer"), Never);
        Assert.Equal(LiveCounts.MaxSites + 1, audience.Reads);

        _ = await audience.Counts.ReadAsync(Some.Site("new"), Never);
        Assert.Equal(LiveCounts.MaxSites + 1, audience.Reads);
    }
}
