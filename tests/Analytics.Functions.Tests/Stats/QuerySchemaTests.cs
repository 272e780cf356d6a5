using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Analytics.Functions.Stats;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Dimensions;
using Analytics.Store.Stats.Metrics;
using Analytics.Testing.Oracle;
using Json.Schema;

namespace Analytics.Functions.Tests.Stats;

/// <summary>The published schema of a question says what the code takes: no less, and no more than it can understand.</summary>
public sealed partial class QuerySchemaTests
{
    private static readonly string Text = System.Text.Encoding.UTF8.GetString(SchemaRoutes.Read());
    private static readonly JsonSchema Schema = JsonSchema.FromText(Text);
    private static readonly JsonObject Definitions = JsonNode.Parse(Text)!["$defs"]!.AsObject();

    private static bool Admits(string question)
    {
        using JsonDocument json = JsonDocument.Parse(question);
        return Schema.Evaluate(json.RootElement).IsValid;
    }

    private static string[] Listed(string definition) => [.. (Definitions[definition]!["enum"] ?? Definitions[definition]!["anyOf"]![0]!["enum"])!.AsArray().Select(word => word!.GetValue<string>())];

    private static string Of(string member) => $$"""{"site_id":"a","metrics":["visitors"],"date_range":"7d",{{member}}}""";

    [Fact]
    public void Every_metric_is_in_it() => Assert.Equal(KnownMetrics.All.Select(m => m.Name), Listed("metric"));

    [Theory]
    [InlineData("numbers(event:props:price)")]
    [InlineData("p75(event:props:a, b)c)")]
    [InlineData("p0.5(event:props:price)")]
    [InlineData("p99.9(event:props:price)")]
    [InlineData("median(event:props:price)")]
    [InlineData("share(event:props:price,,2.5)")]
    [InlineData("share(event:props:price,-1,1e3)")]
    [InlineData("share(event:props:price,1,)")]
    [InlineData("share(event:props:price,,)")]
    [InlineData("share(event:props:price,1)")]
    [InlineData("p100(event:props:price)")]
    [InlineData("p0(event:props:price)")]
    [InlineData("p05(event:props:price)")]
    [InlineData("p75.0(event:props:price)")]
    [InlineData("sum(event:page)")]
    [InlineData("sum(event:props:)")]
    [InlineData("mode(event:props:price)")]
    public void A_figure_of_numbers_is_in_it_where_the_code_knows_it(string name) =>
        Assert.Equal(KnownMetrics.Find(name) is not null, Admits($$"""{"site_id":"a","metrics":["{{name}}"],"date_range":"7d"}"""));

    [Fact]
    public void Every_dimension_is_in_it()
    {
        string[] events = [.. Definitions["event_dimension"]!["anyOf"]![0]!["enum"]!.AsArray().Select(word => word!.GetValue<string>())];

        Assert.Equal(
            KnownDimensions.All.Select(d => d.Name).Order(StringComparer.Ordinal),
            Listed("time_dimension").Concat(events).Concat(Listed("visit_dimension")).Order(StringComparer.Ordinal));
        Assert.True(Admits(Of("\"dimensions\":[\"event:goal\",\"event:props:plan\",\"time:day\"]")));
    }

    [Theory]
    [InlineData("day")]
    [InlineData("24h")]
    [InlineData("1d")]
    [InlineData("5000d")]
    [InlineData("100mo")]
    [InlineData("realtime")]
    [InlineData("5001d")]
    [InlineData("0d")]
    [InlineData("101mo")]
    [InlineData("week")]
    [InlineData("")]
    public void A_named_range_is_in_it_where_the_code_knows_it(string name) =>
        Assert.Equal(Wire.Parse($$"""{"site_id":"a","metrics":["visitors"],"date_range":"{{name}}"}""") is StatsQueryOutcome.Accepted, Admits($$"""{"site_id":"a","metrics":["visitors"],"date_range":"{{name}}"}"""));

    [Fact]
    public void Every_question_of_the_documents_fits_it()
    {
        string[] documents = [File.ReadAllText(Repository.At("docs/http-api.md")), File.ReadAllText(Repository.At("docs/metrics.md"))];
        string[] questions = [.. documents.SelectMany(document => Asked().Matches(document)).Select(match => match.Groups["question"].Value)];

        Assert.True(questions.Length >= 2, $"Only {questions.Length} questions were found.");
        Assert.All(questions, question => Assert.True(Admits(question), question));
    }

