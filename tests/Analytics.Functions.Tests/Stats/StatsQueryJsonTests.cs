using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Ranges;

namespace Analytics.Functions.Tests.Stats;

public sealed class StatsQueryJsonTests
{
    private const string NoFilter = " is no filter: write one such as [\"is\", \"event:page\", [\"/pricing\"]]";

    private const string Metrics =
        "visitors, visits, pageviews, views_per_visit, bounce_rate, visit_duration, events, scroll_depth, time_on_page, "
        + "percentage, conversion_rate, group_conversion_rate, exit_rate, total_revenue, average_revenue, goal_value, first_seen, last_seen, "
        + "numbers(event:props:NAME), and so sum, average, min, max, median and p1 to p99.9, and share(event:props:NAME,ABOVE,UP_TO)";

    private const string Dimensions =
        "time, time:minute, time:hour, time:day, time:week, time:month, event:page, event:hostname, event:name, event:currency, "
        + "visit:entry_page, visit:exit_page, visit:entry_page_hostname, visit:exit_page_hostname, visit:source, "
        + "visit:referrer, visit:channel, visit:utm_source, visit:utm_medium, visit:utm_campaign, visit:utm_content, "
        + "visit:utm_term, visit:country, visit:region, visit:city, visit:country_name, visit:region_name, visit:city_name, visit:device, visit:screen, visit:browser, "
        + "visit:browser_version, visit:os, visit:os_version, visit:language, visit:locale, visit:timezone, visit:device_manufacturer, visit:device_model, visit:screen_density, event:goal and event:props:NAME";

    [Fact]
    public void The_smallest_question_is_about_everything()
    {
        StatsQuery query = Wire.Accepted("""{"site_id":"example.com","metrics":["visitors"],"date_range":"7d"}""");
        Assert.Equal("visitors", Assert.Single(query.Metrics).Name);
        Assert.Empty(query.Dimensions);
        Assert.Equal(StatsPage.First, query.Page);
        Assert.True(Assert.IsType<StatsOrder.ByMetric>(Assert.Single(query.OrderBy)).Descending);
    }

    [Fact]
    public void With_time_the_default_order_begins_with_it()
    {
        StatsQuery query = Wire.Accepted("""{"site_id":"a","metrics":["visits"],"date_range":"7d","dimensions":["visit:source","time:day"]}""");
        Assert.Equal("time:day", Assert.IsType<StatsOrder.ByDimension>(query.OrderBy[0]).Dimension.Name);
    }

    [Fact]
    public void Dates_are_days_of_the_site()
    {
        Site tallinn = Some.Site(zone: "Europe/Tallinn");
        StatsRange range = Wire.Accepted("""{"site_id":"a","metrics":["visits"],"date_range":["2026-03-28","2026-03-29"]}""", tallinn).Range;
        Assert.Equal(new DateTimeOffset(2026, 3, 27, 22, 0, 0, TimeSpan.Zero), range.From);
        Assert.Equal(TimeSpan.FromHours(47), range.Before - range.From);
    }

    [Theory]
    [InlineData("2026-03-10T12:00:00+02:00", "2026-03-10T11:00:00Z")]
    [InlineData("2026-03-10T12:00+02:00", "2026-03-10T11:00:00.999Z")]
    public void Instants_are_to_the_second_and_the_last_one_belongs_to_the_range(string from, string to)
    {
        StatsRange range = Wire.Accepted($$"""{"site_id":"a","metrics":["visits"],"date_range":["{{from}}","{{to}}"]}""").Range;
        Assert.Equal((Some.Noon.AddHours(-2), Some.Noon.AddHours(-1).AddSeconds(1)), (range.From, range.Before));
    }

