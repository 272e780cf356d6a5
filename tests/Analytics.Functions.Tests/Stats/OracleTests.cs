using Analytics.Functions.Http;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Testing.Oracle;

namespace Analytics.Functions.Tests.Stats;

/// <summary>What docs/metrics.md says of goals, reports, money, behaviour and comparisons, in the oracle's own hand.</summary>
public sealed class OracleTests
{
    private static readonly OracleGoal[] Goals =
        [new("Signup", "event", "exact", "Signup"), new("Any page", "page", "starts_with", "/"), new("Half of /a", "page", "exact", "/a", 50)];

    [Fact]
    public void Scroll_is_the_mean_of_the_deepest_of_each_visit_and_time_is_shared_by_the_visits_that_report() => Says(
        """
        10:00 ann /a
        10:01 ann ... read 2000 scrolled 20
        10:02 ann ... read 3000 scrolled 60
        10:00 bob /a
        10:01 bob ... read 4000
        10:00 cyd /a
        """,
        new() { Metrics = ["scroll_depth", "time_on_page", "visitors"], DateRange = Today, Dimensions = ["event:page"] },
        "[2:/a] 60 5 3");

    [Fact]
    public void Engagement_on_an_event_counts_for_the_page_view_before_it_and_outside_of_a_visit_for_nothing() => Says(
        """
        09:00 ann ... read 9000 scrolled 90
        10:00 ann /a scrolled 10
        10:01 ann /b read 7000 scrolled 30
        10:02 -   /a read 8000
        """,
        new() { Metrics = ["scroll_depth", "time_on_page", "pageviews"], DateRange = Today, Dimensions = ["event:page"], OrderBy = [("event:page", false)] },
        "[2:/a] 30 7 2",
        "[2:/b] null null 1");

    [Fact]
    public void A_goal_counts_where_it_is_met_and_an_event_may_meet_several() => Says(
        """
        10:00 ann /a
        10:01 ann ... scrolled 50
        10:02 ann *Signup
        10:00 bob /a
        10:01 bob ... scrolled 49
        """,
        new() { Metrics = ["visitors", "events", "conversion_rate"], DateRange = Today, Dimensions = ["event:goal"] },
        "[8:Any page] 2 2 100",
        "[10:Half of /a] 1 1 50",
        "[6:Signup] 1 1 50");

    [Fact]
    public void A_conversion_rate_is_of_everybody_and_that_of_a_group_is_of_the_group() => Says(
        """
        10:00 ann / from Google
        10:01 ann *Signup plan=pro
        10:00 bob / from Google
        10:00 cyd / from Bing
        10:01 cyd *Signup plan=free
        """,
        new()
        {
            Metrics = ["visitors", "conversion_rate", "group_conversion_rate", "percentage"],
            DateRange = Today,
            Dimensions = ["visit:source"],
            Filters = [OracleFilter.Leaf("is", "event:goal", ["Signup"]), OracleFilter.Leaf("is", "event:props:plan", ["pro"])],
        },
        "[6:Google] 1 33.33 50 100");

    [Fact]
    public void A_missing_property_is_none() => Says(
        "10:00 ann /\n10:01 ann *Signup plan=pro\n10:02 ann *Signup",
        new() { Metrics = ["events"], DateRange = Today, Dimensions = ["event:props:plan"] },
        "[6:(none)] 2",
        "[3:pro] 1");

    [Fact]
    public void Money_of_one_currency_adds_up_and_no_event_with_money_is_null() => Says(
        "10:00 ann /\n10:01 ann *Buy worth 10 EUR\n10:02 ann *Buy worth 2.505 EUR\n10:03 ann *Buy",
        new() { Metrics = ["total_revenue", "average_revenue"], DateRange = Today, Dimensions = ["event:name"] },
        "[3:Buy] 12.505 EUR 6.253 EUR");

    [Fact]
    public void Two_currencies_in_a_question_make_all_of_its_money_unknown() => Says(
        "10:00 ann /\n10:01 ann *Buy worth 10 EUR\n10:02 ann *Gift worth 2 USD",
        new() { Metrics = ["events", "total_revenue"], DateRange = Today, Dimensions = ["event:name"] },
        "[3:Buy] 1 null",
        "[4:Gift] 1 null",
        "[8:pageview] 1 null");

    [Fact]
    public void An_exit_rate_divides_the_visits_that_ended_there_by_all_views_of_the_page() => Says(
        "10:00 ann /a\n10:01 ann /b\n10:00 bob /b\n10:01 bob /b\n10:02 bob /a",
        new() { Metrics = ["exit_rate", "visits"], DateRange = Today, Dimensions = ["visit:exit_page"] },
        "[2:/a] 50 1",
        "[2:/b] 33.3 1");

