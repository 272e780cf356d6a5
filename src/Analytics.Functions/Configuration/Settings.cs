using Analytics.Functions.Http;
using Analytics.Functions.Places;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;

namespace Analytics.Functions.Configuration;

/// <summary>
/// The settings of the process, parsed once. Not a record: a record would print its secrets.
/// The names are the same on a laptop, in a container and in the CDK app.
/// </summary>
public sealed class Settings
{
    public const string DefaultUrl = "http://127.0.0.1:5080";
    public const string DefaultTable = "Analytics";

    /// <summary><c>ANALYTICS_ADMIN_EMAIL</c>: the first owner's address; null: the host chooses one.</summary>
    public string? AdminEmail { get; private init; }

    /// <summary><c>ANALYTICS_ADMIN_PASSWORD</c>: the first owner's password; null: one is made and shown once.</summary>
    public string? AdminPassword { get; private init; }

    /// <summary><c>ANALYTICS_BOOTSTRAP_KEY</c>: an API key with every scope, for automation; never in Lambda. Null: there is none.</summary>
    public string? BootstrapKey { get; private init; }

    /// <summary><c>ANALYTICS_TABLE</c>; default <c>Analytics</c>, required in Lambda.</summary>
    public string Table { get; private init; } = DefaultTable;

    /// <summary><c>ANALYTICS_SALTS_TABLE</c>: apart from the rest, because a backup must never hold it; default <see cref="Table"/> + <c>Salts</c>.</summary>
    public string SaltsTable { get; private init; } = DefaultTable + "Salts";

    /// <summary><c>DYNAMODB_ENDPOINT</c>: a DynamoDB that runs elsewhere; null: the embedded one, or AWS in Lambda.</summary>
    public Uri? DynamoDbEndpoint { get; private init; }

    /// <summary><c>AWS_REGION</c> or <c>AWS_DEFAULT_REGION</c>; default <c>us-east-1</c>, which a local DynamoDB takes as well as any.</summary>
    public string Region { get; private init; } = "us-east-1";

    /// <summary>AWS credentials are set (<c>AWS_ACCESS_KEY_ID</c> or <c>AWS_PROFILE</c>); without, an endpoint is called with invented ones.</summary>
    public bool HasAwsCredentials { get; private init; }

    /// <summary><c>--in-memory</c>: the embedded database forgets everything at the end.</summary>
    public bool InMemory { get; private init; }

    /// <summary><c>ANALYTICS_DATA</c>: the embedded database's folder, absolute; default <c>.data</c> in the repository or the current folder.</summary>
    public string DataFolder { get; private init; } = ".data";

    /// <summary><c>--urls</c>, else <c>ASPNETCORE_URLS</c>; default <see cref="DefaultUrl"/>. Semicolons divide.</summary>
    public IReadOnlyList<string> Urls { get; private init; } = [DefaultUrl];

    /// <summary>
    /// <c>ANALYTICS_PATH</c>: under which path of a host the product is, <c>/stats</c>, without a slash at its end; default none, the whole host.
    /// Requests may come with it, or without where a proxy takes it off.
    /// </summary>
    public string Path { get; private init; } = "";

    /// <summary><c>ANALYTICS_TRUSTED_PROXIES</c>: the proxies whose forwarded addresses are trusted; default loopback, in Lambda none.</summary>
    public TrustedProxies TrustedProxies { get; private init; } = TrustedProxies.None;

    /// <summary><c>ANALYTICS_COUNTRY_HEADER</c>: the header in which trusted proxies say the visitor's country; default none.</summary>
    public string? CountryHeader { get; private init; }

    /// <summary>
    /// <c>ANALYTICS_GEO_DATABASE</c>: the file by which addresses are looked up where nobody says the place, or <c>none</c>; default the
    /// countries that lie beside the program.
    /// </summary>
    internal AddressPlaces Places { get; private init; } = AddressPlaces.Shipped;

    /// <summary><c>ANALYTICS_QUERY_BYTES</c>: the most compressed bytes of blocks that one request for statistics may read; default 256 MiB, some fifty million events.</summary>
    public long QueryBytes { get; private init; } = 256 << 20;

    /// <summary><c>ANALYTICS_ANSWER_SECONDS</c>: how long the server works at most at an answer about numbers; default 60, 0 for any time. In Lambda the function's own time counts.</summary>
    public long AnswerSeconds { get; private init; } = 60;

    /// <summary><c>ANALYTICS_MEMORY_BYTES</c>: about how much of sealed days is kept in memory, so that it need not be read again; default 128 MiB, 0 for nothing.</summary>
    public long MemoryBytes { get; private init; } = 128 << 20;

    /// <summary><c>ANALYTICS_EVENTS_PER_SECOND</c>: how many events a second one address may send to this process, ten seconds' worth at once; default 100, 0 for any number.</summary>
    public long EventsPerSecond { get; private init; } = 100;

