using Analytics.Engine.Tables;
using System.Diagnostics;
using System.Globalization;
using Analytics.Engine;
using Analytics.Testing;
using Analytics.Testing.Lambda;

namespace Analytics.Benchmarks;

/// <summary>
/// From the start of a process to its first answer under the emulated Runtime API, for each published folder that is named, in turns so
/// that all meet the same machine: an event stored in DynamoDB Local, and what costs no table, <c>/health/live</c>.
/// </summary>
internal static class StartupBenchmark
{
    private const int Rounds = 11;
    private const int Warm = 200;

    public static async Task RunAsync(IReadOnlyList<string> folders)
    {
        var dynamo = new LocalDynamo();
        await dynamo.InitializeAsync();
        var tables = new TableNames(LocalDynamo.NewTableName(), LocalDynamo.NewTableName());
        await new TableCreator(dynamo.Client).CreateAsync(tables, CancellationToken.None);
        await dynamo.Client.TransactWriteItemsAsync(new Store.AnalyticsStore(new Store.AnalyticsStoreOptions { TableName = tables.Events }).CreateSiteCommand(Some.Site()));
        var alive = folders.ToDictionary(f => f, _ => new Sample());
        var stored = folders.ToDictionary(f => f, _ => new Sample());
        for (int round = 0; round < Rounds; round++)
        {
            foreach (string folder in folders)
            {
                await StartAsync(folder, dynamo, tables, LambdaPayload.Http("GET", "/health/live").ToBytes(), alive[folder], warm: false);
                await StartAsync(folder, dynamo, tables, Event(), stored[folder], warm: true);
            }
        }

        Console.WriteLine("| folder | first answer, ms | CPU to it, ms | first event stored, ms | CPU to it, ms | next events, ms | memory, MB |\n|---|---|---|---|---|---|---|");
        foreach (string folder in folders)
        {
            (Sample a, Sample s) = (alive[folder], stored[folder]);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {Path.GetFileName(folder)} | {a.Median(x => x.First):0} | {a.Median(x => x.Cpu):0} | {s.Median(x => x.First):0} | {s.Median(x => x.Cpu):0} | {s.Median(x => x.Next):0.0} | {s.Median(x => x.Memory):0} |"));
        }

        await dynamo.DisposeAsync();
    }

    private static byte[] Event() => LambdaPayload.Http(
        "POST",
        "/api/event",
        new Dictionary<string, string> { ["content-type"] = "text/plain", ["user-agent"] = Some.Chrome },
        """{"n":"pageview","u":"https://example.com/","d":"example.com"}"""u8.ToArray()).ToBytes();

    private static async Task StartAsync(string folder, LocalDynamo dynamo, TableNames tables, byte[] payload, Sample sample, bool warm)
    {
        string binary = Path.Combine(folder, "bootstrap");
        LambdaEmulator lambda = await LambdaEmulator.StartAsync();
        using (var http = new HttpClient())
        {
            _ = await http.GetAsync($"http://{lambda.Address}/"); // its own start is not the function's
        }

        await using LambdaProcess process = await LambdaProcess.StartAsync(
            File.Exists(binary) ? [binary] : ["dotnet", "exec", Path.Combine(folder, "Analytics.Functions.dll")],
            new Dictionary<string, string>
            {
                ["ANALYTICS_ROLE"] = "collect",
                ["ANALYTICS_TABLE"] = tables.Events,
                ["ANALYTICS_SALTS_TABLE"] = tables.Salts,
                ["DYNAMODB_ENDPOINT"] = dynamo.Endpoint.ToString(),
                ["ANALYTICS_EVENTS_PER_SECOND"] = "0",
            },
            lambda);
        LambdaResult answer = await process.Lambda.InvokeAsync(payload);
        double first = (DateTime.Now - process.Process.StartTime).TotalMilliseconds;
        if (answer.ToHttp().Status is not (200 or 202))
        {
            throw new InvalidOperationException($"{folder}: {answer.Text} {string.Join('\n', process.Said)}");
        }

        process.Process.Refresh();
        double cpu = process.Process.TotalProcessorTime.TotalMilliseconds;
        List<double> next = [0];
        for (int i = 0; warm && i < Warm; i++)
        {
            long at = Stopwatch.GetTimestamp();
            _ = await process.Lambda.InvokeAsync(payload);
            next.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
        }

        process.Process.Refresh();
        sample.Add((first, cpu, next.Order().ElementAt(next.Count / 2), process.Process.WorkingSet64 / 1e6));
    }

    private sealed class Sample
    {
        private readonly List<(double First, double Cpu, double Next, double Memory)> _starts = [];

        public void Add((double First, double Cpu, double Next, double Memory) start) => _starts.Add(start);

        public double Median(Func<(double First, double Cpu, double Next, double Memory), double> of) => _starts.Select(of).Order().ElementAt(_starts.Count / 2);
    }
}
