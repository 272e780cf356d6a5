using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Ranges;

namespace Analytics.Store.Tests.Stats;

public sealed class CompositionScenarios
{
    private const string Money = """
        10:00 ann /            in EE
        10:01 ann *Buy worth 10 EUR
        10:02 ann *Buy worth 2.505 EUR
        10:03 ann *Look
        10:00 bob /            in FI
        """;

    [Fact]
    public void A_percentage_is_of_all_visitors_that_the_filters_let_through()
    {
        const string told = "10:00 a / from X in EE\n10:00 b / from X in EE\n10:00 c / from Y in EE\n10:00 d / from Y in FI";
        Assert.Equal(["X 2 50", "Y 2 50"], Asked.Of(told, "visitors percentage", "visit:source"));
        Assert.Equal(["X 66.7", "Y 33.3"], Asked.Of(told, "percentage", "visit:source", filters: Filter.Where("visit:country", FilterOperator.Is, "EE")));
    }

    [Fact]
    public void An_exit_rate_is_of_the_views_of_the_page_and_null_without_any() => Assert.Equal(
        ["(not set) 1 null", "/a 1 50", "/b 1 100"],
        Asked.Of("10:00 ann /a\n10:01 ann /b\n10:00 bob /a\n10:00 cyd *Click", "visits exit_rate", "visit:exit_page"));

    [Fact]
    public void A_filter_by_exit_page_leaves_the_views_of_other_visits_in_the_exit_rate() => Assert.Equal(
        ["/a 1 50"],
        Asked.Of("10:00 ann /a\n10:01 ann /b\n10:00 bob /a", "visits exit_rate", "visit:exit_page", filters: Filter.Where("visit:exit_page", FilterOperator.Is, "/a")));

    [Fact]
    public void Views_per_visit_by_a_property_are_the_pageviews_that_have_it() => Assert.Equal(
        ["2 3 1.5"],
        Asked.Of(
            "10:00 ann / plan=pro\n10:01 ann /a plan=pro\n10:02 ann /b\n10:00 bob / plan=pro\n10:01 bob /b",
            "visits pageviews views_per_visit", filters: Filter.Where("event:props:plan", FilterOperator.Is, "pro")));

    [Fact]
    public void Scroll_is_the_mean_of_the_deepest_of_each_visit_and_time_is_shared_by_the_visits_that_tell() => Assert.Equal(
        ["/a 3 40 5", "/b 1 null null"],
        Asked.Of(
            """
            10:00 ann /a
            10:01 ann ... read 2000 scrolled 20
            10:02 ann ... read 3000 scrolled 60
            10:00 bob /a
            10:01 bob ... read 4000 scrolled 20
            10:00 cyd /a
            10:02 cyd ... read 6000
            10:03 cyd /b
            """, "visitors scroll_depth time_on_page", "event:page"));

    [Fact]
    public void Money_of_one_currency_adds_up_and_events_without_any_are_null()
    {
        Assert.Equal(["Buy 12.505 EUR 6.253 EUR", "Look null null", "pageview null null"], Asked.Of(Money, "total_revenue average_revenue events", "event:name").Select(line => line[..line.LastIndexOf(' ')]).Order(StringComparer.Ordinal));
        Assert.Equal([], Result(Money, "total_revenue").Warnings.Select(w => w.Warning));
    }

    [Fact]
    public void Money_of_two_currencies_is_null_in_every_row_and_the_answer_says_why()
    {
        StatsResult result = Result(Money + "\n10:04 bob *Buy worth 3 USD", "total_revenue visitors", "visit:country");
        Assert.Equal(["EE null 1", "FI null 1"], Asked.Lines(result));
        Assert.Equal(("total_revenue", MetricWarning.SeveralCurrencies), result.Warnings.Select(w => (w.Metric.Name, w.Warning)).Single());
    }

    [Fact]
    public void Each_currency_has_a_row_of_its_own_and_what_carries_no_money_another()
    {
        StatsResult result = Result(Money + "\n10:04 bob *Buy worth 3 USD", "total_revenue events", "event:currency");
        Assert.Equal(["(none) null 3", "EUR 12.505 EUR 2", "USD 3 USD 1"], Asked.Lines(result).Order(StringComparer.Ordinal));
        Assert.Equal([], result.Warnings);
    }

    [Fact]
    public void A_filter_by_currency_leaves_the_money_of_the_others_out() =>
        Assert.Equal(["3 USD 1"], Asked.Of(Money + "\n10:04 bob *Buy worth 3 USD", "total_revenue events", filters: Filter.Where("event:currency", FilterOperator.Is, "USD")));

    [Fact]
    public void A_site_that_reports_in_one_currency_leaves_the_others_out_and_says_which()
    {
        StatsResult result = Asked.Result(
            Told.Events(Money + "\n10:04 bob *Buy worth 3 USD\n10:05 bob *Buy worth 700 JPY"),
            Asked.Query("total_revenue average_revenue visitors", "event:name", currency: "EUR"));
        Assert.Equal("Buy 12.505 EUR 6.253 EUR 2", Asked.Lines(result)[0]);
        Assert.Equal([MetricWarning.OtherCurrencies, MetricWarning.OtherCurrencies], result.Warnings.Select(w => w.Warning));
        Assert.Equal([("JPY", 700m), ("USD", 3m)], result.OtherMoney.Select(m => (m.Currency!, m.Rounded)));
    }

