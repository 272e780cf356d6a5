using Analytics.Store.Calendars;
using Analytics.Store.Sites;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Ranges;

namespace Analytics.Store.Tests.Stats;

public sealed class MetricScenarios
{
    private const string Day = """
        10:00 ann /         from Google in EE
        10:01 ann /pricing
        10:05 ann *Signup
        10:06 ann ...
        11:00 ann /blog     from Reddit in EE
        10:00 bob /blog     from Google in FI
        10:09 bob ...
        10:00 -   /blog     from Google in FI
        """;

    [Fact]
    public void Everything_in_one_row() =>
        Assert.Equal(["2 3 5 6 67 120 1.33"], Asked.Of(Day, "visitors visits pageviews events bounce_rate visit_duration views_per_visit"));

    [Fact]
    public void A_question_without_dimensions_has_one_row_even_of_nothing() =>
        Assert.Equal(["0 0 0 0 0 0 0"], Asked.Of("", "visitors visits pageviews events bounce_rate visit_duration views_per_visit"));

    [Fact]
    public void A_question_with_dimensions_has_no_row_of_nothing() =>
        Assert.Empty(Asked.Of("", "visitors", "visit:source"));

    [Fact]
    public void The_whole_visit_is_of_the_source_that_opened_it() =>
        Assert.Equal(["Google 2 2 4", "Reddit 1 1 1"], Asked.Of(Day, "visitors visits pageviews", "visit:source"));

    [Fact]
    public void Places_have_English_names_and_those_of_one_name_are_one()
    {
        const string told = "10:00 ann / in EE-37\n10:00 bob / in EE-9ZZ\n10:00 cid / in BE-VLI\n10:00 dan / in NL-LI\n10:00 eve / in QQ\n10:00 fay /";

        Assert.Equal(["Estonia 2", "(not set) 1", "Belgium 1", "Netherlands 1", "QQ 1"], Asked.Of(told, "visitors", "visit:country_name"));
        Assert.Equal(["(not set) 2", "Limburg 2", "EE-9ZZ 1", "Harju 1"], Asked.Of(told, "visitors", "visit:region_name"));
        Assert.Equal(["2"], Asked.Of(told, "visitors", filters: Filter.Where("visit:country_name", FilterOperator.Is, "Estonia", "Atlantis")));
        Assert.Equal(["2"], Asked.Of(told, "visitors", filters: Filter.Where("visit:region_name", FilterOperator.Contains, "burg")));
    }

    [Fact]
    public void A_row_needs_something_that_was_asked_for() =>
        Assert.Equal(["Google 1"], Asked.Of("10:00 ann / from Google\n10:00 - / from Reddit", "visitors", "visit:source"));

    [Fact]
    public void A_visitor_of_two_sources_counts_in_both_and_once_in_all()
    {
        Assert.Equal(["Google 1", "Reddit 1"], Asked.Of("10:00 ann / from Google\n11:00 ann / from Reddit", "visitors", "visit:source"));
        Assert.Equal(["1"], Asked.Of("10:00 ann / from Google\n11:00 ann / from Reddit", "visitors"));
    }

    [Fact]
    public void Visitors_of_a_page_have_an_event_there() =>
        Assert.Equal(["/blog 2 2 3", "/ 1 1 1", "/pricing 1 1 2"], Asked.Of(Day, "visitors visits events", "event:page"));

    [Fact]
    public void Leaving_a_page_in_the_middle_of_a_visit_is_no_bounce_there() =>
        Assert.Equal(["/blog 2 100 0", "/ 1 0 360", "/pricing 1 0 0"], Asked.Of(Day, "visitors bounce_rate visit_duration", "event:page"));

    [Fact]
    public void A_filter_on_a_page_asks_who_was_there_and_who_of_those_that_entered_there_bounced()
    {
        const string told = "10:00 ann /\n10:01 ann /a\n11:00 bob /a";
        Assert.Equal(["2 2 2 100 30"], Asked.Of(told, "visitors visits pageviews bounce_rate visit_duration", filters: Filter.Where("event:page", FilterOperator.Is, "/a")));
    }

    [Fact]
    public void Entry_and_exit_pages_are_of_visits() =>
        Assert.Equal(
            ["/ /pricing 1 1 0", "/blog /blog 2 2 100"],
            Asked.Of(Day, "visitors visits bounce_rate", "visit:entry_page visit:exit_page").Order());

    [Fact]
    public void Events_by_name() =>
        Assert.Equal(["pageview 5 2", "Signup 1 1"], Asked.Of(Day, "events visitors", "event:name"));

    [Fact]
    public void A_filter_on_the_visit_keeps_all_of_its_events() =>
        Assert.Equal(["2 2 4 5"], Asked.Of(Day, "visitors visits pageviews events", filters: Filter.Where("visit:source", FilterOperator.Is, "Google")));

    [Fact]
    public void A_filter_on_an_event_and_one_on_its_visit_both_hold() =>
        Assert.Equal(["1 1"], Asked.Of(Day, "visitors events", filters:
        [
            Filter.Where("event:name", FilterOperator.Is, "Signup"), Filter.Where("visit:country", FilterOperator.IsNot, "FI"),
        ]));

    [Fact]
    public void What_is_unknown_is_shown_and_found_under_a_name()
    {
        Assert.Equal(["Direct / None (not set) (not set) 1"], Asked.Of("10:00 ann /", "visitors", "visit:source visit:utm_medium visit:country"));
        Assert.Equal(["1"], Asked.Of("10:00 ann /\n10:00 bob / from X", "visitors", filters: Filter.Where("visit:source", FilterOperator.Is, "Direct / None")));
    }

    [Fact]
    public void Devices_have_their_names() =>
        Assert.Equal(["(not set) 1", "Desktop 1", "Mobile 1", "Tablet 1"], Asked.Of(
            "10:00 a / by Desktop\n10:00 b / by Mobile\n10:00 c / by Tablet\n10:00 d /", "visitors", "visit:device"));

    [Fact]
    public void The_visitors_of_two_days_are_added() =>
        Assert.Equal(["2 2"], Asked.Of(
            "10:00 ann /\n03-11 10:00 ann /", "visitors visits", range: StatsRange.OfDays(SiteCalendar.Utc, new(2026, 3, 10), new(2026, 3, 11))));

    [Fact]
    public void A_bounce_counts_as_no_time_even_if_it_was_read_for_long() =>
        Assert.Equal(["100 0"], Asked.Of("10:00 ann /\n10:20 ann ...", "bounce_rate visit_duration"));

    [Fact]
    public void Halves_are_rounded_away_from_zero() =>
        Assert.Equal(["13 2.13 8"], Asked.Of(
            """
            10:00 a /
            10:00 b /
            10:01 b /
            10:00 c /
            10:00 c /
            10:00 d /
            10:00 d /
            10:00 e /
            10:00 e /
            10:00 f /
            10:00 f /
            10:00 g /
            10:00 g /
            10:00 h /
            10:00 h /
            10:00 h /
            10:00 h /
            """, "bounce_rate views_per_visit visit_duration"));
}
