using Analytics.Functions.Callers;
using System.Diagnostics;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Runtime.Versioning;
using Amazon.DynamoDBv2;
using Analytics.Functions.Hosting.Local;

namespace Analytics.Functions.Tests.Hosting.Local;

/// <summary>The database that starts with the program, on a real Java.</summary>
[UnsupportedOSPlatform("windows")]
public class EmbeddedDynamoDbTests
{
    private static readonly LocalDynamoDbOptions InMemory = LocalDynamo.Options with { Endpoint = null };

    [Fact]
    public async Task It_answers_says_what_it_does_and_is_gone_two_seconds_after_it_is_told_to_end()
    {
        var said = new List<string>();
        LocalDynamoDb database = await LocalDynamoDb.StartAsync(InMemory, said.Add, TestContext.Current.CancellationToken);
        int java = database.ProcessId!.Value;
        using (IAmazonDynamoDB client = database.CreateClient())
        {
            Assert.Empty((await client.ListTablesAsync(TestContext.Current.CancellationToken)).TableNames ?? []);
        }

        Assert.Equal(["Starting DynamoDB Local in memory"], said);
        Assert.True(Processes.Runs(java));
        var clock = Stopwatch.StartNew();
        await database.DisposeAsync();

        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        await Processes.Gone(java, TimeSpan.FromSeconds(1));
        Assert.False(database.Lost.IsCompleted, "An end that was asked for is no loss.");
    }

    [Fact]
    public async Task Nobody_else_in_the_network_can_reach_it()
    {
        await using LocalDynamoDb database = await LocalDynamoDb.StartAsync(InMemory, _ => { }, TestContext.Current.CancellationToken);

        IEnumerable<System.Net.IPEndPoint> listeners = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners()
            .Where(l => l.Port == database.Endpoint.Port);
        Assert.All(listeners, l => Assert.True(System.Net.IPAddress.IsLoopback(l.Address.IsIPv4MappedToIPv6 ? l.Address.MapToIPv4() : l.Address), l.ToString()));
        Assert.NotEmpty(listeners);
    }

    [Fact]
    public async Task A_page_of_another_origin_may_not_call_it()
    {
        await using LocalDynamoDb database = await LocalDynamoDb.StartAsync(InMemory, _ => { }, TestContext.Current.CancellationToken);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var preflight = new HttpRequestMessage(HttpMethod.Options, database.Endpoint)
        {
            Headers =
            {
                { "Origin", "https://evil.example" },
                { "Access-Control-Request-Method", "POST" },
                { "Access-Control-Request-Headers", "x-amz-target" },
            },
        };

        using HttpResponseMessage answer = await http.SendAsync(preflight, TestContext.Current.CancellationToken);

        string allowed = answer.Headers.TryGetValues("Access-Control-Allow-Origin", out IEnumerable<string>? values) ? string.Join(' ', values) : "";
        Assert.DoesNotContain("*", allowed);
        Assert.DoesNotContain("evil.example", allowed);
    }

    [Fact]
    public async Task If_it_dies_the_program_hears_of_it_in_one_sentence()
    {
        await using LocalDynamoDb database = await LocalDynamoDb.StartAsync(InMemory, _ => { }, TestContext.Current.CancellationToken);

        Process.GetProcessById(database.ProcessId!.Value).Kill();
        StartupFailure loss = await database.Lost.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);

