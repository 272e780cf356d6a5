using Analytics.Store.Inputs;
using Analytics.Store.Stats.Funnels;

namespace Analytics.Store.Tests.Stats.Funnels;

public sealed class FunnelWindowTests
{
    [Theory]
    [InlineData("visit", null, "visit")]
    [InlineData("day", null, "day")]
    [InlineData("range", null, "range")]
    [InlineData("90s", 90, "90s")]
    [InlineData("30m", 1_800, "30m")]
    [InlineData("24h", 86_400, "1d")]
    [InlineData("5000d", 432_000_000, "5000d")]
    public void A_window_is_read_and_written(string text, int? seconds, string written)
    {
        FunnelWindow window = FunnelWindow.Parse(text);
        Assert.Equal((seconds, written), ((int?)window.Span?.TotalSeconds, window.ToString()));
        Assert.Equal(window, FunnelWindow.Parse(written));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("week")]
    [InlineData("Day")]
    [InlineData("0s")]
    [InlineData("-1d")]
    [InlineData("1.5h")]
    [InlineData(" 1h")]
    [InlineData("1w")]
    [InlineData("d")]
    [InlineData("5001d")]
    [InlineData("99999999999d")]
    public void Anything_else_is_refused(string? text) => Assert.Equal("window", Assert.Throws<AnalyticsInputException>(() => FunnelWindow.Parse(text)).Faults[0].Field);

    [Fact]
    public void A_window_of_a_part_of_a_second_is_refused() =>
        Assert.Throws<AnalyticsInputException>(() => FunnelWindow.Of(TimeSpan.FromMilliseconds(1_500)));
}
