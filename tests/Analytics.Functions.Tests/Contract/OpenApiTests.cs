using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace Analytics.Functions.Tests.Contract;

/// <summary>The HTTP API's document says what the routes are, and what the product really answers.</summary>
public sealed class OpenApiTests(LocalDynamo dynamo)
{
    private const string Source = "src/Analytics.Functions/Contract/openapi.json";
    private static readonly JsonObject Document = JsonNode.Parse(File.ReadAllText(Repository.At(Source)))!.AsObject();

    [Fact]
    public async Task Every_example_of_the_documents_works_and_the_document_is_made_of_the_routes_and_of_what_they_answer()
    {
        await using ExampleWorld world = await ExampleWorld.StartAsync(dynamo);
        IReadOnlyList<ExampleWorld.Answer> answers = await world.TryAllAsync();
        Assert.True(answers.Count > 100, $"Only {answers.Count} examples were tried.");
        None(answers.Where(a => !a.IsExpected).Select(a => $"{a.Route.Method} {a.Command.Address}: {a.Status} {a.Text}"));

        var made = new ContractDocument(answers);
        string document = made.Make(world.Product.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>());
        None(made.Gaps.Concat(FaultsOf(answers, JsonNode.Parse(document)!.AsObject())));
        Same(Source, document);
    }

    [Fact]
    public void The_types_of_the_npm_package_are_those_of_the_document() => Same("tracker/api/index.d.ts", TypeScriptTypes.Of(Document));

    private static void Same(string path, string made)
    {
        string name = Path.GetFileName(path), received = Repository.At(path[..^name.Length] + name.Insert(name.IndexOf('.', StringComparison.Ordinal), ".received"));
        if (File.Exists(Repository.At(path)) && File.ReadAllText(Repository.At(path)) == made)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, made);
        Assert.Fail($"{path} differs: read {Path.GetFileName(received)} beside it; if it is right, rename it over the other.");
    }

    private static void None(IEnumerable<string> faults)
    {
        string[] all = [.. faults];
        Assert.True(all.Length == 0, string.Join('\n', all));
    }

    // In an answer nothing may be that the document does not know: a schema that says too little would be right about everything.
    private static IEnumerable<string> FaultsOf(IEnumerable<ExampleWorld.Answer> answers, JsonObject document)
    {
        foreach (ExampleWorld.Answer answer in answers.Where(a => a.Json is not null))
        {
            JsonNode? schema = document["paths"]![answer.Route.Path]![answer.Route.Method.ToLowerInvariant()]!["responses"]!
                [answer.Status.ToString(System.Globalization.CultureInfo.InvariantCulture)]?["content"]?["application/json"]?["schema"];
            if (schema is null)
            {
                yield return $"{answer.Route.Method} {answer.Route.Path}: the document has no answer {answer.Status} in JSON";
                continue;
            }

            JsonObject strict = new() { ["allOf"] = new JsonArray(Strict(schema)), ["$defs"] = Strict(document["components"]!["schemas"]) };
            EvaluationResults result = JsonSchema.FromText(strict.ToJsonString().Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal)).Evaluate(JsonDocument.Parse(answer.Text).RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
            if (!result.IsValid)
            {
                yield return $"{answer.Route.Method} {answer.Route.Path}: {string.Join("; ", (result.Details ?? []).Where(d => d.Errors is { Count: > 0 }).Select(d => $"{d.InstanceLocation} {string.Join(", ", d.Errors!.Values)}"))} in {answer.Text}";
            }
        }
    }

    private static JsonNode? Strict(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray list:
                return new JsonArray([.. list.Select(Strict)]);
            case JsonObject o:
                var strict = new JsonObject(o.Where(m => m.Key is not ("example" or "examples" or "description")).Select(m => KeyValuePair.Create(m.Key, Strict(m.Value))));
                if (o["properties"] is JsonObject && o["type"] is not null && o["additionalProperties"] is null)
                {
                    strict["additionalProperties"] = false;
                }

                return strict;
            default:
                return node?.DeepClone();
        }
    }

    [Fact]
    public void It_is_an_OpenAPI_document()
    {
        ReadResult read = OpenApiDocument.Parse(Document.ToJsonString(), "json");

        None(read.Diagnostic!.Errors.Concat(read.Diagnostic.Warnings).Select(e => $"{e.Pointer} {e.Message}"));
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, read.Diagnostic.SpecificationVersion);
    }

    [Fact]
    public void Every_operation_has_an_id_of_its_own_and_every_parameter_a_meaning()
    {
        JsonObject[] operations = [.. Document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Where(o => o.Key != "parameters").Select(o => o.Value!.AsObject())];

        Assert.True(operations.Length > 150, $"Only {operations.Length} operations were found.");
        Assert.Equal(operations.Length, operations.Select(o => o["operationId"]!.GetValue<string>()).Distinct().Count());
        Assert.All(operations, o => Assert.True(o["summary"]!.GetValue<string>().Length > 5, o["operationId"]!.ToString()));
        Assert.All(operations.SelectMany(o => o["parameters"] as JsonArray ?? []).Where(p => p!["$ref"] is null).Concat(Document["components"]!["parameters"]!.AsObject().Select(p => p.Value)), p => Assert.True(p!["description"]?.GetValue<string>().Length > 5, p.ToJsonString()));
    }

    [Fact]
    public async Task It_is_served_to_pages_of_any_origin_and_kept_by_its_tag()
    {
        await using RunningProduct product = await RunningProduct.StartAsync(dynamo);
        HttpResponseMessage first = await product.Anonymous.GetAsync("/api/openapi.json", TestContext.Current.CancellationToken);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/api/openapi.json");
        again.Headers.TryAddWithoutValidation("If-None-Match", first.Headers.ETag!.ToString());

        Assert.Equal("*", Assert.Single(first.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Equal(await File.ReadAllBytesAsync(Repository.At(Source), TestContext.Current.CancellationToken), await first.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.NotModified, (await product.Anonymous.SendAsync(again, TestContext.Current.CancellationToken)).StatusCode);
    }
}