        Assert.StartsWith("DynamoDB Local ended by itself (code 137: ", loss.Message);
        Assert.EndsWith("): start this program again.", loss.Message);
        Assert.DoesNotContain('\n', loss.Message);
    }

    [Fact]
    public async Task Its_data_folder_is_there_at_the_next_start_and_free_again()
    {
        using var folder = new TemporaryFolder();
        LocalDynamoDbOptions options = InMemory with { DataFolder = folder.Path };
        string table = LocalDynamo.NewTableName();
        await using (LocalDynamoDb first = await LocalDynamoDb.StartAsync(options, _ => { }, TestContext.Current.CancellationToken))
        using (IAmazonDynamoDB client = first.CreateClient())
        {
            await client.CreateTableAsync(table, [new("pk", KeyType.HASH)], [new("pk", ScalarAttributeType.S)],
                new(1, 1), TestContext.Current.CancellationToken);
        }

        await using LocalDynamoDb second = await LocalDynamoDb.StartAsync(options, _ => { }, TestContext.Current.CancellationToken);
        using IAmazonDynamoDB later = second.CreateClient();
        Assert.Equal([table], (await later.ListTablesAsync(TestContext.Current.CancellationToken)).TableNames);
    }

    [Fact]
    public async Task Two_programs_cannot_share_a_data_folder()
    {
        using var folder = new TemporaryFolder();
        LocalDynamoDbOptions options = InMemory with { DataFolder = folder.Path };
        await using LocalDynamoDb first = await LocalDynamoDb.StartAsync(options, _ => { }, TestContext.Current.CancellationToken);

        var failure = await Assert.ThrowsAsync<StartupFailure>(() => LocalDynamoDb.StartAsync(options, _ => { }, TestContext.Current.CancellationToken));

        Assert.Equal(
            $"The data folder {folder.Path} is in use by process {Environment.ProcessId}: stop that one, "
            + "or give this one its own with ANALYTICS_DATA, or add --in-memory.",
            failure.Message);
    }

    [Fact]
    public async Task A_start_that_is_cancelled_leaves_nothing_behind()
    {
        using var folder = new TemporaryFolder();
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        LocalDynamoDbOptions options = InMemory with { DataFolder = folder.Path };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => LocalDynamoDb.StartAsync(options, _ => { }, cancel.Token));

        await using LocalDynamoDb next = await LocalDynamoDb.StartAsync(options, _ => { }, TestContext.Current.CancellationToken);
        Assert.NotNull(next.ProcessId);
    }

    [Fact]
    public async Task A_running_database_can_be_named_instead()
    {
        await using LocalDynamoDb other = await LocalDynamoDb.StartAsync(InMemory, _ => { }, TestContext.Current.CancellationToken);

        await using LocalDynamoDb named = await LocalDynamoDb.StartAsync(
            new LocalDynamoDbOptions { Endpoint = other.Endpoint, SearchPath = "" }, _ => { }, TestContext.Current.CancellationToken);

        Assert.Equal(other.Endpoint, named.Endpoint);
        Assert.Null(named.ProcessId);
    }

    [Fact]
    public async Task An_endpoint_that_does_not_answer_is_named_with_its_remedy()
    {
        using var silent = new TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        int port = ((System.Net.IPEndPoint)silent.LocalEndpoint).Port;
        silent.Stop();
        var options = new LocalDynamoDbOptions
        {
            Endpoint = new Uri($"http://127.0.0.1:{port}"),
            EndpointPatience = TimeSpan.FromSeconds(0.5),
            SearchPath = "",
        };

        var failure = await Assert.ThrowsAsync<StartupFailure>(() => LocalDynamoDb.StartAsync(options, _ => { }, TestContext.Current.CancellationToken));

        Assert.StartsWith($"DYNAMODB_ENDPOINT is http://127.0.0.1:{port}, but no DynamoDB answers there (", failure.Message);
        Assert.EndsWith("): start it, or unset DYNAMODB_ENDPOINT to run the embedded one.", failure.Message);
    }

    [Fact]
    public async Task An_endpoint_that_accepts_and_then_says_nothing_does_not_hold_up_the_start_for_long()
    {
        using var silent = new TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        var options = new LocalDynamoDbOptions
        {
            Endpoint = new Uri($"http://{silent.LocalEndpoint}"),
            EndpointPatience = TimeSpan.FromSeconds(0.5),
            SearchPath = "",
        };
        var clock = Stopwatch.StartNew();

        await Assert.ThrowsAsync<StartupFailure>(() => LocalDynamoDb.StartAsync(options, _ => { }, TestContext.Current.CancellationToken));

        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(4));
    }
}
