using Amazon;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Analytics.Functions.Accounts;
using Analytics.Functions.Configuration;

namespace Analytics.Functions.Hosting.Lambda;

/// <summary>
/// A start in Lambda: no database of one's own, no tables to create, no messages for a terminal. Failures are reported to
/// Lambda, which shows them and starts another process.
/// </summary>
internal static class LambdaStart
{
    /// <param name="runtimeApi">Host and port of the Runtime API.</param>
    /// <param name="args">The command line.</param>
    /// <param name="clock">The machine's.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string runtimeApi, string[] args, TimeProvider clock)
    {
        using var api = new RuntimeApi(runtimeApi);

        // Lambda lends a start more cores than the requests after it: both clients are made beside the settings and the application.
        Task<AmazonDynamoDBConfig> config = Task.Run(CreateConfig);
        Stream output = Console.OpenStandardOutput();
        WebApplication app;
        try
        {
            var settings = Settings.FromProcess(args);
            Task<AmazonDynamoDBClient> client = config.ContinueWith(made => CreateClient(made.GetAwaiter().GetResult(), settings), TaskScheduler.Default);
            _ = client.ContinueWith(_ => api.Prepare(), TaskScheduler.Default);
            app = WebApp.Build(settings, () => client.GetAwaiter().GetResult(), clock, builder =>
            {
                builder.Logging.ClearProviders().AddProvider(new JsonLog(output, clock));
                builder.UseLambda(api, new LambdaServerOptions(settings.StreamsAnswers, clock) { Rehearses = (settings.Role & Role.Front) != 0 });
            });
            if (settings is { Role: Role.Maintain, AdminEmail: { } email, AdminPassword: { } password })
            {
                await app.Services.GetRequiredService<FirstOwner>().EnsureMadeAsync(email, password, CancellationToken.None);
            }

            await app.StartAsync();
        }
        catch (Exception failure)
        {
            await api.FailStartAsync(FunctionError.AtStart(failure));
            return 1;
        }

        await using (app)
        {
            await app.WaitForShutdownAsync();
            return app.Services.GetRequiredService<LambdaServer>().Failure is null ? 0 : 1;
        }
    }

    // A call that hangs is given up while there is still time to try again.
    private static AmazonDynamoDBConfig CreateConfig() => new()
    {
        RetryMode = RequestRetryMode.Standard,
        MaxErrorRetry = 3,
        ConnectTimeout = TimeSpan.FromSeconds(1),
        Timeout = TimeSpan.FromSeconds(5),
    };

    /// <summary>By the region and the role's credentials.</summary>
    private static AmazonDynamoDBClient CreateClient(AmazonDynamoDBConfig config, Settings settings)
    {
        if (settings.DynamoDbEndpoint is { } endpoint)
        {
            (config.ServiceURL, config.AuthenticationRegion) = (endpoint.AbsoluteUri, settings.Region);
        }
        else
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(settings.Region);
        }

        return settings.DynamoDbEndpoint is { IsLoopback: true } || !settings.HasAwsCredentials
            ? settings.DynamoDbEndpoint is null ? new AmazonDynamoDBClient(config) : new AmazonDynamoDBClient(new BasicAWSCredentials("local", "local"), config)
            : new AmazonDynamoDBClient(config);
    }
}
