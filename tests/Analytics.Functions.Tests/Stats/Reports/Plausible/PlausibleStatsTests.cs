using System.Text.Json;

namespace Analytics.Functions.Tests.Stats.Reports.Plausible;

/// <summary>Plausible's Stats API v1: what its clients send, and what they read.</summary>
public sealed class PlausibleStatsTests(PlausibleWorld world) : IClassFixture<PlausibleWorld>
{
    [Theory]
    [InlineData("period=7d&metrics=visitors,pageviews,bounce_rate,visit_duration,views_per_visit,events,visits", """{"results":{"visitors":{"value":2},"pageviews":{"value":3},"bounce_rate":{"value":50},"visit_duration":{"value":330},"views_per_visit":{"value":1.5},"events":{"value":4},"visits":{"value":2}}}""")]
    [InlineData("period=7d&compare=previous_period&metrics=visitors,bounce_rate,visit_duration,pageviews", """{"results":{"visitors":{"value":2,"comparison_value":1,"change":100},"bounce_rate":{"value":50,"comparison_value":0,"change":null},"visit_duration":{"value":330,"comparison_value":300,"change":10},"pageviews":{"value":3,"comparison_value":2,"change":50}}}""")]
    [InlineData("period=day&compare=previous_period&metrics=bounce_rate,visit_duration,visitors", """{"results":{"bounce_rate":{"value":50,"comparison_value":0,"change":null},"visit_duration":{"value":300,"comparison_value":660,"change":-55},"visitors":{"value":2,"comparison_value":1,"change":100}}}""")]
    [InlineData("period=day&date=2026-03-03&compare=previous_period&metrics=visitors,bounce_rate", """{"results":{"visitors":{"value":1,"comparison_value":1,"change":0},"bounce_rate":{"value":100,"comparison_value":0,"change":null}}}""")]
    [InlineData("period=day&date=2026-03-05&compare=previous_period&metrics=visitors,pageviews", """{"results":{"visitors":{"value":0,"comparison_value":0,"change":0},"pageviews":{"value":0,"comparison_value":0,"change":0}}}""")]
    [InlineData("period=day&date=2026-03-04&compare=previous_period&metrics=visitors,bounce_rate", """{"results":{"visitors":{"value":0,"comparison_value":1,"change":-100},"bounce_rate":{"value":0,"comparison_value":100,"change":-100}}}""")]
    [InlineData("period=day&date=2026-03-05&metrics=visitors,bounce_rate,visit_duration,views_per_visit", """{"results":{"visitors":{"value":0},"bounce_rate":{"value":0},"visit_duration":{"value":0},"views_per_visit":{"value":0}}}""")]
    [InlineData("period=30d", """{"results":{"visitors":{"value":3}}}""")] // without today
    [InlineData("period=month&metrics=visitors,events", """{"results":{"visitors":{"value":5},"events":{"value":10}}}""")]
    [InlineData("period=6mo&date=2026-02-28", """{"results":{"visitors":{"value":0}}}""")]
    [InlineData("period=6mo&date=2026-08-01", """{"results":{"visitors":{"value":5}}}""")]
    [InlineData("period=6mo&date=2026-09-01", """{"results":{"visitors":{"value":0}}}""")]
    [InlineData("period=12mo&date=2027-02-01", """{"results":{"visitors":{"value":5}}}""")]
    [InlineData("period=12mo&date=2027-03-01", """{"results":{"visitors":{"value":0}}}""")]
    [InlineData("period=custom&date=2026-03-02 , 2026-03-03&with_imported=true", """{"results":{"visitors":{"value":2}}}""")]
    [InlineData("period=30d&filters=event:goal==Signup&metrics=visitors,events,conversion_rate", """{"results":{"visitors":{"value":2},"events":{"value":2},"conversion_rate":{"value":66.67}}}""")]
    [InlineData("period=7d&filters=event:goal==Signup&metrics=conversion_rate&compare=previous_period", """{"results":{"conversion_rate":{"value":50,"comparison_value":100,"change":-50}}}""")]
    [InlineData("period=30d&filters=event:page==/pricing&metrics=time_on_page,visitors,bounce_rate", """{"results":{"time_on_page":{"value":30},"visitors":{"value":2},"bounce_rate":{"value":0}}}""")]
    [InlineData("period=30d&filters=event:page==/blog*&metrics=time_on_page", """{"results":{"time_on_page":{"value":null}}}""")]
    public async Task One_row_of_everything(string query, string answer) => Assert.Equal(answer, await world.GetAsync("aggregate", query));