    [Theory]
    [InlineData("\"month\"", "2026-03-01T00:00:00+02:00", "2026-03-10T23:59:59+02:00")]
    [InlineData("\"year\"", "2026-01-01T00:00:00+02:00", "2026-03-10T23:59:59+02:00")]
    [InlineData("\"day\"", "2026-03-10T00:00:00+02:00", "2026-03-10T14:59:59+02:00")]
    [InlineData("\"7d\"", "2026-03-03T00:00:00+02:00", "2026-03-09T23:59:59+02:00")]
    [InlineData("\"all\"", "2026-03-10T00:00:00+02:00", "2026-03-10T23:59:59+02:00")]
    [InlineData("[\"2026-03-01\",\"2026-03-31\"]", "2026-03-01T00:00:00+02:00", "2026-03-31T23:59:59+03:00")]
    public void A_range_that_has_a_name_ends_with_the_present_if_that_is_asked_for(string range, string first, string last)
    {
        StatsQuery query = Wire.Accepted($$$"""{"site_id":"a","metrics":["visits"],"date_range":{{{range}}},"include":{"trim_relative_date_range":true}}""", Some.Site(zone: "Europe/Tallinn"));

        Assert.Equal((DateTimeOffset.Parse(first, null), DateTimeOffset.Parse(last, null).AddSeconds(1)), (query.Range.From, query.Range.Before));
        Assert.True(query.Extras.TrimmedRange);
    }

    [Theory]
    [InlineData("\"5y\"", "5y")]
    [InlineData("7", "7")]
    [InlineData("null", "null")]
    [InlineData("[\"2026-03-11\",\"2026-03-10\"]", "[\"2026-03-11\",\"2026-03-10\"]")]
    [InlineData("[\"2026-03-11\"]", "[\"2026-03-11\"]")]
    [InlineData("[\"2026-02-30\",\"2026-03-10\"]", "[\"2026-02-30\",\"2026-03-10\"]")]
    [InlineData("[\"0001-01-01\",\"9999-12-31\"]", "[\"0001-01-01\",\"9999-12-31\"]")]
    [InlineData("[\"2026-03-10T12:00:00\",\"2026-03-10T13:00:00\"]", "[\"2026-03-10T12:00:00\",\"2026-03-10T13:00:00\"]")]
    [InlineData("[\"2026-03-10T12:00:00Z\",\"2026-03-10\"]", "[\"2026-03-10T12:00:00Z\",\"2026-03-10\"]")]
    [InlineData("[\"2026-03-10T13:00:01Z\",\"2026-03-10T13:00:00Z\"]", "[\"2026-03-10T13:00:01Z\",\"2026-03-10T13:00:00Z\"]")]
    public void An_impossible_range_is_named(string range, string quoted) =>
        Assert.Equal($"#/date_range: {quoted} is no range: write 30d, or a list of two dates or instants, the earlier first", Wire.Refused($$"""{"site_id":"a","metrics":["visits"],"date_range":{{range}}}"""));

    [Theory]
    [InlineData("""{"metrics":["visits"],"date_range":"7d"}""", "#/site_id: is required: the id of a site, or one of its domains")]
    [InlineData("""{"site_id":"a"}""", "#/metrics: is required; #/date_range: is required")]
    [InlineData("""{"site_id":"a","metrics":["visits"]}""", "#/date_range: is required")]
    [InlineData("""{"site_id":"a","metrics":["visits"],"date_range":"7d","filter":[]}""", "#/filter: is unknown: leave it out. Known are site_id, metrics, date_range, dimensions, filters, order_by, include, pagination, budget")]
    [InlineData("""{"site_id":"a","metrics":[],"date_range":"7d"}""", "#/metrics: must name at least one metric")]
    [InlineData("""{"site_id":"a","metrics":["visits","visits"],"date_range":"7d"}""", "#/metrics: names `visits` more than once: leave the copies out")]
    [InlineData("""{"site_id":"a","metrics":["visits","clicks"],"date_range":"7d"}""", "#/metrics/1: `clicks` is unknown: leave it out. Known are " + Metrics)]
    [InlineData("""{"site_id":"a","metrics":"visits","date_range":"7d"}""", "#/metrics: must be a list of names")]
    [InlineData("""{"site_id":"a","metrics":[1],"date_range":"7d"}""", "#/metrics/0: `1` is unknown: leave it out. Known are " + Metrics)]
    [InlineData("[]", "#: must be an object of readable text")]
    [InlineData("{", "#: must be a JSON object of readable text, each name once")]
    [InlineData("", "#: must be a JSON object of readable text, each name once")]
    [InlineData("""{"site_id":"\ud800","metrics":["visits"],"date_range":"7d"}""", "#: must be an object of readable text")]
    [InlineData("""{"site_id":"a","\udc00":1,"metrics":["visits"],"date_range":"7d"}""", "#: must be an object of readable text")]
    public void A_question_of_the_wrong_shape_is_told_so(string json, string error) => Assert.Equal(error, Wire.Refused(json));

