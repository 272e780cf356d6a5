namespace Analytics.Client.Tests;

public sealed class QuestionTests
{
    internal static Question Full { get; } = new()
    {
        Metrics = [Metric.Visitors, Metric.Percentile("LCP", 99.9m)],
        Range = DateRange.Days(new(2026, 3, 1), new(2026, 3, 31)),
        Dimensions = [Dimension.Page, Dimension.Property("plan")],
        Filters =
        [
            Filter.Is(Dimension.Source, "Google", "Ki\"nd").IgnoringCase(),
            Filter.Any(Filter.Not(Filter.ContainsNot(Dimension.Page, "/a")), Filter.HasDone(Filter.Is(Dimension.Goal, "Signup")), Filter.Segment(7, 8)),
            Filter.All(Filter.Above(Dimension.Property("size"), 1.5m), Filter.Between(Dimension.Property("size"), 1, 5), Filter.AtLeast("event:props:a", 1), Filter.AtMost("event:props:a", 2), Filter.Below("event:props:a", 3)),
            Filter.HasNotDone(Filter.Matches(Dimension.Page, "^/b")),
            Filter.MatchesNot(Dimension.Page, "^/c"),
            Filter.IsNot(Dimension.Country, "EE"),
            Filter.Contains(Dimension.Page, "é"),
            Filter.Parse("""["is","visit:os",["Linux"]]"""),
        ],
        OrderBy = [new Order(Metric.Visitors), new Order(Dimension.Page, Descending: false)],
        Compare = Period.PreviousPeriod,
        MatchDayOfWeek = true,
        TimeLabels = true,
        TotalRows = true,
        TrimRange = true,
        Limit = 10,
        Offset = 20,
        Budget = new Budget(1_000_000, 20, Sample: true),
    };

    [Fact]
    public async Task A_question_is_written_as_the_server_reads_it()
    {
        Line line = Line.That(Line.Json("""{"results":[],"meta":{},"query":{}}"""));
        _ = await line.Open().QueryAsync(Full);

        Line.Request sent = Assert.Single(line.Sent);
        Assert.Equal(("POST", "https://stats.test/api/v2/query", "Bearer key"), (sent.Method.Method, sent.Address.AbsoluteUri, sent.Authorization));
        Assert.Equal(
            """
            {"site_id":"example.com","metrics":["visitors","p99.9(event:props:LCP)"],"date_range":["2026-03-01","2026-03-31"],"dimensions":["event:page","event:props:plan"],
            "filters":[["is","visit:source",["Google","Ki\"nd"],{"case_sensitive":false}],
            ["or",[["not",["contains_not","event:page",["/a"]]],["has_done",["is","event:goal",["Signup"]]],["is","segment",[7,8]]]],
            ["and",[[">","event:props:size",[1.5]],["between","event:props:size",[1,5]],[">=","event:props:a",[1]],["<=","event:props:a",[2]],["<","event:props:a",[3]]]],
            ["has_not_done",["matches","event:page",["^/b"]]],["matches_not","event:page",["^/c"]],["is_not","visit:country",["EE"]],["contains","event:page",["é"]],["is","visit:os",["Linux"]]],
            "order_by":[["visitors","desc"],["event:page","asc"]],
            "include":{"match_day_of_week":true,"time_labels":true,"total_rows":true,"trim_relative_date_range":true,"compare":"previous_period"},
            "pagination":{"limit":10,"offset":20},"budget":{"bytes":1000000,"blocks":20,"sample":true}}
            """.ReplaceLineEndings("").Replace("\n", "", StringComparison.Ordinal),
            sent.Body);
    }

    [Theory]
    [InlineData("th-TH")]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    public async Task A_question_is_the_same_in_every_culture(string culture)
    {
        var line = new Line { Answers = (_, _) => Line.Json("""{"results":[],"meta":{},"query":{}}""") };
        _ = await line.Open().QueryAsync(Full);
        using (new CultureScope(culture))
        {
            _ = await line.Open().QueryAsync(Full);
        }

        Assert.Single(line.Sent.Select(sent => sent.Body).Distinct());
    }