    [Fact]
    public void What_the_code_accepts_of_random_questions_fits_it()
    {
        int accepted = 0;
        for (int seed = 0; seed < 40; seed++)
        {
            var world = new RandomWorld(seed);
            foreach (OracleQuestion asked in RandomQuestion.Some(world, 25, Testing.Oracle.Words.All))
            {
                string question = QuestionJson.Write(asked);
                if (StatsQueryJson.Parse(System.Text.Encoding.UTF8.GetBytes(question), world.Site, world.Now, WorldTerms.Of(world)) is StatsQueryOutcome.Accepted)
                {
                    Assert.True(Admits(question), question);
                    accepted++;
                }
            }
        }

        Assert.True(accepted > 100, $"Only {accepted} questions were accepted.");
    }

    [Fact]
    public void What_fits_it_is_never_refused_as_malformed()
    {
        var random = new Random(926);
        int fits = 0, accepted = 0;
        for (int i = 0; i < 3_000; i++)
        {
            string question = Random(random).ToJsonString();
            if (Admits(question))
            {
                fits++;
                string refusal = (Wire.Parse(question) as StatsQueryOutcome.Refused)?.Error ?? "";
                accepted += refusal.Length == 0 ? 1 : 0;
                Assert.False(Malformed().IsMatch(refusal), $"{question}: {refusal}");
            }
        }

        Assert.True(fits > 500 && accepted > 100, $"Of 3,000 questions {fits} fitted and {accepted} were accepted.");
    }

    [Theory]
    [InlineData("\"limit\":5")]
    [InlineData("\"metrics\":[]")]
    [InlineData("\"dimensions\":[\"visit:colour\"]")]
    [InlineData("\"dimensions\":[\"time:day\",\"time:hour\"]")]
    [InlineData("\"dimensions\":[\"visit:source\",\"visit:source\"]")]
    [InlineData("\"filters\":[[\"is\",\"visit:source\",[]]]")]
    [InlineData("\"filters\":[[\"is\",\"time:day\",[\"2026-03-10\"]]]")]
    [InlineData("\"filters\":[[\"matches\",\"event:goal\",[\"a\"]]]")]
    [InlineData("\"filters\":[[\"matches\",\"visit:source\",[\"a\"],{\"case_sensitive\":false}]]")]
    [InlineData("\"filters\":[[\"is\",\"visit:country\",[\"Estonia\"]]]")]
    [InlineData("\"filters\":[[\"is\",\"event:currency\",[\"Euro\"]]]")]
    [InlineData("\"filters\":[[\"has_done\",[\"is\",\"visit:source\",[\"a\"]]]]")]
    [InlineData("\"filters\":[[\"has_done\",[\"has_done\",[\"is\",\"event:page\",[\"/\"]]]]]")]
    [InlineData("\"filters\":[[\">\",\"event:page\",[1]]]")]
    [InlineData("\"filters\":[[\">\",\"event:props:n\",[\"x\"]]]")]
    [InlineData("\"filters\":[[\">\",\"event:props:n\",[1,2]]]")]
    [InlineData("\"filters\":[[\"between\",\"event:props:n\",[1]]]")]
    [InlineData("\"filters\":[[\"<\",\"event:props:n\",[9000000000001]]]")]
    [InlineData("\"filters\":[[\"<=\",\"event:props:n\",[1],{\"case_sensitive\":true}]]")]
    [InlineData("\"filters\":[[\"and\",[]]]")]
    [InlineData("\"filters\":[[\"not\",[\"is\",\"visit:source\",[\"a\"]],1]]")]
    [InlineData("\"order_by\":[[\"visitors\",\"down\"]]")]
    [InlineData("\"include\":{\"labels\":true}")]
    [InlineData("\"include\":{\"compare\":\"yesterday\"}")]
    [InlineData("\"include\":{\"match_day_of_week\":true}")]
    [InlineData("\"pagination\":{\"limit\":10001}")]
    [InlineData("\"pagination\":{\"offset\":-1}")]
    [InlineData("\"budget\":{\"bytes\":-1}")]
    public void What_it_does_not_admit_is_refused_by_the_code(string member)
    {
        string question = member.StartsWith("\"metrics\"", StringComparison.Ordinal) ? $$"""{"site_id":"a","date_range":"7d",{{member}}}""" : Of(member);

        Assert.False(Admits(question));
        using JsonDocument json = JsonDocument.Parse(question);
        Assert.True(Wire.Parse(question) is StatsQueryOutcome.Refused || BudgetJson.Parse(json.RootElement, out _) is null);
    }

