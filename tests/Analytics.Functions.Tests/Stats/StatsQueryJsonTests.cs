using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Ranges;

namespace Analytics.Functions.Tests.Stats;

public sealed class StatsQueryJsonTests
{
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
        Assert.Equal($"Invalid date_range '{quoted}'.", Wire.Refused($$"""{"site_id":"a","metrics":["visits"],"date_range":{{range}}}"""));

    [Theory]
    [InlineData("""{"metrics":["visits"],"date_range":"7d"}""", "Missing site ID. Please provide the required site_id parameter with your request.")]
    [InlineData("""{"site_id":"a"}""", "#: Required properties metrics, date_range were not present.")]
    [InlineData("""{"site_id":"a","metrics":["visits"]}""", "#: Required property date_range was not present.")]
    [InlineData("""{"site_id":"a","metrics":["visits"],"date_range":"7d","filter":[]}""", "#/filter: Schema does not allow additional properties.")]
    [InlineData("""{"site_id":"a","metrics":[],"date_range":"7d"}""", "#/metrics: Expected a minimum of 1 items but got 0.")]
    [InlineData("""{"site_id":"a","metrics":["visits","visits"],"date_range":"7d"}""", "#/metrics: Expected items to be unique but they were not.")]
    [InlineData("""{"site_id":"a","metrics":["visits","clicks"],"date_range":"7d"}""", "#/metrics/1: Invalid metric \"clicks\"")]
    [InlineData("""{"site_id":"a","metrics":"visits","date_range":"7d"}""", "#/metrics: Type mismatch. Expected Array but got String.")]
    [InlineData("""{"site_id":"a","metrics":[1],"date_range":"7d"}""", "#/metrics/0: Invalid metric \"1\"")]
    [InlineData("[]", "#: Type mismatch. Expected Object with readable text.")]
    [InlineData("{", "The request is not valid JSON.")]
    [InlineData("", "The request is not valid JSON.")]
    [InlineData("""{"site_id":"\ud800","metrics":["visits"],"date_range":"7d"}""", "#: Type mismatch. Expected Object with readable text.")]
    [InlineData("""{"site_id":"a","\udc00":1,"metrics":["visits"],"date_range":"7d"}""", "#: Type mismatch. Expected Object with readable text.")]
    public void A_question_of_the_wrong_shape_is_told_so(string json, string error) => Assert.Equal(error, Wire.Refused(json));

    [Theory]
    [InlineData("\"dimensions\":[\"visit:weather\"]", "#/dimensions/0: Invalid dimension \"visit:weather\"")]
    [InlineData("\"dimensions\":[\"visit:os\",\"visit:os\"]", "#/dimensions: Expected items to be unique but they were not.")]
    [InlineData("\"dimensions\":[\"time:day\",\"time:hour\"]", "Invalid dimensions. Only one time dimension can be queried at once.")]
    [InlineData("\"dimensions\":[\"time:minute\"]", "Invalid dimensions. `time:minute` can only be queried over at most 2 days.")]
    [InlineData("\"order_by\":[[\"visitors\",\"desc\"]]", "Invalid order_by entry '[\"visitors\",\"desc\"]'. Entry is not a queried metric or dimension.")]
    [InlineData("\"order_by\":[[\"visit:os\",\"asc\"]]", "Invalid order_by entry '[\"visit:os\",\"asc\"]'. Entry is not a queried metric or dimension.")]
    [InlineData("\"order_by\":[[\"x\",\"asc\"]]", "Invalid order_by entry '[\"x\",\"asc\"]'. Entry is not a queried metric or dimension.")]
    [InlineData("\"order_by\":[[\"visits\",\"up\"]]", "#/order_by/0: Invalid value in order_by \"[\"visits\",\"up\"]\"")]
    [InlineData("\"order_by\":\"visits\"", "#/order_by: Type mismatch. Expected Array but got String.")]
    [InlineData("\"include\":{\"time_labels\":true}", "Invalid include.time_labels: requires a time dimension.")]
    [InlineData("\"include\":{\"comparisons\":true}", "#/include/comparisons: Schema does not allow additional properties.")]
    [InlineData("\"include\":{\"imports\":1}", "#/include/imports: Type mismatch. Expected Boolean but got Integer.")]
    [InlineData("\"include\":[]", "#/include: Type mismatch. Expected Object but got Array.")]
    [InlineData("\"include\":{\"compare\":\"last_year\"}", "Invalid include.compare 'last_year'.")]
    [InlineData("\"include\":{\"compare\":[\"2026-03-02\",\"2026-03-01\"]}", "Invalid include.compare '[\"2026-03-02\",\"2026-03-01\"]'.")]
    [InlineData("\"include\":{\"match_day_of_week\":true}", "Invalid include.match_day_of_week: requires include.compare.")]
    [InlineData("\"include\":{\"match_day_of_week\":1}", "#/include/match_day_of_week: Type mismatch. Expected Boolean but got Integer.")]
    [InlineData("\"pagination\":{\"limit\":0}", "#/pagination/limit: Expected the value to be >= 1")]
    [InlineData("\"pagination\":{\"limit\":10001}", "#/pagination/limit: Expected the value to be <= 10000")]
    [InlineData("\"pagination\":{\"offset\":-1}", "#/pagination/offset: Expected the value to be >= 0")]
    [InlineData("\"pagination\":{\"limit\":1.5}", "#/pagination/limit: Type mismatch. Expected Integer but got Number.")]
    [InlineData("\"pagination\":{\"page\":1}", "#/pagination/page: Schema does not allow additional properties.")]
    public void An_option_that_makes_no_sense_is_named(string option, string error) =>
        Assert.Equal(error, Wire.Refused($$"""{"site_id":"a","metrics":["visits"],"date_range":"7d",{{option}}}"""));