    [Fact]
    public async Task A_row_knows_its_values_by_their_names_and_keeps_what_a_newer_server_says()
    {
        Line line = Line.That(Line.Json("""
            {"results":[{"metrics":[3,{"value":1234.5,"currency":"EUR","short":"€1.2K","long":"€1,234.50"},null,"2026-03-09T10:00:00.000Z"],"dimensions":["/"],
              "comparison":{"metrics":[2,null,1.5,null],"change":[50,null,null,null],"dimensions":["/"],"mood":1},"colour":"red"}],
             "meta":{"total_rows":7,"metric_warnings":{"total_revenue":{"code":"other_currencies_left_out","warning":"w","left_out":[{"value":3}]}},
               "sample":{"rate":0.1,"expected_error":0.02},"late_events_pending":true,"late_events_pending_days":["2026-03-09"],"weather":"fair"},
             "query":{"site_id":"example.com"},"tide":2}
            """));
        QueryAnswer answer = await line.Open().QueryAsync(new Question
        {
            Metrics = [Metric.Visitors, Metric.TotalRevenue, Metric.ScrollDepth, Metric.FirstSeen],
            Range = Period.All,
            Dimensions = [Dimension.Page],
        });

        QueryRow row = Assert.Single(answer.Rows);
        Assert.Equal(("/", 3d, 2d, 50d), (row.Value(Dimension.Page), row.Number(Metric.Visitors), row.Previous(Metric.Visitors)?.Number, row.Change(Metric.Visitors)));
        Assert.Equal((1234.5m, "EUR", "€1,234.50"), (row[Metric.TotalRevenue].Money?.Value, row[Metric.TotalRevenue].Money?.Currency, row[Metric.TotalRevenue].ToString()));
        Assert.Equal((true, null, ""), (row[Metric.ScrollDepth].IsNothing, row.Number(Metric.ScrollDepth), row[Metric.ScrollDepth].ToString()));
        Assert.Equal("2026-03-09T10:00:00.000Z", row[Metric.FirstSeen].Text);
        Assert.Null(row.Change(Metric.ScrollDepth));
        Assert.Equal(("red", 1, 2), (row.More!["colour"].GetString(), row.Comparison!.More!["mood"].GetInt32(), answer.More!["tide"].GetInt32()));
        Assert.Equal((7, 0.1, 0.02, true, new DateOnly(2026, 3, 9)), (answer.Meta.TotalRows, answer.Meta.Sample!.Rate, answer.Meta.Sample.ExpectedError, answer.Meta.LateEventsPending, answer.Meta.LateEventsPendingDays!.Single()));
        Assert.Equal("fair", answer.Meta.More!["weather"].GetString());
        MetricWarning warning = answer.Meta.Warnings![Metric.TotalRevenue];
        Assert.Equal(("other_currencies_left_out", "w", 3), (warning.Code, warning.Warning, warning.More!["left_out"][0].GetProperty("value").GetInt32()));
        Assert.Contains("'visits' was not asked for", Assert.Throws<KeyNotFoundException>(() => row[Metric.Visits]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_rows_are_read_page_by_page()
    {
        Line line = Line.That(
            Line.Json("""{"results":[{"metrics":[3],"dimensions":["a"]},{"metrics":[2],"dimensions":["b"]}],"meta":{},"query":{}}"""),
            Line.Json("""{"results":[{"metrics":[1],"dimensions":["c"]}],"meta":{},"query":{}}"""));
        List<string> pages = [];
        await foreach (QueryRow row in line.Open().RowsAsync(new Question { Metrics = [Metric.Visitors], Range = "7d", Dimensions = [Dimension.Page], Limit = 2, Offset = 4 }))
        {
            pages.Add(row.Value(Dimension.Page) + row.Number(Metric.Visitors));
        }

        Assert.Equal(["a3", "b2", "c1"], pages);
        Assert.Equal([true, true], line.Sent.Zip([4, 6], (sent, offset) => sent.Body!.Contains($"\"pagination\":{{\"limit\":2,\"offset\":{offset}}}", StringComparison.Ordinal)));
    }

    [Fact]
    public void Instants_have_their_offset_and_names_are_not_empty()
    {
        Assert.Equal(
            "2026-03-01T00:00:00+02:00,2026-03-01T23:59:59+02:00",
            DateRange.Instants(new(2026, 3, 1, 0, 0, 0, TimeSpan.FromHours(2)), new(2026, 3, 1, 23, 59, 59, TimeSpan.FromHours(2))).ToString());
        _ = Assert.Throws<ArgumentException>(() => DateRange.Named(" "));
    }
}