    [Fact]
    public void Behaviour_is_of_the_whole_visit_engagement_is_none_and_the_question_stays_one_about_visits()
    {
        const string Table = "10:00 ann /a\n10:01 ann *Signup\n11:00 ann /a\n10:00 bob /a\n10:01 bob ...\n10:00 - /a";
        OracleFilter signedUp = OracleFilter.Leaf("is", "event:name", ["Signup", "engagement"]);
        Says(Table, Of("has_done"), "[] 1 1 1");
        Says(Table, Of("has_not_done"), "[] 2 2 3");
        OracleQuestion Of(string op) => new() { Metrics = ["visitors", "visits", "pageviews"], DateRange = Today, Filters = [OracleFilter.Of(op, signedUp)] };
    }

    [Fact]
    public void A_segment_stands_for_its_filters() => Says(
        "10:00 ann /a in EE\n10:00 bob /b in FI\n10:00 cyd /a in SE",
        new() { Metrics = ["visitors"], DateRange = Today, Dimensions = ["visit:country"], Filters = [OracleFilter.Leaf("is", "segment", ["1", "2"])] },
        "[2:EE] 1",
        "[2:FI] 1");

    [Fact]
    public void A_comparison_stands_beside_the_same_values_and_beside_the_bucket_in_the_same_place()
    {
        const string Table = "03-09 10:00 ann /a\n03-09 11:00 bob /a\n10:00 ann /a\n10:00 bob /b\n10:01 bob /b";
        Says(Table, Asked("event:page"), "[2:/a] 1 100 compared with 2 100 changed -50 0", "[2:/b] 1 0 compared with 0 0 changed null null");
        Says(
            Table,
            Asked("time:hour") with { Metrics = ["visitors"] },
            "[19:2026-03-10 10:00:00] 2 compared with 1 changed 100");
        static OracleQuestion Asked(string by) =>
            new() { Metrics = ["visitors", "bounce_rate"], DateRange = Today, Dimensions = [by], Compare = ["previous_period"] };
    }

    [Theory]
    [InlineData("2026-03-09/2026-03-10", "previous_period", false, "2026-03-07/2026-03-08")]
    [InlineData("2026-03-09/2026-03-15", "previous_period", false, "2026-03-07/2026-03-08")] // two days of it have begun
    [InlineData("2026-03-10/2026-03-10", "previous_period", true, "2026-03-03/2026-03-03")]
    [InlineData("2026-03-09/2026-03-10", "year_over_year", false, "2025-03-09/2025-03-10")]
    [InlineData("2026-03-09/2026-03-10", "year_over_year", true, "2025-03-10/2025-03-11")]
    [InlineData("2024-02-29/2024-02-29", "year_over_year", false, "2023-02-28/2023-02-28")]
    [InlineData("2026-03-09/2026-03-10", "2026-01-01/2026-01-31", true, "2025-12-29/2026-01-28")]
    public void A_range_is_compared_with(string range, string compare, bool matchDayOfWeek, string expected)
    {
        OracleClock clock = Utc;
        OracleSpan span = clock.Resolve(range.Split('/'), Some.Noon, Some.Day);
        OracleQuestion question = new() { Metrics = ["visitors"], DateRange = range.Split('/'), Compare = compare.Split('/'), MatchDayOfWeek = matchDayOfWeek };
        OracleSpan other = OracleComparison.Of(span, question, clock, Some.Noon);
        Assert.Equal(expected, $"{other.First}/{other.Last}");
    }

    [Fact]
    public void Most_random_questions_make_sense_and_every_one_of_them_has_an_answer()
    {
        int sensible = 0;
        foreach (int seed in Enumerable.Range(0, 200))
        {
            var world = new RandomWorld(seed);
            StatsOracle oracle = StatsOracle.For(world, world.Raw);
            var questions = RandomQuestion.Some(world, 10, Words.All).Where(q => !OracleRules.IsRefused(q, world)).ToList();
            sensible += questions.Count;
            Assert.All(questions, q => Assert.True(oracle.Answer(q).Total >= 0));
        }

        Assert.InRange(sensible, 1_600, 1_990);
    }

    private static readonly string[] Today = ["2026-03-10", "2026-03-10"];

    private static OracleClock Utc => new((new LocalDay(DateOnly.MinValue), "UTC"));

    private static void Says(string table, OracleQuestion question, params string[] lines)
    {
        var segments = new Dictionary<int, OracleFilter[]>
        {
            [1] = [OracleFilter.Leaf("is", "event:page", ["/a"]), OracleFilter.Leaf("is", "visit:country", ["EE"])],
            [2] = [OracleFilter.Leaf("is", "visit:country", ["FI"])],
        };
        OracleAnswer answer = new StatsOracle(Told.Events(table), Utc, Some.Noon, Some.Day, Goals, segments).Answer(question);
        Assert.Equal(lines, answer.Lines());
    }
}