    [Theory]
    [InlineData("bounce_rate", "event:name", "Session metric(s) `bounce_rate` cannot be queried along with event dimension(s) `event:name`")]
    [InlineData("visit_duration", "event:hostname", "Session metric(s) `visit_duration` cannot be queried along with event dimension(s) `event:hostname`")]
    [InlineData("bounce_rate", "event:page", null)]
    [InlineData("pageviews", "visit:entry_page", "Event metric(s) `pageviews` cannot be queried along with session dimension(s) `visit:entry_page`")]
    [InlineData("events", "visit:exit_page", "Event metric(s) `events` cannot be queried along with session dimension(s) `visit:exit_page`")]
    [InlineData("visitors", "visit:exit_page", null)]
    [InlineData("views_per_visit", "visit:source", "Metric `views_per_visit` cannot be queried with `dimensions`.")]
    [InlineData("views_per_visit", "time:day", null)]
    [InlineData("bounce_rate", "event:goal", "Session metric(s) `bounce_rate` cannot be queried along with event dimension(s) `event:goal`")]
    [InlineData("total_revenue", "visit:entry_page_hostname", "Event metric(s) `total_revenue` cannot be queried along with session dimension(s) `visit:entry_page_hostname`")]
    [InlineData("scroll_depth", "visit:source", "Metric `scroll_depth` can only be queried with event:page filters or dimensions.")]
    [InlineData("time_on_page", "event:page", null)]
    [InlineData("conversion_rate", "visit:source", "Metric `conversion_rate` can only be queried with event:goal filters or dimensions.")]
    [InlineData("group_conversion_rate", "event:goal", null)]
    [InlineData("percentage", "event:props:plan", null)]
    [InlineData("exit_rate", "visit:entry_page", "Metric `exit_rate` requires a `visit:exit_page` dimension. No other dimensions are allowed.")]
    [InlineData("exit_rate", "visit:exit_page", null)]
    public void Metrics_go_with_the_dimensions_that_they_can_be_counted_by(string metric, string dimension, string? error)
    {
        string json = $$"""{"site_id":"a","metrics":["{{metric}}"],"date_range":"7d","dimensions":["{{dimension}}"]}""";
        Assert.Equal(error, (Wire.Parse(json) as StatsQueryOutcome.Refused)?.Error);
    }

