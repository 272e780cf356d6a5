using Analytics.Engine.Tables;
using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Analytics.Engine;
using Analytics.Functions.Hosting.Local;
using Analytics.Store.Table;
using Xunit;

namespace Analytics.Testing;

/// <summary>
/// One DynamoDB for a test assembly: the one that DYNAMODB_ENDPOINT names, else DynamoDB Local in memory, in Java or in Docker.
/// Where none can be had the tests fail, and the failure says what to install. Tests share it, and keep apart by their tables.
/// <code>[assembly: AssemblyFixture(typeof(LocalDynamo))]</code>
/// </summary>
public sealed class LocalDynamo : IAsyncLifetime
{
    private static int _tables;
    private LocalDynamoDb? _database;

    /// <summary>Shared by the assembly's tests; safe for use by many at once.</summary>
    public IAmazonDynamoDB Client { get; private set; } = null!;

    public Uri Endpoint => Database.Endpoint;

    /// <summary>The same database for code that makes its own clients.</summary>
    public LocalDynamoDb Database => _database ?? throw new InvalidOperationException("The fixture has not been initialized: is it named in [assembly: AssemblyFixture]?");

    /// <summary>A name that no other test has, in this run or another on the same endpoint. The caller makes the table.</summary>
    public static string NewTableName() =>
        string.Create(CultureInfo.InvariantCulture, $"test-{Guid.NewGuid():N}-{Interlocked.Increment(ref _tables)}");

    /// <summary>
    /// Makes both tables without expiry; false where they are there already. For tests under a clock of their own: DynamoDB Local goes by
    /// the wall clock, and deletes every ten seconds what is not yet expired under theirs.
    /// </summary>
    public async Task<bool> CreateTablesWithoutExpiryAsync(TableNames names)
    {
        ArgumentNullException.ThrowIfNull(names);
        try
        {
            _ = await Client.CreateTableAsync(TableDefinition.Events.ToCreateRequest(names.Events));
            _ = await Client.CreateTableAsync(TableDefinition.Salts.ToCreateRequest(names.Salts));
            return true;
        }
        catch (ResourceInUseException)
        {
            return false;
        }
    }

    /// <summary>What runs a database in memory on this machine, from its environment.</summary>
    public static LocalDynamoDbOptions Options { get; } = new()
    {
        Endpoint = Environment.GetEnvironmentVariable("DYNAMODB_ENDPOINT") is { Length: > 0 } given ? new Uri(given) : null,
        PackagesFolder = Repository.Root,
        SearchPath = Environment.GetEnvironmentVariable("PATH") ?? "",
        JavaHome = Environment.GetEnvironmentVariable("JAVA_HOME"),
    };

    /// <summary>A database of its own in a data folder, as the product on a laptop has it, whatever DYNAMODB_ENDPOINT names.</summary>
    public static async Task<LocalDynamo> OpenAsync(string dataFolder)
    {
        var opened = new LocalDynamo();
        await opened.StartAsync(Options with { Endpoint = null, DataFolder = dataFolder });
        return opened;
    }

    public async ValueTask InitializeAsync() => await StartAsync(Options);

    private async Task StartAsync(LocalDynamoDbOptions options)
    {
        _database = await LocalDynamoDb.StartAsync(options, static _ => { });
        Client = _database.CreateClient();
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }
}
