using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Functions.Tables;
using Analytics.Store.Accounts;
using Microsoft.AspNetCore.Routing;

namespace Analytics.Functions.Tests.Contract;

/// <summary>
/// Makes the OpenAPI document: which operations there are, who may ask and which parameters are read the routes say; what it means the
/// documents; what bodies look like the product's own types, and what it answered to the documents' examples.
/// </summary>
internal sealed partial class ContractDocument(IReadOnlyList<ExampleWorld.Answer> answers)
{
    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, IndentSize = 1, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What is missing, to be said in the documents.</summary>
    public List<string> Gaps { get; } = [];

    public string Make(IEnumerable<RouteEndpoint> routes)
    {
        var paths = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (RouteEndpoint route in routes.Where(r => !r.Metadata.GetRequiredMetadata<Access.Rule>().IsInternal))
        {
            string pattern = route.RoutePattern.RawText!.StartsWith("/assets/", StringComparison.Ordinal) ? "/assets/{file}" : route.RoutePattern.RawText;
            foreach (string method in route.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods)
            {
                DescribedRoute described = DescribedRoute.All.Single(d => d.Method == method && d.Pattern == pattern);
                string path = described.Path;
                if (!paths.TryGetValue(path, out JsonObject? operations))
                {
                    JsonNode[] inPath = [.. ParameterSource.InPath(path)];
                    paths[path] = operations = inPath.Length == 0 ? [] : new JsonObject { ["parameters"] = new JsonArray(inPath) };
                }

                operations[method.ToLowerInvariant()] = Operation(route, described);
            }
        }

        var document = new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject
            {
                ["title"] = "Analytics",
                ["version"] = "2",
                ["summary"] = "Asking for numbers of sites, and sending what happens on them.",
                ["description"] = "What the numbers mean: docs/metrics.md. Nothing is lost in silence: closed routes refuse what they do not know, every fault at once; collecting routes name it in x-analytics-ignored.",
                ["license"] = new JsonObject { ["name"] = "MIT", ["identifier"] = "MIT" },
            },
            ["tags"] = new JsonArray([.. DescribedRoute.All.Select(d => d.Area).Distinct().Where(area => area != "Internal").Select(area => new JsonObject { ["name"] = area })]),
            ["paths"] = new JsonObject(paths.Select(p => KeyValuePair.Create<string, JsonNode?>(p.Key, p.Value))),
            ["components"] = new JsonObject
            {
                ["securitySchemes"] = new JsonObject
                {
                    ["key"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["description"] = "A key of the API, made by POST /api/v2/keys." },
                    ["login"] = new JsonObject { ["type"] = "apiKey", ["in"] = "cookie", ["name"] = Access.Cookie, ["description"] = "A person who signed in with POST /api/v2/login: every scope, from the product's own pages." },
                },
                ["schemas"] = SchemaSource.All(),
            },
        };
        SharedParts.Move(document);
        return document.ToJsonString(Written) + "\n";
    }

    private JsonObject Operation(RouteEndpoint route, DescribedRoute described)
    {
        string key = $"{described.Method} {described.Path}";
        bool isBare = described.Method is "OPTIONS" or "HEAD"; // a preflight, and what GET says without its body
        OperationFacts facts = isBare ? new OperationFacts(null, described.Method == "OPTIONS" ? 204 : 200, null) : OperationFacts.All.GetValueOrDefault(key, OperationFacts.Default);
        Access.Rule rule = route.Metadata.GetRequiredMetadata<Access.Rule>();
        string prose = Told().Replace(Links().Replace(described.Prose, "$1"), "").Trim().ReplaceLineEndings("\n");
        var operation = new JsonObject
        {
            ["operationId"] = IdOf(described),
            ["tags"] = new JsonArray(described.Area),
            ["summary"] = isBare ? described.Method == "OPTIONS" ? "The preflight of browsers." : "As GET, without the body." : FirstSentence().Match(prose.ReplaceLineEndings(" ")).Value.TrimEnd('.', ':', ';'),
        };
        if (!isBare)
        {
            operation["description"] = prose;
        }

        operation["security"] = rule.Scope == Scopes.None ? new JsonArray()
            : new JsonArray(new JsonObject { ["key"] = new JsonArray(rule.Scope.ToString().ToLowerInvariant()) }, new JsonObject { ["login"] = new JsonArray() });
        JsonNode[] parameters = [.. (route.Metadata.GetMetadata<KnownParameters>()?.Names ?? []).Distinct().Select(name => Parameter(described, name))];
        if (parameters.Length > 0 && described.Method != "OPTIONS")
        {
            operation["parameters"] = new JsonArray(parameters);
        }

        ExampleWorld.Answer[] tried = [.. answers.Where(a => a.Route == described)];
        if (facts.Body is { } body)
        {
            operation["requestBody"] = RequestBody(body, tried);
        }

        operation["responses"] = Responses(route, described, facts, tried);
        return operation;
    }

    private JsonObject Parameter(DescribedRoute described, string name)
    {
        JsonObject parameter = ParameterSource.InQuery(described, name, out string? meaning);
        if (meaning is null)
        {
            Gaps.Add($"{described.Method} {described.Pattern}: nothing says what `{name}` means.");
        }

        return parameter;
    }

    private static JsonObject RequestBody(string body, ExampleWorld.Answer[] tried)
    {
        (string type, JsonNode schema) = body.Contains('/', StringComparison.Ordinal) ? (body, new JsonObject { ["type"] = "string" })
            : body.EndsWith("[]", StringComparison.Ordinal) ? ("application/json", new JsonObject { ["type"] = "array", ["items"] = Reference(body[..^2]) })
            : ("application/json", (JsonNode)Reference(body));
        var content = new JsonObject { ["schema"] = schema };
        JsonNode?[] examples = [.. tried.Select(t => t.Command.Body).OfType<string>().Where(text => text.StartsWith('{')).Select(text => JsonNode.Parse(text))];
        AddExamples(content, examples);
        return new JsonObject { ["required"] = true, ["content"] = new JsonObject { [type] = content } };
    }

    private JsonObject Good(DescribedRoute described, OperationFacts facts, ExampleWorld.Answer[] tried)
    {
        var good = new JsonObject { ["description"] = facts.Answer is null ? "Done." : "The answer." };
        if (facts.Answer is not { } answer)
        {
            return good;
        }

        if (answer.Contains('/', StringComparison.Ordinal))
        {
            good["content"] = new JsonObject(answer.Split(", ").Select(type => KeyValuePair.Create<string, JsonNode?>(
                type, new JsonObject { ["schema"] = type.EndsWith("json", StringComparison.Ordinal) ? new JsonObject() : new JsonObject { ["type"] = "string" } })));
            return good;
        }

        JsonNode?[] told = [.. described.Answers.Select(text => JsonNode.Parse(text))];
        JsonNode?[] samples = [.. told, .. tried.Select(t => t.Json).Where(json => json is not null)];
        if (answer == "=" && samples.Length == 0)
        {
            Gaps.Add($"{described.Method} {described.Pattern}: no example shows its answer.");
        }

        var content = new JsonObject { ["schema"] = answer != "=" ? Reference(answer) : described.Area is "A site's reports" or "Single visits and events" or "Core Web Vitals" or "Errors" or "Insights" ? Shape.WithUnknownTexts(Shape.Of(samples)) : Shape.Of(samples) };
        AddExamples(content, told);
        good["content"] = new JsonObject { ["application/json"] = content };
        return good;
    }

    private JsonObject Responses(RouteEndpoint route, DescribedRoute described, OperationFacts facts, ExampleWorld.Answer[] tried)
    {
        JsonObject good = Good(described, facts, tried);
        if (route.Metadata.GetMetadata<FormRoutes.Forms>() is { } forms && good["content"] is JsonObject content)
        {
            foreach (AnswerForm form in forms.All.Where(form => !content.ContainsKey(form.Types[0])))
            {
                content[form.Types[0]] = new JsonObject { ["schema"] = new JsonObject { ["type"] = "string" } };
            }
        }

        var responses = new JsonObject { [Text(facts.Status)] = good };
        if (facts.Other is { } other)
        {
            responses[Text(other.Status)] = Good(described, other, []);
        }

        int[] faults = described.Method is "OPTIONS" or "HEAD" ? [] : [.. described.Errors.Concat(FaultsOfAll(route, facts)).Where(s => s >= 400).Distinct().Order()];
        foreach (int status in faults)
        {
            (string type, string schema) = RefusalOf(route, described, status);
            responses[Text(status)] = new JsonObject
            {
                ["description"] = Said[status],
                ["content"] = new JsonObject { [type] = new JsonObject { ["schema"] = Reference(schema) } },
            };
        }

        return responses;
    }

    // What any route of the kind may answer, whether or not its section says it again.
    private static IEnumerable<int> FaultsOfAll(RouteEndpoint route, OperationFacts facts)
    {
        bool isClosed = route.Metadata.GetRequiredMetadata<Access.Rule>().Scope != Scopes.None;
        return
        [
            .. isClosed ? [400, 401, 403, 429, 503] : (int[])[],
            .. route.Metadata.GetMetadata<OwnSite.Wanted>() is null ? [] : (int[])[404],
            .. facts.Body is null ? [] : (int[])[413],
            .. route.Metadata.GetMetadata<FormRoutes.Forms>() is null ? [] : (int[])[406],
        ];
    }

    private static readonly Dictionary<int, string> Said = new()
    {
        [400] = "The input cannot be used: every fault is named.",
        [401] = "No key or login is known, or the site is not the caller's.",
        [403] = "The scope is missing, or this is switched off.",
        [404] = "No such thing, or not the caller's.",
        [406] = "The answer is not written in the form that is asked for.",
        [409] = "Taken, or changed by somebody else meanwhile.",
        [410] = "It was there, and names nothing any more.",
        [412] = "It is not as it was read any more: If-Match names another version.",
        [413] = "The body, or the answer, is too large.",
        [415] = "The content type is another.",
        [429] = "Too many requests: Retry-After says when to come again.",
        [501] = "This host cannot do it.",
        [503] = "The table does not answer: send the same again.",
    };

    private static (string Type, string Schema) RefusalOf(RouteEndpoint route, DescribedRoute described, int status) =>
        route.Metadata.GetMetadata<RefusalForm>() is { } form
            ? ("application/json", form == RefusalForm.ErrorText || described.Area.StartsWith("Plausible", StringComparison.Ordinal) ? "ErrorText" : described.Pattern.StartsWith("/api/v0/", StringComparison.Ordinal) ? "GoatCounterError" : "AnyError")
        : described.Pattern is "/api/v2/queries" && status is 400 or 401 ? ("application/json", "AnyError")
        : described.Pattern == "/api/event" && status == 400 ? ("application/json", "FieldErrors")
        : described.Area == "Protocols of other trackers" ? ("application/json", "AnyError")
        : ("application/problem+json", "Problem");

    private static void AddExamples(JsonObject content, JsonNode?[] examples)
    {
        if (examples.Length == 1)
        {
            content["example"] = examples[0]!.DeepClone();
        }
        else if (examples.Length > 1)
        {
            content["examples"] = new JsonObject(examples.Select((example, i) => KeyValuePair.Create<string, JsonNode?>(Text(i + 1), new JsonObject { ["value"] = example!.DeepClone() })));
        }
    }

    private static JsonObject Reference(string schema) => new() { ["$ref"] = "#/components/schemas/" + schema };

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    // getApiV2SitesIdGoals: by it clients that are made from the document call their methods.
    private static string IdOf(DescribedRoute route) => route.Method.ToLowerInvariant() + string.Concat(
        Words().Matches(route.Path).Select(m => char.ToUpperInvariant(m.Value[0]) + m.Value[1..])) + (route.Path == "/" ? "Dashboard" : "");

    [GeneratedRegex(@"[A-Za-z0-9]+")]
    private static partial Regex Words();

    [GeneratedRegex(@"^.*?[.:;](?=\s|$)")]
    private static partial Regex FirstSentence();

    // Answers are examples of the operation.
    [GeneratedRegex(@"\n*Answers 200 `[\[{][^`]*`\.|\n(?=\n\n)")]
    private static partial Regex Told();

    [GeneratedRegex(@"\[([^\]]+)\]\((?:[^)]*)\)")]
    private static partial Regex Links();
}