    [Fact]
    public async Task The_course_of_a_day_has_every_hour()
    {
        JsonElement results = JsonDocument.Parse(await world.GetAsync("timeseries", "period=day&metrics=visitors,bounce_rate,visit_duration,views_per_visit")).RootElement.GetProperty("results");

        Assert.Equal(24, results.GetArrayLength());
        Assert.Equal("""{"date":"2026-03-10 00:00:00","visitors":0,"bounce_rate":0,"visit_duration":null,"views_per_visit":0}""", results[0].GetRawText());
        Assert.Equal("""{"date":"2026-03-10 08:00:00","visitors":1,"bounce_rate":0,"visit_duration":600,"views_per_visit":1}""", results[8].GetRawText());
        Assert.Equal("""{"date":"2026-03-10 09:00:00","visitors":1,"bounce_rate":100,"visit_duration":0,"views_per_visit":1}""", results[9].GetRawText());
    }

    [Theory]
    [InlineData("period=7d&metrics=pageviews", "03-03 1,03-04 0,03-05 0,03-06 0,03-07 0,03-08 0,03-09 2")]
    [InlineData("period=custom&date=2026-03-02,2026-03-03&metrics=pageviews", "03-02 2,03-03 1")]
    [InlineData("period=custom&date=2026-03-02,2026-03-10&interval=month&metrics=pageviews", "03-01 7")] // /, /pricing, /blog/a, /, /pricing, /blog/b twice
    [InlineData("period=6mo&metrics=pageviews", "10-01 0,11-01 0,12-01 0,01-01 0,02-01 0,03-01 7")]
    [InlineData("period=day&interval=date&metrics=visitors", "03-10 2")]
    [InlineData("period=custom&date=2026-03-01,2026-03-03&metrics=conversion_rate&filters=event:goal==Signup", "03-01 0,03-02 100,03-03 0")]
    [InlineData("period=7d&metrics=time_on_page&filters=event:page==/pricing", "03-03 ,03-04 ,03-05 ,03-06 ,03-07 ,03-08 ,03-09 30")]
    public async Task The_course_of_longer_periods_has_every_bucket(string query, string buckets)
    {
        JsonElement results = JsonDocument.Parse(await world.GetAsync("timeseries", query)).RootElement.GetProperty("results");

        Assert.Equal(buckets, string.Join(',', results.EnumerateArray().Select(row => row.EnumerateObject().ToArray()).Select(row => $"{row[0].Value.GetString()![5..]} {row[1].Value}")));
    }

