using Analytics.Store.Calendars;

namespace Analytics.Store.Tests.Calendars;

public sealed class StoredInstantTests
{
    private static readonly DateTimeOffset Noon = Some.Noon;

    [Fact]
    public void An_instant_is_stored_in_whole_milliseconds_of_UTC()
    {
        DateTimeOffset stored = Noon.AddMilliseconds(1).AddTicks(9_999).ToOffset(TimeSpan.FromHours(7)).AsStored();

        Assert.Equal((Noon.AddMilliseconds(1), TimeSpan.Zero), (stored, stored.Offset));
    }

    [Theory]
    [InlineData(20_001, 2)] // ticks after the last change; milliseconds
    [InlineData(9_999, 1)] // the same millisecond
    [InlineData(-50_000, 1)] // the clock went back
    public void A_change_is_later_than_the_change_before_it(long ticks, int milliseconds) =>
        Assert.Equal(Noon.AddMilliseconds(milliseconds), Noon.AddTicks(ticks).ChangeAfter(Noon));
}