    /// <summary><c>ANALYTICS_EVENTS_PER_SECOND_OF_SITE</c>: how many events a second this process takes for one site; default 5,000, 0 for any number.</summary>
    public long EventsPerSecondOfSite { get; private init; } = 5_000;

    /// <summary><c>ANALYTICS_REQUESTS_PER_MINUTE</c>: how many requests a minute one key may make of this process, ingesting aside, a minute's worth at once; default 600, 0 for any number.</summary>
    public long RequestsPerMinute { get; private init; } = 600;

    /// <summary><c>ANALYTICS_DAILY_EVENTS</c>: how many events all sites together may take in a day of UTC; default 0, any number.</summary>
    public long DailyEvents { get; private init; }

    /// <summary><c>ANALYTICS_OVER_BUDGET</c>: <c>refuse</c> or <c>sample</c> when they have; default <c>refuse</c>.</summary>
    public OverBudget OverBudget { get; private init; }

    /// <summary><c>ANALYTICS_EXPORT_BUCKET</c>: the bucket that every sealed day is exported to; default none.</summary>
    public string? ExportBucket { get; private init; }

    /// <summary><c>ANALYTICS_EXPORT_ENDPOINT</c>: another store than S3 that speaks as S3 does, its buckets in the path; null: S3.</summary>
    public Uri? ExportEndpoint { get; private init; }

    /// <summary><c>ANALYTICS_ROLE</c>: <c>all</c> (default), <c>collect</c>, <c>api</c>, <c>front</c> or <c>maintain</c>.</summary>
    internal Role Role { get; private init; } = Role.All;

    /// <summary><c>ANALYTICS_ORIGIN_SECRET</c>: the secret that CloudFront sends in <c>X-Analytics-Origin</c>; null: requests need none.</summary>
    public string? OriginSecret { get; private init; }

    /// <summary><c>ANALYTICS_RESPONSE_STREAM</c>=1: the function's URL is in the mode RESPONSE_STREAM, so that answers leave as they are written.</summary>
    public bool StreamsAnswers { get; private init; }

    /// <summary><c>ANALYTICS_METRICS_NAMESPACE</c>: under which CloudWatch files the metrics; default <c>Analytics</c>. Outside Lambda none are written.</summary>
    public string MetricsNamespace { get; private init; } = "Analytics";

    /// <summary><c>AWS_LAMBDA_RUNTIME_API</c>: where Lambda hands out its events, host and port; null outside Lambda.</summary>
    public string? LambdaRuntimeApi { get; private init; }

    /// <summary><c>AWS_LAMBDA_FUNCTION_NAME</c>; null outside Lambda.</summary>
    public string? LambdaFunctionName { get; private init; }

    public bool InLambda => LambdaRuntimeApi is not null;

    /// <summary><c>PATH</c>: where Java, npm and Docker are looked for.</summary>
    public string SearchPath { get; private init; } = "";

    /// <summary><c>JAVA_HOME</c>: where Java is looked for when the path has none.</summary>
    public string? JavaHome { get; private init; }

    /// <summary>
    /// <see cref="LambdaRuntimeApi"/> of this process, asked before anything else: where settings that cannot be used are to be reported.
    /// </summary>
#pragma warning disable RS0030 // As below.
    public static string? LambdaRuntimeApiOfProcess() => Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API") is { Length: > 0 } address ? address : null;
#pragma warning restore RS0030

    /// <summary>The settings of this process: the only place in the product that reads its environment.</summary>
    /// <exception cref="AnalyticsInputException">Some cannot be used; every fault is named.</exception>
    public static Settings FromProcess(IReadOnlyList<string> args)
    {
        string folder = Directory.GetCurrentDirectory();
#pragma warning disable RS0030 // The one place that the ban points to.
        return Parse(Environment.GetEnvironmentVariable, args, System.IO.Path.Combine(RepositoryFolder.Around(folder) ?? folder, ".data"));
#pragma warning restore RS0030
    }