    // Mostly what fits, sometimes what does not.
    private static JsonObject Random(Random random)
    {
        string Pick(params IReadOnlyList<string> of) => of[random.Next(of.Count)];
        string[] metrics = [.. Listed("metric"), "sum(event:props:n)", "p75(event:props:n)", "share(event:props:n,1,)"], properties = [.. Listed("visit_dimension"), "event:page", "event:hostname", "event:name", "event:currency", "event:props:plan"];
        JsonArray Many(int least, Func<JsonNode?> make) => [.. Enumerable.Range(0, least + random.Next(3)).Select(_ => make())];
        JsonNode Filter(int depth) => random.Next(depth > 0 ? 9 : 5) switch
        {
            0 => new JsonArray(Pick("is", "is_not", "contains", "contains_not"), Pick(properties), Many(random.Next(9) == 0 ? 0 : 1, () => random.Next(6) == 0 ? random.Next(100) : Pick("EE", "(not set)", "(none)", "EUR", "a", ""))),
            1 => new JsonArray(Pick("matches", "matches_not"), Pick(properties), Many(1, () => Pick("^a", "[a-z]+", "."))),
            2 => new JsonArray(Pick("is", "is_not", "contains", "contains_not"), Pick(properties), Many(1, () => Pick("EE", "EUR", "b")), new JsonObject { ["case_sensitive"] = random.Next(2) == 0 }),
            3 => new JsonArray("contains", "event:goal", Many(1, () => "x")),
            4 => new JsonArray(Pick(">", ">=", "<", "<=", "between"), Pick("event:props:n", "event:props:n", "event:page"), Many(1, () => random.Next(2) == 0 ? random.Next(5) / 2m : Pick("1", "2.5", "1e3", "x"))),
            5 => new JsonArray(Pick("and", "or"), Many(random.Next(9) == 0 ? 0 : 1, () => Filter(depth - 1))),
            6 => new JsonArray("not", Filter(depth - 1)),
            _ => new JsonArray(Pick("has_done", "has_not_done"), Filter(depth - 1)),
        };
        JsonNode Range() => random.Next(4) switch
        {
            0 => new JsonArray("2026-03-01", Pick("2026-03-01", "2026-03-31", "2027-01-01")),
            1 => new JsonArray("2026-03-01T00:00:00+02:00", Pick("2026-03-01T12:00Z", "2026-03-02T12:00:00.5Z")),
            _ => Pick("day", "24h", "7d", "30d", "month", "6mo", "year", "all", "realtime", "30m", "5000d", "5001d", "100mo", "week"),
        };
        var question = new JsonObject { ["site_id"] = "a", ["metrics"] = Many(1, () => Pick(metrics)), ["date_range"] = Range() };
        void Sometimes(string name, Func<JsonNode> make)
        {
            if (random.Next(3) == 0)
            {
                question[name] = make();
            }
        }

        Sometimes("dimensions", () => Many(0, () => Pick([.. properties, .. Listed("time_dimension"), "event:goal"])));
        Sometimes("filters", () => Many(0, () => Filter(2)));
        Sometimes("order_by", () => new JsonArray(new JsonArray(question["metrics"]![0]!.GetValue<string>(), Pick("asc", "desc"))));
        Sometimes("include", () => new JsonObject
        {
            ["imports"] = random.Next(2) == 0,
            ["total_rows"] = true,
            ["trim_relative_date_range"] = random.Next(2) == 0,
            ["compare"] = random.Next(3) == 0 ? new JsonArray("2025-03-01", "2025-03-31") : random.Next(3) == 0 ? null : Pick("previous_period", "year_over_year"),
            ["match_day_of_week"] = random.Next(2) == 0,
        });
        Sometimes("pagination", () => new JsonObject { ["limit"] = random.Next(12_000), ["offset"] = random.Next(-1, 5) });
        Sometimes("budget", () => new JsonObject { ["bytes"] = random.Next(), ["blocks"] = random.Next(), ["sample"] = random.Next(2) == 0 });
        return question;
    }

    [GeneratedRegex("/api/v2/query .*?(-d|--data-urlencode) '(q=)?(?<question>\\{.*?\\})'", RegexOptions.Singleline)]
    private static partial Regex Asked();

    [GeneratedRegex("unknown|must be|is no filter|is no range|is no pattern|is required|more than once|compared with|do not go into|look at events|needs compare|at most one time")]
    private static partial Regex Malformed();
}
