using Analytics.Store.Inputs;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.CDK;
using Analytics.Cdk.Options;
using Environment = System.Environment;

namespace Analytics.Cdk.Tests;

/// <summary>Templates by what was asked for, each built once: starting the CDK costs seconds.</summary>
public sealed class Templates : IDisposable
{
    private readonly DirectoryInfo _scratch = Directory.CreateTempSubdirectory("analytics-cdk-");
    private readonly string? _temporary = Environment.GetEnvironmentVariable("TMPDIR");
    private readonly Dictionary<string, (JsonObject Template, string File)> _built = new(StringComparer.Ordinal);

    public Templates()
    {
        // The CDK unpacks megabytes there and forgets them.
        Environment.SetEnvironmentVariable("TMPDIR", _scratch.FullName);
        Console.SetError(new BannerFilter(Console.Error));
        Server = _scratch.CreateSubdirectory("server").FullName;
        File.WriteAllText(Path.Combine(Server, "Analytics.Functions.dll"), "Not a server: what is tested here is the template.");
    }

    /// <summary>A folder that takes the place of the published server.</summary>
    public string Server { get; }

    /// <summary>What is deployed by default.</summary>
    public JsonObject Kept => Of();

    /// <summary>What is deployed with <c>-c keep=false</c>.</summary>
    public JsonObject Trial => Of("keep=false");

    /// <summary>The template that options make.</summary>
    /// <param name="options">As on the command line: <c>front=url</c>.</param>
    public JsonObject Of(params string[] options) => Build(options).Template;

    /// <summary>The same as a file.</summary>
    public string FileOf(params string[] options) => Build(options).File;

    /// <summary>The one resource whose logical id begins with a word.</summary>
    public static JsonObject Table(JsonObject template, string id) => template["Resources"]!.AsObject()
        .Single(resource => Text(resource.Value!["Type"]) == "AWS::DynamoDB::GlobalTable" && resource.Key.StartsWith(id, StringComparison.Ordinal)).Value!.AsObject();

    /// <summary>Resources of a type with their logical ids.</summary>
    public static IEnumerable<KeyValuePair<string, JsonNode>> All(JsonObject template, string type) => template["Resources"]!.AsObject()
        .Where(resource => Text(resource.Value!["Type"]) == type).Select(resource => KeyValuePair.Create(resource.Key, resource.Value!["Properties"]!));

    /// <summary>The properties of the only resource of a type, or of the one of several whose id begins with a word.</summary>
    public static JsonNode One(JsonObject template, string type, string id = "") =>
        Assert.Single(All(template, type), resource => resource.Key.StartsWith(id, StringComparison.Ordinal)).Value;

    /// <summary>The function of the server that serves a role.</summary>
    public static JsonNode Function(JsonObject template, string role) => Assert.Single(
        All(template, "AWS::Lambda::Function"),
        function => function.Value["Environment"]?["Variables"]?["ANALYTICS_ROLE"]?.GetValue<string>() == role).Value;

    public static string Text(JsonNode? node) => node!.GetValue<string>();

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("TMPDIR", _temporary);
        _scratch.Delete(recursive: true);
    }

    private (JsonObject Template, string File) Build(string[] options)
    {
        string key = string.Join(' ', options.Order(StringComparer.Ordinal));
        if (!_built.TryGetValue(key, out (JsonObject, string) built))
        {
            DeploymentOptions parsed = DeploymentOptions.Parse(options.Select(option => option.Split('=', 2)).ToDictionary(pair => pair[0], pair => (object?)pair[1]));
            string folder = Path.Combine(_scratch.FullName, $"out-{_built.Count}");
            var app = new App(new AppProps { AnalyticsReporting = false, Outdir = folder });
            _ = new AnalyticsStack(app, parsed, Server);
            _ = app.Synth();
            string file = Path.Combine(folder, parsed.StackName + ".template.json");
            _built[key] = built = (JsonNode.Parse(File.ReadAllText(file))!.AsObject(), file);
        }

        return built;
    }
}
