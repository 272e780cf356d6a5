using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using Amazon.DynamoDBv2;
using Analytics.Functions.Hosting.Local;

namespace Analytics.Functions.Tests.Hosting.Local;

/// <summary>The database ends with the process that started it, however that process ends, and keeps what it has acknowledged.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class LifelineTests : IDisposable
{
    private const int Written = 60;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_killed_program_leaves_no_database_behind_and_loses_no_write()
    {
        using Process host = Start();
        int java = await Running(host);

        Processes.Signal(host.Id, "KILL");
        await Processes.Gone(java, TimeSpan.FromSeconds(4));

        Assert.Equal(Written, await Count());
    }

    [Fact]
    public async Task The_next_start_may_follow_a_kill_at_once()
    {
        using Process host = Start();
        await Running(host);

        Processes.Signal(host.Id, "KILL");
        await host.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(Written, await Count());
    }

    [Fact]
    public async Task Ctrl_C_ends_everything_within_two_seconds_and_still_lets_the_program_write()
    {
        using Process host = Start();
        int java = await Running(host);
        var clock = Stopwatch.StartNew();

        // A terminal interrupts every process of the group: the host leads one of its own, with its Java in it.
        Processes.Signal(-host.Id, "INT");
        string rest = await host.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        await host.WaitForExitAsync(TestContext.Current.CancellationToken);
        TimeSpan took = clock.Elapsed;

        Assert.Equal("finished", rest.Trim());
        Assert.Equal(0, host.ExitCode);
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        await Processes.Gone(java, TimeSpan.FromSeconds(1));
        Assert.Equal(Written + 1, await Count());
    }

    private Process Start()
    {
        string dll = Path.Combine(AppContext.BaseDirectory, "Analytics.EmbeddedHost.dll");
        string dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";

        // Without a shell that waits, setsid replaces itself with the program: the process started here is the group's leader.
        // env: a test run in the background ignores the interrupt, and its children would inherit that.
        return Process.Start(new ProcessStartInfo("env", ["--default-signal=INT", "setsid", dotnet, "exec", dll, _folder.Path, Written.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
        })!;
    }

    private static async Task<int> Running(Process host)
    {
        string? line = await host.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("running ", line);
        return int.Parse(line!["running ".Length..], CultureInfo.InvariantCulture);
    }

    private async Task<int> Count()
    {
        await using LocalDynamoDb database = await LocalDynamoDb.StartAsync(
            LocalDynamo.Options with { Endpoint = null, DataFolder = _folder.Path }, _ => { }, TestContext.Current.CancellationToken);
        using IAmazonDynamoDB client = database.CreateClient();
        return (await client.ScanAsync("written-by-host", (List<string>)["pk"], TestContext.Current.CancellationToken)).Count ?? 0;
    }
}