    [Theory]
    [InlineData("property=visit:source&metrics=visitors,bounce_rate,visit_duration", """{"source":"Google","visitors":2,"bounce_rate":0,"visit_duration":450},{"source":"Bing","visitors":1,"bounce_rate":100,"visit_duration":0},{"source":"Direct / None","visitors":1,"bounce_rate":0,"visit_duration":660},{"source":"spring","visitors":1,"bounce_rate":100,"visit_duration":0}""")]
    [InlineData("property=event:page", """{"page":"/","visitors":3},{"page":"/blog/b","visitors":2},{"page":"/pricing","visitors":2},{"page":"/blog/a","visitors":1}""")]
    [InlineData("property=event:page&limit=1&page=2&metrics=pageviews,visitors", """{"page":"/blog/b","pageviews":2,"visitors":2}""")]
    [InlineData("property=event:page&limit=3&page=2", """{"page":"/blog/a","visitors":1}""")]
    [InlineData("property=event:page&limit=3&page=3", "")]
    [InlineData("property=event:page&metrics=time_on_page", """{"page":"/","time_on_page":null},{"page":"/blog/b","time_on_page":null},{"page":"/pricing","time_on_page":30},{"page":"/blog/a","time_on_page":null}""")]
    [InlineData("property=event:page&metrics=time_on_page,pageviews&limit=1", """{"page":"/","time_on_page":null,"pageviews":2}""")]
    [InlineData("property=visit:country", """{"country":"EE","visitors":2},{"country":"FI","visitors":2}""")] // dan's is not known
    [InlineData("property=visit:utm_source", """{"utm_source":"spring","visitors":1}""")]
    [InlineData("property=visit:entry_page&metrics=visitors,visits", """{"entry_page":"/","visitors":2,"visits":2},{"entry_page":"/blog/b","visitors":2,"visits":2},{"entry_page":"/blog/a","visitors":1,"visits":1}""")]
    [InlineData("property=event:goal&metrics=visitors,events,conversion_rate", """{"goal":"Signup","visitors":3,"events":3,"conversion_rate":60},{"goal":"Visit /pricing","visitors":2,"events":2,"conversion_rate":40}""")]
    [InlineData("property=visit:source&filters=event:goal==Signup&metrics=visitors,conversion_rate", """{"source":"Google","visitors":2,"conversion_rate":100},{"source":"Direct / None","visitors":1,"conversion_rate":100}""")]
    [InlineData("property=event:props:plan&filters=event:goal==Signup&metrics=visitors,conversion_rate", """{"plan":"pro","visitors":2,"conversion_rate":40},{"plan":"free|trial","visitors":1,"conversion_rate":20}""")]
    [InlineData("property=event:props:plan&metrics=events", """{"plan":"(none)","events":7},{"plan":"pro","events":2},{"plan":"free|trial","events":1}""")]
    [InlineData("property=event:name&metrics=events", """{"name":"pageview","events":7},{"name":"Signup","events":3}""")]
    [InlineData("property=visit:browser_version", """{"browser_version":"126.0","browser":"Chrome","visitors":5}""")]
    [InlineData("property=visit:os_version", """{"os_version":"10","os":"Windows","visitors":5}""")]
    [InlineData("property=visit:device", """{"device":"Desktop","visitors":5}""")]
    [InlineData("property=visit:channel&limit=1", """{"channel":"Organic Search","visitors":3}""")]
    public async Task A_list_has_the_bare_name_of_its_property(string query, string rows) =>
        Assert.Equal($$"""{"results":[{{rows}}]}""", await world.GetAsync("breakdown", "period=custom&date=2026-03-01,2026-03-10&" + query));

    [Theory]
    [InlineData("visit:source==Google", 2)]
    [InlineData("visit:source!=Google", 3)]
    [InlineData("visit:source==Google|Bing", 3)]
    [InlineData(" visit:source == Google | Bing ; visit:country == EE ", 1)]
    [InlineData("visit:source==Goo*", 2)]
    [InlineData("visit:source!=*oo*", 3)]
    [InlineData("visit:source==oo", 0)]
    [InlineData("visit:source==Direct / None", 1)]
    [InlineData("visit:source==(Direct / None)", 1)]
    [InlineData("visit:source!=(Direct / None)", 4)]
    [InlineData("event:page==/blog/*", 3)]
    [InlineData("event:page==/blog/**", 3)]
    [InlineData("event:page==*/b", 2)]
    [InlineData("event:page==/blog", 0)]
    [InlineData("event:page!=/", 5)]
    [InlineData("event:page==/pricing|/blog/a", 3)]
    [InlineData("event:props:plan==pro", 2)]
    [InlineData("event:props:plan==free\\|trial", 1)]
    [InlineData("event:props:plan==free\\|trial|pro", 3)]
    [InlineData("event:props:plan==(none)", 5)]
    [InlineData("event:hostname==example.com", 5)]
    [InlineData("event:name==Signup", 3)]
    [InlineData("event:goal==Signup", 3)]
    [InlineData("event:goal==Visit /pricing", 2)]
    [InlineData("event:goal==Signup|Visit /pricing", 3)]
    [InlineData("event:goal==A\\|B", 0)]
    [InlineData("event:goal==Signup;event:props:plan==pro", 2)]
    [InlineData("visit:country==EE|FI", 4)]
    [InlineData("visit:country!=EE", 3)]
    [InlineData("visit:source==Google;", 2)]
    [InlineData("", 5)]
    public async Task A_filter_lets_through_what_it_names(string filters, int visitors) =>
        Assert.Equal("{\"results\":{\"visitors\":{\"value\":" + visitors + "}}}", await world.VisitorsAsync(filters));

