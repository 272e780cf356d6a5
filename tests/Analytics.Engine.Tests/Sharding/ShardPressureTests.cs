using Analytics.Engine.Recording;
using Analytics.Store.Sites;

namespace Analytics.Engine.Tests.Sharding;

public sealed class ShardPressureTests
{
    private readonly ManualClock _clock = new(Some.Noon);
    private readonly ShardPressure _pressure;

    public ShardPressureTests() => _pressure = new ShardPressure(_clock, new RecordingLimits());

    [Theory]
    [InlineData(1, 700, 1)]
    [InlineData(1, 701, 2)]
    [InlineData(1, 1_401, 4)]
    [InlineData(4, 2_800, 4)]
    [InlineData(4, 2_801, 8)]
    [InlineData(32, 1_000_000, 64)]
    [InlineData(64, 1_000_000, 64)]
    public void A_site_gets_as_many_shards_as_ten_seconds_of_its_writes_need(int has, int unitsASecond, int needed) =>
        Assert.Equal(needed, Run(has, unitsASecond, seconds: 10));

    [Fact]
    public void A_burst_of_a_second_is_no_reason() => Assert.Equal(1, Run(1, 6_000, seconds: 1));

    [Fact]
    public void What_is_older_than_ten_seconds_is_forgotten()
    {
        Assert.Equal(2, Run(1, 701, seconds: 10));
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(1, _pressure.Note(Some.Site(), 700));
    }

    [Fact]
    public void Refusals_weigh_more_than_what_was_written()
    {
        for (int i = 0; i < 7; i++)
        {
            Assert.Equal(1, _pressure.Note(Some.Site(), 0, refused: 1));
        }

        Assert.Equal(2, _pressure.Note(Some.Site(), 0, refused: 1));
    }

    [Theory]
    [InlineData(1, 100, 10, 2)] // 1.1 of what the partitions take, 1.6 with room
    [InlineData(1, 100, 39, 2)]
    [InlineData(1, 100, 41, 4)] // 1.41, 2.01 with room
    [InlineData(2, 100, 900, 8)] // ten times as much: believed up to four
    [InlineData(32, 100, 900, 64)]
    [InlineData(4, 1_000, 1, 4)] // one now and then is no reason
    public void The_share_that_is_refused_tells_how_many_shards_are_needed(int has, int written, int refused, int needed) =>
        Assert.Equal(needed, _pressure.Note(Some.Site() with { WriteShards = has }, written, refused));

    [Fact]
    public void Another_site_is_another_matter()
    {
        Assert.Equal(2, Run(1, 701, seconds: 10));
        Assert.Equal(1, _pressure.Note(Some.Site("site-2"), 1));
    }

    private int Run(int has, int unitsASecond, int seconds)
    {
        Site site = Some.Site() with { WriteShards = has };
        int shards = 0;
        for (int second = 0; second < seconds; second++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            shards = _pressure.Note(site, unitsASecond);
        }

        return shards;
    }
}
