using System.Text.Json;

namespace Analytics.Client.Tests;

/// <summary>The client and the contract of the HTTP API stay together: it calls what stands there, with what stands there.</summary>
public sealed class ContractTests
{
    private static readonly JsonElement Contract = JsonDocument.Parse(File.ReadAllText(Repository.At("src/Analytics.Functions/Contract/openapi.json"))).RootElement;

    // Everything that the client can ask and send, each with all that it can say.
    private static async Task<IReadOnlyList<Line.Request>> EverythingAsync()
    {
        var line = new Line { Answers = (_, sent) => Answer(sent.Address) };
        AnalyticsApi api = line.Open();
        var days = new ReportOptions { From = new(2026, 3, 1), To = new(2026, 3, 31), Filters = [Filter.Is(Dimension.Source, "Google")] };
        _ = await api.QueryAsync(QuestionTests.Full);
        foreach (string report in Constants(typeof(ReportName)))
        {
            _ = await api.ReportAsync(report, report switch
            {
                ReportName.TimeSeries => days with { Interval = "day" },
                ReportName.Vitals => days,
                _ => days with { Limit = 5, Page = 2, Search = "a" },
            });
        }

        _ = await api.ReportAsync(ReportName.Pages, new ReportOptions { Period = Period.Last7Days });
        _ = await api.FiguresAsync(days);
        _ = await api.CurrentVisitorsAsync();
        _ = await api.NowAsync();
        _ = await api.FunnelAsync("Signing up", "30d");
        _ = await api.GoalsAsync();
        _ = await api.AnnotationsAsync(new(2026, 3, 1), new(2026, 3, 31));
        _ = await api.SitesAsync();
        _ = await api.SendAsync([EventTests.Full]);
        await foreach (string _ in api.ExportAsync(new(2026, 3, 1), new(2026, 3, 31)))
        {
        }

        return [.. line.Sent];
    }

    private static HttpResponseMessage Answer(Uri address)
    {
        HttpResponseMessage answer = Line.Json(address.AbsolutePath.EndsWith("/funnels", StringComparison.Ordinal) ? """{"funnels":[{"id":"f","name":"Signing up"}]}""" : "{}");
        if (address.AbsolutePath.EndsWith("/export", StringComparison.Ordinal) && !address.Query.Contains("cursor=", StringComparison.Ordinal))
        {
            answer.Headers.Add("x-analytics-next", "part-2"); // so that the second part is asked for
        }

        return answer;
    }

