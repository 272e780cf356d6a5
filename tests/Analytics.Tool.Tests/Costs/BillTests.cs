using Analytics.Functions.Http;
using Analytics.Tool.Costs;

namespace Analytics.Tool.Tests.Costs;

public class BillTests
{
    private static Workload Work(double pageviews, Front front, string kind = "core") => new() { Pageviews = pageviews, Front = front, Kind = SiteKind.All.Single(k => k.Name == kind) };

    private static double Total(Workload work, bool allowances = true) => Bill.Of(work, allowances).Sum(line => line.Dollars);

    [Theory]
    [InlineData("Url")]
    [InlineData("Http")]
    [InlineData("CdnUrl")]
    [InlineData("Cdn")]
    public void An_idle_deployment_costs_less_than_ten_cents_a_month(string front) =>
        Assert.InRange(Total(Work(0, Enum.Parse<Front>(front)) with { Dashboards = 0 }), 0, 0.10);

    [Fact]
    public void A_million_page_views_cost_less_than_a_dollar_at_a_function_url() => Assert.InRange(Total(Work(1e6, Front.Url)), 0.5, 1.00);

    [Theory]
    [InlineData("Http")]
    [InlineData("CdnUrl")]
    public void A_million_requests_cost_two_dollars_and_ten_cents_behind_one_paid_front_without_any_allowance(string front)
    {
        Workload work = Work(1e6, Enum.Parse<Front>(front));

        Assert.InRange(Bill.AMillionMore(work) * work.Pageviews / (work.Requests + work.Scripts), 1.5, 2.10);
    }

    [Fact]
    public void Every_line_but_the_fixed_ones_grows_with_the_page_views()
    {
        IReadOnlyList<BillLine> less = Bill.Of(Work(1e6, Front.Cdn, "pages") with { Bucket = true }, allowances: false);
        IReadOnlyList<BillLine> more = Bill.Of(Work(1e9, Front.Cdn, "pages") with { Bucket = true }, allowances: false);

        Assert.Equal(
            ["Logs", "Alarms", "Metrics of its own", "CloudWatch dashboard"],
            less.Zip(more).Where(pair => pair.First.Dollars >= pair.Second.Dollars).Select(pair => pair.First.What));
    }

    [Theory]
    [InlineData(1e6, 1, 0.009, 0.010)] // a third of a gigabyte
    [InlineData(1e6, 10_000, 5, 6)] // by days, not by events
    [InlineData(1e9, 100, 8, 9)] // 360 GB
    public void Days_in_a_bucket_cost_little_and_a_bill_without_them_has_no_line_of_it(double pageviews, double sites, double least, double most)
    {
        Workload without = Work(pageviews, Front.Url) with { Sites = sites };

        Assert.InRange(Total(without with { Bucket = true }, allowances: false) - Total(without, allowances: false) - Prices.Alarm, least, most);
        Assert.DoesNotContain(Bill.Of(without, allowances: false), line => line.What.Contains("ucket", StringComparison.Ordinal) && line.Quantity > 0);
    }

    [Fact]
    public void What_is_free_is_taken_off_once_and_never_below_nothing()
    {
        var line = new BillLine("x", 10, "GB", 2, 25);

        Assert.Equal(0, line.Dollars);
        Assert.Equal(10, (line with { Quantity = 30 }).Dollars);
    }

    [Theory]
    [InlineData(1, 10)] // below the smallest point
    [InlineData(10, 10)]
    [InlineData(100, 15)] // half way between, by its logarithm
    [InlineData(1_000, 20)]
    [InlineData(1_000_000, 20)]
    public void Between_measured_sizes_it_is_interpolated(double size, double value) => Assert.Equal(value, new Curve((10, 10), (1_000, 20)).At(size), 9);

    [Fact]
    public void Beyond_the_largest_size_a_dashboard_grows_with_its_events() => Assert.Equal(200, new Curve((10, 10), (1_000, 20)) { GrowsBeyond = true }.At(10_000), 9);
}
