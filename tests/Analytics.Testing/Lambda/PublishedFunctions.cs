using Xunit;

namespace Analytics.Testing.Lambda;

/// <summary>
/// The one folder that is the code of every function, published as the stack publishes it, once for a test run. Where
/// <c>ANALYTICS_PUBLISHED</c> names a folder, that one is tested instead: another variant, or a binary.
/// <code>[assembly: AssemblyFixture(typeof(PublishedFunctions))]</code>
/// </summary>
public sealed class PublishedFunctions : IAsyncDisposable
{
    private readonly Lazy<Task<string>> _folder;
    private string? _made;

    public PublishedFunctions() => _folder = new Lazy<Task<string>>(() => Task.Run(Publish));

    /// <summary>The folder; published when it is first asked for.</summary>
    public Task<string> FolderAsync() => _folder.Value;

    /// <summary>A process of it in a role, on a database of this machine.</summary>
    public async Task<LambdaProcess> StartAsync(LocalDynamo dynamo, Engine.Tables.TableNames tables, string role, params (string Name, string Value)[] more)
    {
        ArgumentNullException.ThrowIfNull(dynamo);
        ArgumentNullException.ThrowIfNull(tables);
        var environment = new Dictionary<string, string>
        {
            ["ANALYTICS_ROLE"] = role,
            ["ANALYTICS_TABLE"] = tables.Events,
            ["ANALYTICS_SALTS_TABLE"] = tables.Salts,
            ["DYNAMODB_ENDPOINT"] = dynamo.Endpoint.ToString(),
        };
        foreach ((string name, string value) in more)
        {
            environment[name] = value;
        }

        return await LambdaProcess.StartAsync(await CommandAsync(), environment);
    }

    /// <summary>As Lambda starts it: <c>dotnet exec</c>, or the binary where the folder holds one.</summary>
    public async Task<IReadOnlyList<string>> CommandAsync()
    {
        string folder = await FolderAsync(), binary = Path.Combine(folder, "bootstrap");
        return File.Exists(binary) ? [binary] : ["dotnet", "exec", Path.Combine(folder, "Analytics.Functions.dll")];
    }

    public ValueTask DisposeAsync()
    {
        if (_made is not null && Directory.Exists(_made))
        {
            Directory.Delete(_made, recursive: true);
        }

        return ValueTask.CompletedTask;
    }

    private string Publish()
    {
        if (Environment.GetEnvironmentVariable("ANALYTICS_PUBLISHED") is { Length: > 0 } given)
        {
            return Path.GetFullPath(given);
        }

        _made = Directory.CreateTempSubdirectory("analytics-published-").FullName;
        // Without build servers, which would outlive it and keep its output open.
        _ = new Command("dotnet", "publish", "src/Analytics.Functions", "-c", "Release", "-o", _made, "-v", "q", "--nologo", "-nodeReuse:false", "-p:UseSharedCompilation=false", "-p:RunAnalyzers=false")
        {
            Patience = TimeSpan.FromMinutes(10), // a compiler for each project, on a machine that runs the other tests
        }.Succeed();
        return _made;
    }
}