    [Fact]
    public void A_code_that_no_currency_has_carries_no_money() =>
        Assert.Equal(["12.505 EUR"], Asked.Of(Money + "\n10:04 bob *Buy worth 0.01 ZZZ", "total_revenue"));

    [Fact]
    public void No_money_at_all_is_null_and_the_answer_says_so() =>
        Assert.Equal(MetricWarning.NoRevenue, Assert.Single(Result("10:00 ann /", "average_revenue").Warnings).Warning);

    [Fact]
    public void More_money_than_fits_into_a_number_does_not_turn_negative()
    {
        string told = string.Join('\n', Enumerable.Range(0, 10).Select(i => $"10:00 v{i} *Buy worth 999999999999 EUR"));
        Assert.Equal(["9999999999990 EUR"], Asked.Of(told, "total_revenue"));
        Assert.Equal(["-1.5 EUR"], Asked.Of("10:00 a *Refund worth -1.5 EUR", "total_revenue"));
    }

    [Fact]
    public void A_row_is_compared_with_the_row_of_the_same_values_or_with_nothing()
    {
        StatsResult result = Compared("03-09 10:00 a / from X\n10:00 a / from X\n10:00 b / from X\n10:00 c / from Y", "visitors bounce_rate", "visit:source");
        Assert.Equal(["X 1 100: 100 0", "Y 0 0: null null"], result.Rows.Select(Comparison));
    }

    [Fact]
    public void Buckets_of_time_are_compared_by_their_places()
    {
        StatsResult result = Compared("03-09 10:30 a /\n03-09 11:30 b /\n10:00 a /\n12:00 b /", "visitors", "time:hour");
        Assert.Equal(["2026-03-09 10:00:00 1: 0", "2026-03-09 12:00:00 0: null"], result.Rows.Select(Comparison));
    }

    [Theory]
    [InlineData("2026-03-10", "2026-03-10", "2026-03-09", "2026-03-09", false)]
    [InlineData("2026-03-02", "2026-03-08", "2026-02-23", "2026-03-01", false)]
    [InlineData("2026-03-01", "2026-03-31", "2026-02-19", "2026-02-28", false)] // it is noon of March 10
    [InlineData("2026-03-10", "2026-03-10", "2026-03-03", "2026-03-03", true)]
    [InlineData("2026-03-01", "2026-03-09", "2026-02-15", "2026-02-23", true)] // a week later it would overlap
    public void The_previous_period_is_as_long_and_days_to_come_are_left_out(string from, string to, string otherFrom, string otherTo, bool matchDayOfWeek) =>
        Assert.Equal($"{otherFrom}/{otherTo}", Days(new ComparedRange.PreviousPeriod().For(Range(from, to), SiteCalendar.Utc, Some.Noon, matchDayOfWeek)!));

    [Theory]
    [InlineData("2026-03-02", "2026-03-08", "2025-03-02", "2025-03-08", false)]
    [InlineData("2026-03-02", "2026-03-08", "2025-03-03", "2025-03-09", true)]
    [InlineData("2024-02-29", "2024-03-01", "2023-02-28", "2023-03-01", false)]
    public void A_year_earlier_it_was_as_long_too(string from, string to, string otherFrom, string otherTo, bool matchDayOfWeek) =>
        Assert.Equal($"{otherFrom}/{otherTo}", Days(new ComparedRange.YearOverYear().For(Range(from, to), SiteCalendar.Utc, Some.Noon, matchDayOfWeek)!));

    [Fact]
    public void A_range_of_instants_is_moved_by_its_own_length()
    {
        StatsRange hour = StatsRange.OfInstants(SiteCalendar.Utc, Some.Noon.AddHours(-1), Some.Noon)!;
        StatsRange other = new ComparedRange.PreviousPeriod().For(hour, SiteCalendar.Utc, Some.Noon, matchDayOfWeek: false)!;
        Assert.Equal((Some.Noon.AddHours(-2), Some.Noon.AddHours(-1)), (other.From, other.Before));
    }

    private static StatsResult Result(string told, string metrics, string by = "") => Asked.Result(Told.Events(told), Asked.Query(metrics, by));

    private static StatsResult Compared(string told, string metrics, string by)
    {
        var previous = new ComparedRange.PreviousPeriod();
        StatsRange range = previous.For(Asked.March10, SiteCalendar.Utc, Some.Noon, matchDayOfWeek: false)!;
        return Asked.Result(Told.Events(told), Asked.Query(metrics, by, comparison: new StatsComparison(previous, range, MatchesDayOfWeek: false)));
    }

    private static string Comparison(StatsRow row)
    {
        StatsRow other = row.Compared!;
        IEnumerable<string> changes = row.Metrics.Zip(other.Metrics, (now, before) => Asked.Text(now.ChangeSince(before)));
        return $"{string.Join(' ', other.Dimensions)} {string.Join(' ', other.Metrics.Select(m => Asked.Text(m.Shown)))}: {string.Join(' ', changes)}";
    }

    private static StatsRange Range(string from, string to) => StatsRange.OfDays(SiteCalendar.Utc, LocalDay.Parse(from), LocalDay.Parse(to))!;

    private static string Days(StatsRange range) => $"{range.FirstDay}/{range.LastDay}";
}