    [Theory]
    [InlineData("visit:source", "filters: `visit:source` compares nothing: must be expressions such as visit:source==Google|Bing, joined by ;")]
    [InlineData("visit:source=Google;event:page==/", "filters: `visit:source=Google` compares nothing:")]
    [InlineData("visit:source==", "filters: `visit:source==` lacks a value:")]
    [InlineData("visit:source==Google|", "filters: `visit:source==Google|` lacks a value:")]
    [InlineData("visit:source==a==b", "filters: `visit:source==a==b` has more than one == or !=:")]
    [InlineData("visit:source!=Google|Bing", "filters: `visit:source!=Google|Bing` negates a list:")]
    [InlineData("visit:source==Goo*|Bing", "filters: `visit:source==Goo*|Bing` has a list with *:")]
    [InlineData("visit:colour==red", "filters: `visit:colour==red` names the property `visit:colour`, which is unknown: take one of event:goal,")]
    [InlineData("time:day==2026-03-01", "which is unknown")]
    [InlineData("visit:country==Estonia", "filters: `visit:country==Estonia` is not answered: `visit:country` is compared with country codes of two letters, such as EE")]
    [InlineData("visit:country==E*", "filters: `visit:country==E*` has * in a country:")]
    [InlineData("event:goal==Nothing", "filters: `event:goal==Nothing` is not answered: the site has no goal `Nothing`:")]
    [InlineData("event:goal==Sign*", "the site has no goal `Sign*`")]
    [InlineData("event:goal!=Signup", "filters: `event:goal!=Signup` negates a goal:")]
    [InlineData("visit:colour==red;visit:source", "`visit:source` compares nothing")]
    public async Task A_filter_that_would_be_dropped_is_refused(string filters, string words)
    {
        string refusal = await world.VisitorsAsync(filters);

        Assert.StartsWith("400 filters: ", refusal, StringComparison.Ordinal);
        Assert.Contains(words, refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("aggregate", "period=all", "period: must be one of 30d, day, 7d, month, 6mo, 12mo, custom")]
    [InlineData("aggregate", "period=custom", "date: must be two dates beside period=custom: 2026-01-01,2026-01-31")]
    [InlineData("aggregate", "period=custom&date=2026-03-01", "date: must be two dates beside")]
    [InlineData("aggregate", "period=custom&date=2026-03-02,2026-03-01", "date: must be two dates, the earlier first, at most 5000 days")]
    [InlineData("aggregate", "date=2026-03-01,2026-03-02", "date: has two dates: they go with period=custom")]
    [InlineData("aggregate", "date=yesterday", "date: must be a date as yyyy-MM-dd")]
    [InlineData("aggregate", "metrics=visitors,visitors", "metrics: `visitors` is asked for more than once: leave the copies out")]
    [InlineData("aggregate", "metrics=visitors,clicks", "metrics: `clicks` is unknown: take one of visitors, visits, pageviews, views_per_visit, bounce_rate, visit_duration, events, conversion_rate, time_on_page")]
    [InlineData("aggregate", "metrics=conversion_rate", "metrics: `conversion_rate` is measured by goal: filter by event:goal, or break down by it")]
    [InlineData("aggregate", "metrics=time_on_page", "metrics: `time_on_page` is measured by page:")]
    [InlineData("aggregate", "metrics=time_on_page&filters=event:page==/;event:name==Signup", "metrics: `time_on_page` does not go with a filter on `event:name`:")]
    [InlineData("aggregate", "metrics=views_per_visit&filters=event:page==/", "metrics: `views_per_visit` does not go with a filter on `event:page`:")]
    [InlineData("aggregate", "metrics=visits&filters=event:props:plan==pro", "metrics: `visits` is of visits, and only events have `event:props:plan`:")]
    [InlineData("aggregate", "metrics=bounce_rate&filters=event:goal==Signup", "metrics: `bounce_rate` is of visits, and only events have `event:goal`:")]
    [InlineData("aggregate", "compare=year_over_year", "compare: must be one of previous_period")]
    [InlineData("aggregate", "with_imported=yes", "with_imported: must be one of false, true")]
    [InlineData("aggregate", "property=visit:source", "property: is an unknown query parameter: leave it out. Known are site_id, period, date, metrics, filters, with_imported, explain, compare")]
    [InlineData("aggregate", "period=all&metrics=clicks&filters=x", "metrics: `clicks` is unknown")]
    [InlineData("timeseries", "interval=week", "interval: must be one of day, month, date")]
    [InlineData("timeseries", "compare=previous_period", "compare: is an unknown query parameter")]
    [InlineData("breakdown", "", "property: is required: event:goal, event:page,")]
    [InlineData("breakdown", "property=visit:colour", "property: `visit:colour` is unknown: take one of event:goal,")]
    [InlineData("breakdown", "property=event:hostname", "property: `event:hostname` is for filters only: take another property")]
    [InlineData("breakdown", "property=visit:source&limit=0", "limit: must be a whole number from 1 to 1000")]
    [InlineData("breakdown", "property=visit:source&limit=1001", "limit: must be a whole number from 1 to 1000")]
    [InlineData("breakdown", "property=visit:source&page=0", "page: must be a whole number from 1 to 1000000")]
    [InlineData("breakdown", "property=visit:source&metrics=views_per_visit", "metrics: `views_per_visit` goes with no breakdown")]
    [InlineData("breakdown", "property=visit:source&metrics=time_on_page", "metrics: `time_on_page` goes with a breakdown by event:page only")]
    [InlineData("breakdown", "property=event:props:plan&metrics=visits", "metrics: `visits` is of visits, and only events have `event:props:plan`:")]
    [InlineData("breakdown", "property=visit:entry_page&metrics=pageviews", "metrics: events have `pageviews`, and only visits have `visit:entry_page`: ask for them in two questions")]
    [InlineData("breakdown", "property=event:props:visitors", "property: has the name of a metric that is asked for")]
    public async Task What_cannot_be_answered_is_refused_with_its_name(string path, string query, string words)
    {
        string refusal = await world.GetAsync(path, query);

        Assert.StartsWith("400 ", refusal, StringComparison.Ordinal);
        Assert.Contains(words, refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_fault_is_named_at_once()
    {
        string refusal = await world.GetAsync("breakdown", "period=all&date=never&metrics=clicks&filters=x&limit=0&page=0");

        Assert.All(["period: ", "date: ", "metrics: ", "filters: ", "property: ", "limit: ", "page: "], name => Assert.Contains(name, refusal, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("aggregate")]
    [InlineData("timeseries")]
    [InlineData("breakdown")]
    [InlineData("realtime/visitors")]
    public async Task Nobody_is_told_whether_another_site_exists(string path)
    {
        string address = "/api/v1/stats/" + path;

        Assert.StartsWith("400 site_id: is required", await world.ReadAsync(address), StringComparison.Ordinal);
        Assert.StartsWith("401 site_id: must be the id, a domain or an alias of a site", await world.ReadAsync(address + "?site_id=other.com"), StringComparison.Ordinal);
        Assert.StartsWith("401 ", await world.ReadAsync(address + "?site_id=example.com", world.Product.Anonymous), StringComparison.Ordinal);
        Assert.StartsWith("400 colour: is an unknown query parameter", await world.ReadAsync(address + "?site_id=example.com&colour=red"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Days_and_hours_are_those_of_the_sites_clock()
    {
        JsonElement hours = JsonDocument.Parse(await world.GetAsync("timeseries", "period=day&metrics=pageviews", "tallinn.example")).RootElement.GetProperty("results");
        Assert.Equal(["2026-03-10 01:00:00 2", "2026-03-10 10:00:00 1", "2026-03-10 11:00:00 1"], hours.EnumerateArray().Where(h => h.GetProperty("pageviews").GetInt32() > 0).Select(h => $"{h.GetProperty("date")} {h.GetProperty("pageviews")}"));
        JsonElement change = JsonDocument.Parse(await world.GetAsync("timeseries", "period=day&date=2026-03-29", "tallinn.example")).RootElement.GetProperty("results");
        Assert.Equal(23, change.GetArrayLength()); // the clock goes forward
        Assert.Equal("2026-03-29 04:00:00", change[3].GetProperty("date").GetString());
    }
}
