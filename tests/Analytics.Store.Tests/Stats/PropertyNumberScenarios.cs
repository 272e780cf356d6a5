using Analytics.Store.Stats;
using Analytics.Store.Stats.Metrics;

namespace Analytics.Store.Tests.Stats;

public sealed class PropertyNumberScenarios
{
    private const string Prices = """
        10:00 ann / n=1
        10:01 ann / n=2.5
        10:02 bob /a n=-4
        10:03 bob /a n=2.5
        10:04 cid /a n=cheap
        10:05 cid /none
        """;

    [Theory]
    [InlineData("numbers(event:props:n)", "4")]
    [InlineData("sum(event:props:n)", "2")]
    [InlineData("average(event:props:n)", "0.5")]
    [InlineData("min(event:props:n)", "-4")]
    [InlineData("max(event:props:n)", "2.5")]
    [InlineData("median(event:props:n)", "1")]
    [InlineData("p1(event:props:n)", "-4")]
    [InlineData("p75(event:props:n)", "2.5")]
    [InlineData("p99.9(event:props:n)", "2.5")]
    [InlineData("share(event:props:n,,1)", "50")]
    [InlineData("share(event:props:n,1,)", "50")]
    [InlineData("share(event:props:n,-4,1)", "25")]
    [InlineData("sum(event:props:other)", "null")]
    [InlineData("p50(event:props:other)", "null")]
    [InlineData("share(event:props:other,1,)", "null")]
    [InlineData("numbers(event:props:other)", "0")]
    public void Figures_are_of_the_numbers_and_of_nothing_they_are_null(string metric, string figure) =>
        Assert.Equal([figure], Asked.Of(Prices, metric));

    [Fact]
    public void Figures_are_broken_down_and_rows_without_a_number_are_none_of_theirs() =>
        Assert.Equal(["/ 3.5 2.5", "/a -1.5 2.5"], Asked.Of(Prices, "sum(event:props:n) max(event:props:n)", "event:page"));

    [Fact]
    public void What_is_no_number_is_counted_in_the_answer()
    {
        StatsResult result = Asked.Result(Told.Events(Prices), Asked.Query("visitors sum(event:props:n) max(event:props:other)"));

        Assert.Equal([(MetricWarning.TextsLeftOut, "sum(event:props:n)")], result.Warnings.Select(w => (w.Warning, w.Metric.Name)));
        Assert.Equal([("sum(event:props:n)", 1L)], result.TextsLeftOut.Select(t => (t.Metric.Name, t.Events)));
    }

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0.5", "-0.5")]
    [InlineData("-0", "0")]
    [InlineData("0.000001", "0.000001")]
    [InlineData("-7.25", "-7.25")]
    [InlineData("999999999999.123456", "999999999999.123456")]
    [InlineData("1.", "null")]
    [InlineData(".5", "null")]
    [InlineData("-", "null")]
    [InlineData("1.2.3", "null")]
    [InlineData("00.5", "null")]
    [InlineData("1e3", "1000")]
    [InlineData("12.3456785", "12.345679")]
    [InlineData("-0.0000005", "-0.000001")]
    [InlineData("9000000000000", "9000000000000")]
    [InlineData("9000000000000.1", "null")]
    [InlineData("1e400", "null")]
    [InlineData("007", "null")]
    [InlineData("+1", "null")]
    [InlineData("1,5", "null")]
    [InlineData("5.", "null")]
    [InlineData("NaN", "null")]
    [InlineData("Infinity", "null")]
    [InlineData("0x1F", "null")]
    [InlineData("1_000", "null")]
    [InlineData("\u0661", "null")]
    [InlineData("0.00000000000000000000000000000000000001", "0")]
    [InlineData("0.0000000000000000000000000000000000000001", "null")]
    public void A_number_is_written_as_in_JSON_within_bounds_and_all_else_is_a_text(string text, string number) =>
        Assert.Equal([number], Asked.Of($"10:00 ann / n={text}", "sum(event:props:n)"));

    [Fact]
    public void Sums_of_the_greatest_numbers_are_exact()
    {
        string told = string.Join('\n', Enumerable.Range(0, 60).Select(i => $"10:00 v{i} / n=9000000000000"));

        Assert.Equal(["540000000000000 9000000000000"], Asked.Of(told, "sum(event:props:n) average(event:props:n)"));
    }

    [Theory]
    [InlineData("p0(event:props:n)")]
    [InlineData("p100(event:props:n)")]
    [InlineData("p075(event:props:n)")]
    [InlineData("p75.0(event:props:n)")]
    [InlineData("p99.99(event:props:n)")]
    [InlineData("p(event:props:n)")]
    [InlineData("sum(event:page)")]
    [InlineData("sum(event:props:)")]
    [InlineData("sum(event:props:n")]
    [InlineData("total(event:props:n)")]
    [InlineData("share(event:props:n)")]
    [InlineData("share(event:props:n,,)")]
    [InlineData("share(event:props:n,2,1)")]
    [InlineData("share(event:props:n,1,1)")]
    [InlineData("share(event:props:n,a,2)")]
    public void A_metric_that_cannot_be_is_unknown(string name) => Assert.Null(KnownMetrics.Find(name));

    [Fact]
    public void A_metric_is_known_by_its_name_and_a_key_may_hold_anything()
    {
        Assert.Equal(KnownMetrics.Find("sum(event:props:a,b)c)"), KnownMetrics.Find("sum(event:props:a,b)c)"));
        Assert.NotEqual(KnownMetrics.Find("sum(event:props:a)"), KnownMetrics.Find("min(event:props:a)"));
        Assert.NotNull(KnownMetrics.Find("share(event:props:a,b,0,1)"));
        StatsQueryOutcome twice = Asked.Query("sum(event:props:n) sum(event:props:n)");
        Assert.Contains("more than once", Assert.IsType<StatsQueryOutcome.Refused>(twice).Error, StringComparison.Ordinal);
    }
}
