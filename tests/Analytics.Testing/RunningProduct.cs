using Analytics.Engine.Tables;
using Analytics.Functions.Configuration;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Analytics.Engine;
using Analytics.Functions.Accounts;
using Analytics.Functions.Hosting;
using Analytics.Functions.Maintain;
using Analytics.Testing.Lambda;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Analytics.Testing;

/// <summary>
/// The product as a newcomer runs it, in this process: real Kestrel on a free port, real DynamoDB API, tables of its own. With
/// <c>ANALYTICS_TEST_HOST=lambda</c> it is fed by an emulated Runtime API instead, behind a front that turns HTTP into events: what the
/// tests say of the product must hold there too.
/// </summary>
public sealed class RunningProduct : IAsyncDisposable
{
    public const string Key = "test-bootstrap-key-0123456789";
    public const string Email = "owner@example.com";
    public const string Password = "correct horse battery";

    private readonly WebApplication _app;
    private readonly LambdaHost? _lambda;

    private RunningProduct(WebApplication app, LambdaHost? lambda, Settings settings, LocalDynamo dynamo, ConcurrentQueue<string> log)
    {
        (_app, _lambda) = (app, lambda);
        Log = log;
        Dynamo = dynamo.Client;
        Tables = new TableNames(settings.Table, settings.SaltsTable);
        Address = lambda?.Front.Address ?? new Uri(app.Urls.First());
        Anonymous = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = Address };
        Admin = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = Address };
        Admin.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
    }

    /// <summary>
    /// The tests run behind Lambda. Only what is of Kestrel itself may ask: connections, plain http, bodies that Lambda never gets to see.
    /// </summary>
    public static bool InLambda { get; } = Environment.GetEnvironmentVariable("ANALYTICS_TEST_HOST") switch
    {
        null or "" or "kestrel" => false,
        "lambda" => true,
        var other => throw new InvalidOperationException($"ANALYTICS_TEST_HOST must be kestrel or lambda, and is '{other}'."),
    };

    public Uri Address { get; }
    public TableNames Tables { get; }
    public IAmazonDynamoDB Dynamo { get; }

    /// <summary>Without credentials.</summary>
    public HttpClient Anonymous { get; }

    /// <summary>With a key of every scope.</summary>
    public HttpClient Admin { get; }

    /// <summary>Everything that was logged, of every level and category.</summary>
    public ConcurrentQueue<string> Log { get; }

    public IServiceProvider Services => _app.Services;

    /// <param name="dynamo">Where its tables are.</param>
    /// <param name="clock">The present; null for the machine's.</param>
    /// <param name="eventsPerSecond">What one address may send; 0 for any number.</param>
    /// <param name="settings">More settings of the process.</param>
    /// <param name="client">What it asks the database with, where a test watches that; null for the fixture's.</param>
    public static async Task<RunningProduct> StartAsync(
        LocalDynamo dynamo, TimeProvider? clock = null, int eventsPerSecond = 0, IReadOnlyDictionary<string, string>? settings = null, IAmazonDynamoDB? client = null)
    {
        ArgumentNullException.ThrowIfNull(dynamo);
        Settings parsed = Parse(dynamo, eventsPerSecond, settings);
        var tables = new TableNames(parsed.Table, parsed.SaltsTable);
        if (clock is null || !await dynamo.CreateTablesWithoutExpiryAsync(tables))
        {
            await new TableCreator(dynamo.Client).CreateAsync(tables, CancellationToken.None);
        }

        return await RunAsync(dynamo, parsed, clock, app => app.Services.GetRequiredService<FirstOwner>().EnsureAsync(Email, Password, CancellationToken.None), client);
    }

    /// <summary>
    /// The product over tables that are there, of a data folder that is kept. Nothing is done to them: no account is made, no password
    /// set, and expiry is not switched on, by which DynamoDB Local deletes what is over by the wall clock.
    /// </summary>
    public static Task<RunningProduct> OpenAsync(LocalDynamo dynamo, TimeProvider clock, IReadOnlyDictionary<string, string>? settings = null)
    {
        ArgumentNullException.ThrowIfNull(dynamo);
        return RunAsync(dynamo, Parse(dynamo, 0, settings), clock, _ => Task.CompletedTask);
    }

    private static Settings Parse(LocalDynamo dynamo, int eventsPerSecond, IReadOnlyDictionary<string, string>? settings)
    {
        var environment = new Dictionary<string, string>
        {
            ["ANALYTICS_TABLE"] = LocalDynamo.NewTableName(),
            ["ANALYTICS_BOOTSTRAP_KEY"] = Key,
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            ["DYNAMODB_ENDPOINT"] = dynamo.Endpoint.ToString(),
            ["ANALYTICS_REQUESTS_PER_MINUTE"] = "0", // all tests have one key
            ["ANALYTICS_EVENTS_PER_SECOND"] = eventsPerSecond.ToString(CultureInfo.InvariantCulture), // all tests come from one address
        };
        foreach ((string name, string value) in settings ?? new Dictionary<string, string>())
        {
            environment[name] = value;
        }

        return Settings.Parse(environment.GetValueOrDefault, [], ".data");
    }

    private static async Task<RunningProduct> RunAsync(LocalDynamo dynamo, Settings parsed, TimeProvider? clock, Func<WebApplication, Task> prepare, IAmazonDynamoDB? client = null)
    {
        var log = new ConcurrentQueue<string>();
        LambdaHost? lambda = InLambda ? await LambdaHost.StartAsync() : null;
        WebApplication app = WebApp.Build(parsed, client ?? dynamo.Client, clock ?? TimeProvider.System, builder =>
        {
            builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(new Recording(log));
            lambda?.TakeThePlaceOfKestrel(builder);
        });
        await prepare(app);
        await app.StartAsync();
        return new RunningProduct(app, lambda, parsed, dynamo, log);
    }

    /// <summary>Makes a site and answers its id.</summary>
    public async Task<string> CreateSiteAsync(string domain, string timezone = "UTC", object? settings = null)
    {
        HttpResponseMessage response = await Admin.PostAsJsonAsync("/api/v2/sites", new { name = domain, domain, timezone, settings });
        response.EnsureSuccessStatusCode();
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString()!;
    }

    /// <summary>Sends an event as a browser does.</summary>
    public async Task<HttpResponseMessage> SendEventAsync(object payload, string userAgent = Some.Chrome, string address = "203.0.113.5")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/event")
        {
            Content = new StringContent(JsonSerializer.Serialize(payload), Encoding.UTF8, "text/plain"),
        };
        request.Headers.TryAddWithoutValidation("User-Agent", userAgent);
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", address);
        return await Anonymous.SendAsync(request);
    }

    /// <summary>Does what is due at present, as the timer does every minute: seals and audits days, erases, lets days expire, destroys salts.</summary>
    public async Task MaintainAsync() =>
        Assert.True((await Services.GetRequiredService<Maintenance>().RunAsync(CancellationToken.None)) is { IsComplete: true, Faults: 0, Drift: 0 });

    /// <summary>Asks a question in Plausible's form and answers its JSON.</summary>
    public async Task<JsonElement> QueryAsync(object query)
    {
        HttpResponseMessage response = await Admin.PostAsJsonAsync("/api/v2/query", query);
        string body = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? JsonDocument.Parse(body).RootElement : throw new InvalidOperationException($"{(int)response.StatusCode}: {body}");
    }

    public async ValueTask DisposeAsync()
    {
        Anonymous.Dispose();
        Admin.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (_lambda is not null)
        {
            await _lambda.DisposeAsync();
        }
    }

    private sealed class Recording(ConcurrentQueue<string> log) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull
        {
            log.Enqueue("scope " + state);
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
