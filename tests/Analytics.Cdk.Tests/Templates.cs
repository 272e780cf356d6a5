using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.CDK;
using Amazon.CDK.Assertions;
using Environment = System.Environment;

namespace Analytics.Cdk.Tests;

/// <summary>The template of each fate, built once: starting the CDK costs seconds.</summary>
public sealed class Templates : IDisposable
{
    private readonly DirectoryInfo _scratch = Directory.CreateTempSubdirectory("analytics-cdk-");
    private readonly string? _temporary = Environment.GetEnvironmentVariable("TMPDIR");

    public Templates()
    {
        // The CDK unpacks megabytes there and forgets them.
        Environment.SetEnvironmentVariable("TMPDIR", _scratch.FullName);
        Console.SetError(new BannerFilter(Console.Error));
        Kept = Build(DataFate.Kept);
        Trial = Build(DataFate.Deleted);
    }

    /// <summary>What is deployed by default.</summary>
    public JsonObject Kept { get; }

    /// <summary>What is deployed with <c>-c keep=false</c>.</summary>
    public JsonObject Trial { get; }

    /// <summary>The one resource whose logical id begins with a word.</summary>
    public static JsonObject Table(JsonObject template, string id) => template["Resources"]!.AsObject()
        .Single(resource => resource.Key.StartsWith(id, StringComparison.Ordinal)).Value!.AsObject();

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("TMPDIR", _temporary);
        _scratch.Delete(recursive: true);
    }

    private JsonObject Build(DataFate fate)
    {
        var app = new App(new AppProps { AnalyticsReporting = false, Outdir = Path.Combine(_scratch.FullName, fate.ToString()) });
        var stack = new AnalyticsStack(app, "Analytics", fate);
        return JsonSerializer.SerializeToNode(Template.FromStack(stack).ToJSON())!.AsObject();
    }
}