    [Fact]
    public async Task Every_request_stands_in_the_contract_with_its_parameters()
    {
        IReadOnlyList<Line.Request> sent = await EverythingAsync();

        Assert.True(sent.Count > 35);
        Assert.All(sent, request =>
        {
            JsonElement operation = Operation(request) ?? throw new Xunit.Sdk.XunitException($"{request.Method} {request.Address.AbsolutePath} is not in the contract");
            string[] known = operation.TryGetProperty("parameters", out JsonElement parameters) ? [.. parameters.EnumerateArray().Select(parameter => Resolved(parameter).GetProperty("name").GetString()!)] : [];
            string[] asked = [.. request.Address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => Uri.UnescapeDataString(pair.Split('=')[0]))];
            Assert.Empty(asked.Except(known).Select(name => $"{request.Address.AbsolutePath} does not know {name}"));
        });
    }

    [Fact]
    public async Task Every_body_has_only_what_the_contract_has()
    {
        IReadOnlyList<Line.Request> bodies = [.. (await EverythingAsync()).Where(request => request.Body is not null)];

        Assert.Equal(["/api/v2/query", "/v1/ingest/batch"], bodies.Select(request => request.Address.AbsolutePath));
        Assert.All(bodies, request =>
        {
            JsonElement schema = Operation(request)!.Value.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema");
            Assert.Empty(Unknown(JsonDocument.Parse(request.Body!).RootElement, Resolved(schema), ""));
        });
    }

    [Fact]
    public void What_the_contract_does_not_have_is_found()
    {
        JsonElement schema = Contract.GetProperty("components").GetProperty("schemas").GetProperty("IngestBatch");

        Assert.Equal([".events[].visitor.shoe", ".colour"], Unknown(JsonDocument.Parse("""{"site":"a","events":[{"url":"x","visitor":{"shoe":1}}],"colour":1}""").RootElement, schema, ""));
        Assert.Null(Operation(new Line.Request(HttpMethod.Post, new Uri("https://stats.test/api/v2/sites/a/pages"), null, null)));
    }

    [Fact]
    public void Names_of_metrics_dimensions_and_ranges_are_those_of_the_contract()
    {
        Assert.Equal(Named("Question_metric"), Constants(typeof(Metric)));
        Assert.Equal(Named("Question_event_dimension", "Question_visit_dimension", "Question_time_dimension", "Question_dimension"), Constants(typeof(Dimension)));
        Assert.Equal([.. Named("Question_date_range").Append(Period.PreviousPeriod).Append(Period.YearOverYear).Order(StringComparer.Ordinal)], Constants(typeof(Period)));
    }

    [Fact]
    public void Every_list_of_a_site_has_its_name()
    {
        // A path with one part below a site, whose answer is a list with all the parameters of reports.
        string[] reports = [.. Contract.GetProperty("paths").EnumerateObject()
            .Where(path => path.Name.StartsWith("/api/v2/sites/{id}/", StringComparison.Ordinal) && path.Name.Count(c => c == '/') == 5 && path.Value.TryGetProperty("get", out JsonElement get)
                && get.TryGetProperty("parameters", out JsonElement parameters) && parameters.EnumerateArray().Any(parameter => Resolved(parameter).GetProperty("name").GetString() == "period"))
            .Select(path => path.Name["/api/v2/sites/{id}/".Length..])
            .Except(["stats", "insights", "custom-events"]) // the figures and what changed, which are no lists in pages, and another client's address of "events"
            .Order(StringComparer.Ordinal)];

        Assert.Equal(reports, Constants(typeof(ReportName)));
    }

    private static string[] Constants(Type names) => [.. names.GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!).Order(StringComparer.Ordinal)];

    private static string[] Named(params string[] schemas)
    {
        return [.. schemas.SelectMany(name => Of(Contract.GetProperty("components").GetProperty("schemas").GetProperty(name))).Order(StringComparer.Ordinal)];

        static IEnumerable<string> Of(JsonElement schema) =>
        [
            .. schema.TryGetProperty("enum", out JsonElement values) ? values.EnumerateArray().Select(value => value.GetString()!) : [],
            .. schema.TryGetProperty("const", out JsonElement value) ? [value.GetString()!] : Array.Empty<string>(),
            .. schema.TryGetProperty("anyOf", out JsonElement several) ? several.EnumerateArray().SelectMany(Of) : [],
        ];
    }

    private static JsonElement? Operation(Line.Request request)
    {
        string[] parts = request.Address.AbsolutePath.Split('/');
        foreach (JsonProperty path in Contract.GetProperty("paths").EnumerateObject().OrderBy(path => path.Name.Count(c => c == '{')))
        {
            string[] template = path.Name.Split('/');
            if (template.Length == parts.Length && template.Zip(parts, (known, part) => known == part || known.StartsWith('{')).All(fits => fits)
                && path.Value.TryGetProperty(request.Method == HttpMethod.Get ? "get" : "post", out JsonElement operation))
            {
                return operation;
            }
        }

        return null;
    }

    private static JsonElement Resolved(JsonElement schema)
    {
        while (schema.TryGetProperty("$ref", out JsonElement reference))
        {
            schema = reference.GetString()!.Split('/').Skip(1).Aggregate(Contract, (place, name) => place.GetProperty(name));
        }

        return schema;
    }

    // Members that a schema with properties does not name. What it does not describe, it leaves open.
    private static IEnumerable<string> Unknown(JsonElement value, JsonElement schema, string place)
    {
        if (value.ValueKind == JsonValueKind.Object && schema.TryGetProperty("properties", out JsonElement properties))
        {
            return value.EnumerateObject().SelectMany(member => properties.TryGetProperty(member.Name, out JsonElement known)
                ? Unknown(member.Value, Resolved(known), $"{place}.{member.Name}")
                : [$"{place}.{member.Name}"]);
        }

        return value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out JsonElement items)
            ? value.EnumerateArray().SelectMany(item => Unknown(item, Resolved(items), place + "[]"))
            : [];
    }
}