    [Theory]
    [InlineData("\"dimensions\":[\"visit:weather\"]", "#/dimensions/0: `visit:weather` is unknown: leave it out. Known are " + Dimensions)]
    [InlineData("\"dimensions\":[\"visit:os\",\"visit:os\"]", "#/dimensions: names `visit:os` more than once: leave the copies out")]
    [InlineData("\"dimensions\":[\"time:day\",\"time:hour\"]", "#/dimensions: must have at most one time dimension: leave the others out")]
    [InlineData("\"dimensions\":[\"time:minute\"]", "#/dimensions: `time:minute` is for ranges of at most 2 days: shorten date_range, or take `time:hour`")]
    [InlineData("\"order_by\":[[\"visitors\",\"desc\"]]", "#/order_by: names `visitors`, which is not asked for: add it to metrics or dimensions, or leave it out")]
    [InlineData("\"order_by\":[[\"visit:os\",\"asc\"]]", "#/order_by: names `visit:os`, which is not asked for: add it to metrics or dimensions, or leave it out")]
    [InlineData("\"order_by\":[[\"x\",\"asc\"]]", "#/order_by/0: names `x`, which is unknown: take a metric or a dimension that is asked for")]
    [InlineData("\"order_by\":[[\"visits\",\"up\"]]", "#/order_by/0: must be a name with asc or desc, such as [\"visitors\", \"desc\"]")]
    [InlineData("\"order_by\":\"visits\"", "#/order_by: must be a list such as [[\"visitors\", \"desc\"]]")]
    [InlineData("\"include\":{\"time_labels\":true}", "#/include/time_labels: needs a time dimension: add one, such as `time:day`, or leave the labels out")]
    [InlineData("\"include\":{\"comparisons\":true}", "#/include/comparisons: is unknown: leave it out. Known are imports, time_labels, total_rows, trim_relative_date_range, compare, match_day_of_week")]
    [InlineData("\"include\":{\"imports\":1}", "#/include/imports: must be true or false")]
    [InlineData("\"include\":[]", "#/include: must be an object")]
    [InlineData("\"include\":{\"compare\":\"last_year\"}", "#/include/compare: must be previous_period, year_over_year, or a list of two dates or instants, the earlier first")]
    [InlineData("\"include\":{\"compare\":[\"2026-03-02\",\"2026-03-01\"]}", "#/include/compare: must be previous_period, year_over_year, or a list of two dates or instants, the earlier first")]
    [InlineData("\"include\":{\"match_day_of_week\":true}", "#/include/match_day_of_week: needs compare beside it: add that, or leave this out")]
    [InlineData("\"include\":{\"match_day_of_week\":1}", "#/include/match_day_of_week: must be true or false")]
    [InlineData("\"pagination\":{\"limit\":0}", "#/pagination/limit: must be 1 to 10,000")]
    [InlineData("\"pagination\":{\"limit\":10001}", "#/pagination/limit: must be 1 to 10,000")]
    [InlineData("\"pagination\":{\"offset\":-1}", "#/pagination/offset: must be 0 or more")]
    [InlineData("\"pagination\":{\"limit\":1.5}", "#/pagination/limit: must be a whole number")]
    [InlineData("\"pagination\":{\"page\":1}", "#/pagination/page: is unknown: leave it out. Known are limit, offset")]
    public void An_option_that_makes_no_sense_is_named(string option, string error) =>
        Assert.Equal(error, Wire.Refused($$"""{"site_id":"a","metrics":["visits"],"date_range":"7d",{{option}}}"""));