    /// <param name="environment">A variable's value by its name; null or empty: not set.</param>
    /// <param name="args">The command line: <c>--in-memory</c>, <c>--urls</c>; <c>--environment</c> and <c>--contentRoot</c> are left to the web host.</param>
    /// <param name="defaultDataFolder">The data folder where none is set.</param>
    /// <exception cref="AnalyticsInputException">Some cannot be used; every fault is named.</exception>
    public static Settings Parse(Func<string, string?> environment, IReadOnlyList<string> args, string defaultDataFolder)
    {
        var read = new SettingsReader(environment);
        string? runtimeApi = read.Text("AWS_LAMBDA_RUNTIME_API");
        bool lambda = runtimeApi is not null;
        bool inMemory = false;
        string? urls = read.Text("ASPNETCORE_URLS");
        for (int i = 0; i < args.Count; i++)
        {
            (string name, string? value) = args[i].Split('=', 2) is [var left, var right] ? (left, right) : (args[i], null);
            switch (name)
            {
                case "--in-memory" when value is null:
                    inMemory = true;
                    break;
                case "--urls" or "--environment" or "--contentRoot":
                    value ??= ++i < args.Count ? args[i] : null;
                    read.Require(!string.IsNullOrWhiteSpace(value), name, "needs a value");
                    urls = name == "--urls" ? value : urls;
                    break;
                default:
                    read.Require(false, args[i], "is not an option; there are --in-memory and --urls");
                    break;
            }
        }

        string table = read.Table("ANALYTICS_TABLE", DefaultTable, required: lambda);
        Uri? endpoint = read.Endpoint("DYNAMODB_ENDPOINT");
        read.Require(endpoint is null || !inMemory, "--in-memory", "is about the embedded database, but DYNAMODB_ENDPOINT names another: drop one of them");
        string? bootstrapKey = read.Visible("ANALYTICS_BOOTSTRAP_KEY");
        read.Require(bootstrapKey is null || !lambda, "ANALYTICS_BOOTSTRAP_KEY", "is for a machine of one's own and refused in Lambda: make an API key in the dashboard");
        string over = read.Visible("ANALYTICS_OVER_BUDGET") ?? "refuse";
        read.Require(over is "refuse" or "sample", "ANALYTICS_OVER_BUDGET", "must be refuse or sample");
        var settings = new Settings
        {
            AdminEmail = read.Email("ANALYTICS_ADMIN_EMAIL"),
            AdminPassword = read.Text("ANALYTICS_ADMIN_PASSWORD"),
            BootstrapKey = bootstrapKey,
            Table = table,
            SaltsTable = read.Table("ANALYTICS_SALTS_TABLE", table + "Salts", required: lambda),
            DynamoDbEndpoint = endpoint,
            Region = read.Visible("AWS_REGION") ?? read.Visible("AWS_DEFAULT_REGION") ?? "us-east-1",
            HasAwsCredentials = read.Text("AWS_ACCESS_KEY_ID") is not null || read.Text("AWS_PROFILE") is not null,
            InMemory = inMemory,
            DataFolder = read.Folder("ANALYTICS_DATA", defaultDataFolder),
            Urls = lambda ? [] : read.Urls("ASPNETCORE_URLS", urls ?? DefaultUrl),
            Path = read.Path("ANALYTICS_PATH"),
            TrustedProxies = read.Proxies("ANALYTICS_TRUSTED_PROXIES", lambda ? TrustedProxies.None : TrustedProxies.Loopback),
            CountryHeader = read.HeaderName("ANALYTICS_COUNTRY_HEADER"),
            Places = read.Places("ANALYTICS_GEO_DATABASE"),
            QueryBytes = read.Whole("ANALYTICS_QUERY_BYTES", 256 << 20),
            AnswerSeconds = read.Whole("ANALYTICS_ANSWER_SECONDS", 60),
            MemoryBytes = read.Whole("ANALYTICS_MEMORY_BYTES", 128 << 20),
            EventsPerSecond = read.Whole("ANALYTICS_EVENTS_PER_SECOND", 100),
            EventsPerSecondOfSite = read.Whole("ANALYTICS_EVENTS_PER_SECOND_OF_SITE", 5_000),
            RequestsPerMinute = read.Whole("ANALYTICS_REQUESTS_PER_MINUTE", 600),
            DailyEvents = read.Whole("ANALYTICS_DAILY_EVENTS", 0),
            OverBudget = over == "sample" ? OverBudget.Sample : OverBudget.Refuse,
            ExportBucket = read.Bucket("ANALYTICS_EXPORT_BUCKET"),
            ExportEndpoint = read.Endpoint("ANALYTICS_EXPORT_ENDPOINT"),
            Role = read.Role("ANALYTICS_ROLE"),
            OriginSecret = read.Visible("ANALYTICS_ORIGIN_SECRET"),
            StreamsAnswers = read.Flag("ANALYTICS_RESPONSE_STREAM"),
            MetricsNamespace = read.Visible("ANALYTICS_METRICS_NAMESPACE") ?? "Analytics",
            LambdaRuntimeApi = runtimeApi,
            LambdaFunctionName = read.Text("AWS_LAMBDA_FUNCTION_NAME"),
            SearchPath = read.Text("PATH") ?? "",
            JavaHome = read.Text("JAVA_HOME"),
        };
        read.Require(settings.OriginSecret is null or { Length: >= 16 }, "ANALYTICS_ORIGIN_SECRET", "must be 16 characters or more: a caller who guesses it is taken for CloudFront");
        read.Require(settings.ExportEndpoint is null || settings.ExportBucket is not null, "ANALYTICS_EXPORT_ENDPOINT", "needs ANALYTICS_EXPORT_BUCKET, the bucket there");
        read.Require(settings.SaltsTable != table, "ANALYTICS_SALTS_TABLE", "must not be ANALYTICS_TABLE: the salts are never backed up");
        read.ThrowIfAny();
        return settings;
    }
}