    [Theory]
    [InlineData("""["is","visit:country",["EE"]]""", null)]
    [InlineData("""["is","visit:country",["Estonia"]]""", "Invalid visit:country filter, visit:country needs to be a valid 2-letter country code.")]
    [InlineData("""["is","visit:city",[588409]]""", null)]
    [InlineData("""["is","event:page",["/"],{"case_sensitive":false}]""", null)]
    [InlineData("""["is","event:page",["/"],{"case_sensitive":0}]""", """#/filters/0: Invalid filter ["is","event:page",["/"],{"case_sensitive":0}]""")]
    [InlineData("""["is","event:page",["/"],{"case":true}]""", """#/filters/0: Invalid filter ["is","event:page",["/"],{"case":true}]""")]
    [InlineData("""["matches","event:page",["/"],{"case_sensitive":true}]""", "Invalid filters. The modifier `case_sensitive` cannot be used with pattern operators.")]
    [InlineData("""["matches","event:page",["("]]""", "Invalid filters. `(` is not a usable regular expression.")]
    [InlineData("""["is","event:page",[]]""", "Invalid filters. The filter on `event:page` has no clauses.")]
    [InlineData("""["is","event:page","/"]""", """#/filters/0: Invalid filter ["is","event:page","/"]""")]
    [InlineData("""["like","event:page",["/"]]""", """#/filters/0: Invalid filter ["like","event:page",["/"]]""")]
    [InlineData("""["is","time:day",["2026-03-10"]]""", """#/filters/0: Invalid filter ["is","time:day",["2026-03-10"]]""")]
    [InlineData("""["is","event:page"]""", """#/filters/0: Invalid filter ["is","event:page"]""")]
    [InlineData("""["and",[]]""", """#/filters/0: Invalid filter ["and",[]]""")]
    [InlineData("""["not",["or",[["is","event:page",["/"]],["is","visit:os",["x"]]]]]""", null)]
    [InlineData("""["and",[["is","event:page",["/"]],"x"]]""", "#/filters/0/1/1: Invalid filter x")]
    [InlineData("""["not",["is","event:hostname",["x"]]]""", "Invalid filters. Dimension `event:hostname` can only be filtered at the top level.")]
    [InlineData("""["has_done",["is","event:name",["x"]]]""", null)]
    [InlineData("""["not",["has_not_done",["and",[["is","event:hostname",["x"]],["is","event:props:plan",["pro"]]]]]]""", null)]
    [InlineData("""["has_done",["is","visit:os",["x"]]]""", "Invalid filters. Behavioral filters (has_done, has_not_done) can only be used with event dimension filters.")]
    [InlineData("""["has_done",["not",["has_not_done",["is","event:name",["x"]]]]]""", "Invalid filters. Behavioral filters (has_done, has_not_done) cannot be nested.")]
    [InlineData("""["has_done",["is","event:name",[]]]""", "Invalid filters. The filter on `event:name` has no clauses.")]
    [InlineData("""["is","event:props:",["x"]]""", """#/filters/0: Invalid filter ["is","event:props:",["x"]]""")]
    [InlineData("""["is","event:path",["x"]]""", """#/filters/0: Invalid filter ["is","event:path",["x"]]""")]
    [InlineData("{}", "#/filters/0: Invalid filter {}")]
    [InlineData("[]", "#/filters/0: Invalid filter []")]
    [InlineData("[1,2,3]", "#/filters/0: Invalid filter [1,2,3]")]
    public void A_filter_is_understood_or_named(string filter, string? error)
    {
        StatsQueryOutcome outcome = Wire.Parse($$"""{"site_id":"a","metrics":["visits"],"date_range":"7d","filters":[{{filter}}]}""");
        Assert.Equal(error, (outcome as StatsQueryOutcome.Refused)?.Error);
    }

    [Fact]
    public void Views_per_visit_and_a_page_make_no_sense() =>
        Assert.Equal("Metric `views_per_visit` cannot be queried with a filter on `event:page`.", Wire.Refused(
            """{"site_id":"a","metrics":["views_per_visit"],"date_range":"7d","filters":[["not",["is","event:page",["/"]]]]}"""));

    [Theory]
    [InlineData("percentage", "", "", "Metric `percentage` can only be queried with `dimensions`.")]
    [InlineData("exit_rate", "\"visit:exit_page\"", """["is","event:name",["x"]]""", "Metric `exit_rate` cannot be queried when filtering on event dimensions.")]
    [InlineData("exit_rate", "\"visit:exit_page\"", """["has_done",["is","event:name",["x"]]]""", null)]
    [InlineData("scroll_depth", "", """["not",["is","event:page",["/"]]]""", "Metric `scroll_depth` can only be queried with event:page filters or dimensions.")]
    [InlineData("conversion_rate", "\"event:goal\"", """["not",["is","event:props:plan",["x"]]]""", "Invalid filters. Custom properties can only be filtered at the top level when metric `conversion_rate` is queried.")]
    [InlineData("visitors", "", """["or",[["contains","event:goal",["x"]]]]""", "Invalid filters. Dimension `event:goal` can only be filtered at the top level.")]
    [InlineData("visitors", "", """["is_not","event:goal",["x"]]""", "Invalid filters. `event:goal` can only be filtered with the operators `is` and `contains`.")]
    [InlineData("visitors", "", """["is","segment",[7]]""", "Invalid filters. The segment `7` does not exist.")]
    [InlineData("visitors", "", """["is_not","segment",[7]]""", """#/filters/0: Invalid filter ["is_not","segment",[7]]""")]
    public void Metrics_and_filters_that_make_no_sense_together_are_named(string metric, string dimensions, string filter, string? error) => Assert.Equal(
        error,
        (Wire.Parse($$"""{"site_id":"a","metrics":["{{metric}}"],"date_range":"7d","dimensions":[{{dimensions}}],"filters":[{{filter}}]}""") as StatsQueryOutcome.Refused)?.Error);

    [Fact]
    public void A_long_mistake_is_quoted_in_part()
    {
        string error = Wire.Refused($$"""{"site_id":"a","metrics":["{{new string('x', 199)}}💥💥"],"date_range":"7d"}""");
        Assert.Equal($"#/metrics/0: Invalid metric \"{new string('x', 199)}…\"", error);
    }
}