    [Theory]
    [InlineData("bounce_rate", "event:name", "#/metrics: visits have `bounce_rate`, and only events have `event:name`: ask for them in two questions")]
    [InlineData("visit_duration", "event:hostname", "#/metrics: visits have `visit_duration`, and only events have `event:hostname`: ask for them in two questions")]
    [InlineData("bounce_rate", "event:page", null)]
    [InlineData("pageviews", "visit:entry_page", "#/metrics: events have `pageviews`, and only visits have `visit:entry_page`: ask for them in two questions")]
    [InlineData("events", "visit:exit_page", "#/metrics: events have `events`, and only visits have `visit:exit_page`: ask for them in two questions")]
    [InlineData("visitors", "visit:exit_page", null)]
    [InlineData("views_per_visit", "visit:source", "#/metrics: `views_per_visit` goes with time dimensions only: leave the other dimensions out")]
    [InlineData("views_per_visit", "time:day", null)]
    [InlineData("bounce_rate", "event:goal", "#/metrics: visits have `bounce_rate`, and only events have `event:goal`: ask for them in two questions")]
    [InlineData("total_revenue", "visit:entry_page_hostname", "#/metrics: events have `total_revenue`, and only visits have `visit:entry_page_hostname`: ask for them in two questions")]
    [InlineData("scroll_depth", "visit:source", "#/metrics: `scroll_depth` is measured by page: add the dimension `event:page`, or a filter on it at the top level")]
    [InlineData("time_on_page", "event:page", null)]
    [InlineData("conversion_rate", "visit:source", "#/metrics: `conversion_rate` is measured by goal: add the dimension `event:goal`, or a filter on it at the top level")]
    [InlineData("group_conversion_rate", "event:goal", null)]
    [InlineData("percentage", "event:props:plan", null)]
    [InlineData("exit_rate", "visit:entry_page", "#/metrics: `exit_rate` is measured by exit page: make `visit:exit_page` the one dimension")]
    [InlineData("exit_rate", "visit:exit_page", null)]
    public void Metrics_go_with_the_dimensions_that_they_can_be_counted_by(string metric, string dimension, string? error)
    {
        string json = $$"""{"site_id":"a","metrics":["{{metric}}"],"date_range":"7d","dimensions":["{{dimension}}"]}""";
        Assert.Equal(error, (Wire.Parse(json) as StatsQueryOutcome.Refused)?.Error);
    }

    [Theory]
    [InlineData("""["is","visit:country",["EE"]]""", null)]
    [InlineData("""["is","visit:country",["Estonia"]]""", "#/filters/0: `visit:country` is compared with country codes of two letters, such as EE")]
    [InlineData("""["is","visit:city",[588409]]""", null)]
    [InlineData("""["is","event:page",["/"],{"case_sensitive":false}]""", null)]
    [InlineData("""["is","event:page",["/"],{"case_sensitive":0}]""", """#/filters/0: ["is","event:page",["/"],{"case_sensitive":0}]""" + NoFilter)]
    [InlineData("""["is","event:page",["/"],{"case":true}]""", """#/filters/0: ["is","event:page",["/"],{"case":true}]""" + NoFilter)]
    [InlineData("""["matches","event:page",["/"],{"case_sensitive":true}]""", "#/filters/0: `case_sensitive` does not go with patterns: leave it out, and begin the pattern with (?i) where case is to be overlooked")]
    [InlineData("""["matches","event:page",["("]]""", "#/filters/0: `(` is no pattern that can be used: write a regular expression of at most 500 characters, without look-around and back-references")]
    [InlineData("""["is","event:page",[]]""", "#/filters/0: `event:page` is compared with nothing: give at least one value")]
    [InlineData("""["is","event:page","/"]""", """#/filters/0: ["is","event:page","/"]""" + NoFilter)]
    [InlineData("""["like","event:page",["/"]]""", """#/filters/0: ["like","event:page",["/"]]""" + NoFilter)]
    [InlineData("""["is","time:day",["2026-03-10"]]""", """#/filters/0: ["is","time:day",["2026-03-10"]]""" + NoFilter)]
    [InlineData("""["is","event:page"]""", """#/filters/0: ["is","event:page"]""" + NoFilter)]
    [InlineData("""["and",[]]""", """#/filters/0: ["and",[]]""" + NoFilter)]
    [InlineData("""["not",["or",[["is","event:page",["/"]],["is","visit:os",["x"]]]]]""", null)]
    [InlineData("""["and",[["is","event:page",["/"]],"x"]]""", "#/filters/0/1/1: x" + NoFilter)]
    [InlineData("""["not",["is","event:hostname",["x"]]]""", "#/filters: `event:hostname` must stand at the top level: take it out of `and`, `or` and `not`")]
    [InlineData("""["has_done",["is","event:name",["x"]]]""", null)]
    [InlineData("""["not",["has_not_done",["and",[["is","event:hostname",["x"]],["is","event:props:plan",["pro"]]]]]]""", null)]
    [InlineData("""["has_done",["is","visit:os",["x"]]]""", "#/filters/0: `has_done` and `has_not_done` look at events: put filters on visits beside them, not into them")]
    [InlineData("""["has_done",["not",["has_not_done",["is","event:name",["x"]]]]]""", "#/filters/0: `has_done` and `has_not_done` do not go into one another: put them side by side")]
    [InlineData("""["has_done",["is","event:name",[]]]""", "#/filters/0/1: `event:name` is compared with nothing: give at least one value")]
    [InlineData("""["is","event:props:",["x"]]""", """#/filters/0: ["is","event:props:",["x"]]""" + NoFilter)]
    [InlineData("""["is","event:path",["x"]]""", """#/filters/0: ["is","event:path",["x"]]""" + NoFilter)]
    [InlineData("{}", "#/filters/0: {}" + NoFilter)]
    [InlineData("[]", "#/filters/0: []" + NoFilter)]
    [InlineData("[1,2,3]", "#/filters/0: [1,2,3]" + NoFilter)]
    public void A_filter_is_understood_or_named(string filter, string? error)
    {
        StatsQueryOutcome outcome = Wire.Parse($$"""{"site_id":"a","metrics":["visits"],"date_range":"7d","filters":[{{filter}}]}""");
        Assert.Equal(error, (outcome as StatsQueryOutcome.Refused)?.Error);
    }

