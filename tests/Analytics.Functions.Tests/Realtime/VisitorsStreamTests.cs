using Analytics.Functions.Http;
using Analytics.Functions.Hosting;
using Analytics.Functions.Realtime;

namespace Analytics.Functions.Tests.Realtime;

public sealed class VisitorsStreamTests
{
    private const string First = "retry: 5000\n\nevent: visitors\ndata: {\"visitors\":3}\n\n";
    private readonly AlarmClock _clock = new(Some.Noon);
    private readonly Audience _audience;

    public VisitorsStreamTests() => _audience = new Audience(_clock, visitors: 3);

    // Each watcher waits for two things: to look again, and for the end of the stream's life.
    private async Task PassAsync(double seconds, int watchers = 1)
    {
        await _clock.WaitForAsync(2 * watchers);
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        await _clock.WaitForAsync(2 * watchers);
    }

    [Fact]
    public async Task The_number_comes_at_once_and_nobody_on_the_way_may_keep_it_or_hold_it_back()
    {
        var watcher = new Watcher(_audience);
        await PassAsync(0);

        Assert.Equal(First, watcher.Told);
        Assert.Equal("text/event-stream", watcher.Context.Response.ContentType);
        Assert.Equal("no-store, no-transform", watcher.Context.Response.Headers.CacheControl);
        Assert.Equal("no", watcher.Context.Response.Headers["X-Accel-Buffering"]);
    }

    [Fact]
    public async Task Another_number_is_told_within_five_seconds_and_the_same_one_is_not()
    {
        var watcher = new Watcher(_audience);
        await PassAsync(5);
        Assert.Equal(First, watcher.Told);

        _audience.Visitors = 4;
        await PassAsync(4.9);
        Assert.Equal(First, watcher.Told);
        await PassAsync(0.1);
        Assert.Equal(First + "event: visitors\ndata: {\"visitors\":4}\n\n", watcher.Told);
    }

    [Fact]
    public async Task A_silence_of_fifteen_seconds_is_broken_by_a_sign_of_life()
    {
        var watcher = new Watcher(_audience);
        await PassAsync(5);
        await PassAsync(5);
        await PassAsync(4.9);
        Assert.Equal(First, watcher.Told);

        await PassAsync(0.1);
        Assert.Equal(First + ": still here\n\n", watcher.Told);
    }

    [Fact]
    public async Task Two_who_look_see_a_new_number_at_the_same_time_and_it_is_counted_once()
    {
        var early = new Watcher(_audience);
        await PassAsync(3);
        var late = new Watcher(_audience);
        await _clock.WaitForAsync(4);
        Assert.Equal(1, _audience.Reads);

        _audience.Visitors = 4;
        await PassAsync(2, watchers: 2);

        Assert.Equal(2, _audience.Reads);
        Assert.EndsWith("{\"visitors\":4}\n\n", early.Told, StringComparison.Ordinal);
        Assert.EndsWith("{\"visitors\":4}\n\n", late.Told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_ends_when_the_browser_goes()
    {
        var watcher = new Watcher(_audience);
        await PassAsync(0);
        watcher.Leave();

        await watcher.End.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(0, _clock.Set);
    }

    [Fact]
    public async Task It_ends_when_the_process_is_to_end()
    {
        var watcher = new Watcher(_audience);
        await PassAsync(0);
        watcher.StopApplication();

        await watcher.End.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task It_ends_after_ten_minutes()
    {
        var watcher = new Watcher(_audience);
        for (int i = 0; i < 119; i++)
        {
            await PassAsync(5);
        }

        Assert.False(watcher.End.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(5));
        await watcher.End.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData(29, 26)]
    [InlineData(4, 2)] // of a short time, half
    public async Task It_ends_before_the_host_does(int deadline, int end)
    {
        var watcher = new Watcher(_audience, new AnswerLimits(true, Some.Noon.AddSeconds(deadline)));
        await _clock.WaitForAsync(2);
        for (int second = 1; second < end; second++)
        {
            await PassAsync(1);
        }

        Assert.False(watcher.End.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await watcher.End.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_host_that_keeps_answers_until_they_are_whole_gives_one_number()
    {
        var watcher = new Watcher(_audience, new AnswerLimits(false, Some.Noon.AddSeconds(29)));

        await watcher.End.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(First, watcher.Told);
    }

    [Fact]
    public async Task A_table_that_does_not_answer_is_no_stream()
    {
        _audience.Failure = new TimeoutException();
        var watcher = new Watcher(_audience);

        await Assert.ThrowsAsync<TimeoutException>(() => watcher.End);
        Assert.Equal("", watcher.Told);
    }
}