    [Fact]
    public void Views_per_visit_and_a_page_make_no_sense() =>
        Assert.Equal("#/metrics: `views_per_visit` does not go with a filter on `event:page`: leave one of them out", Wire.Refused(
            """{"site_id":"a","metrics":["views_per_visit"],"date_range":"7d","filters":[["not",["is","event:page",["/"]]]]}"""));

    [Theory]
    [InlineData("percentage", "", "", "#/metrics: `percentage` is a part of all: add the dimension that divides them")]
    [InlineData("exit_rate", "\"visit:exit_page\"", """["is","event:name",["x"]]""", "#/metrics: `exit_rate` does not go with filters on events: leave them out, or put them into `has_done`")]
    [InlineData("exit_rate", "\"visit:exit_page\"", """["has_done",["is","event:name",["x"]]]""", null)]
    [InlineData("scroll_depth", "", """["not",["is","event:page",["/"]]]""", "#/metrics: `scroll_depth` is measured by page: add the dimension `event:page`, or a filter on it at the top level")]
    [InlineData("conversion_rate", "\"event:goal\"", """["not",["is","event:props:plan",["x"]]]""", "#/filters: beside `conversion_rate`, `event:props:plan` must stand at the top level: take it out of `and`, `or` and `not`")]
    [InlineData("visitors", "", """["or",[["contains","event:goal",["x"]]]]""", "#/filters: `event:goal` must stand at the top level: take it out of `and`, `or` and `not`")]
    [InlineData("visitors", "", """["is_not","event:goal",["x"]]""", "#/filters/0: `event:goal` is compared by `is` or `contains`: take one of them")]
    [InlineData("visitors", "", """["is","segment",[7]]""", "#/filters/0: the site has no segment `7`: take the id of one that it has")]
    [InlineData("visitors", "", """["is_not","segment",[7]]""", """#/filters/0: ["is_not","segment",[7]]""" + NoFilter)]
    public void Metrics_and_filters_that_make_no_sense_together_are_named(string metric, string dimensions, string filter, string? error) => Assert.Equal(
        error,
        (Wire.Parse($$"""{"site_id":"a","metrics":["{{metric}}"],"date_range":"7d","dimensions":[{{dimensions}}],"filters":[{{filter}}]}""") as StatsQueryOutcome.Refused)?.Error);

    [Fact]
    public void A_long_mistake_is_quoted_in_part()
    {
        string error = Wire.Refused($$"""{"site_id":"a","metrics":["{{new string('x', 199)}}💥💥"],"date_range":"7d"}""");
        Assert.Equal($"#/metrics/0: `{new string('x', 199)}…` is unknown: leave it out. Known are {Metrics}", error);
    }
}
