using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Analytics.Functions.Hosting;
using Analytics.Testing;

namespace Analytics.Benchmarks;

/// <summary>Requests a second of <c>POST /api/event</c>: the product as its own process, DynamoDB Local beside it, 32 senders.</summary>
internal static class Throughput
{
    private const int Senders = 32;
    private const int Requests = 8_000;
    private const int Rounds = 5;
    private const string Key = "benchmark-key-0123456789";
    private const string Address = "http://127.0.0.1:5099";

    public static async Task RunAsync()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Settings).Assembly.Location, "--in-memory"]) { RedirectStandardOutput = true };
        (start.Environment["ASPNETCORE_URLS"], start.Environment["ANALYTICS_BOOTSTRAP_KEY"]) = (Address, Key);
        using Process product = Process.Start(start)!;
        try
        {
            while (await product.StandardOutput.ReadLineAsync() is { } line && !line.Contains("Ctrl+C", StringComparison.Ordinal))
            {
            }

            await MeasureAsync(product);
        }
        finally
        {
            product.Kill();
        }
    }

    private static async Task MeasureAsync(Process product)
    {
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Senders }) { BaseAddress = new Uri(Address) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        (await client.PostAsJsonAsync("/api/v2/sites", new { name = "Bench", domain = "example.com", timezone = "UTC" })).EnsureSuccessStatusCode();
        List<double> rates = [];
        List<double> cpu = [];
        List<double> latencies = [];
        for (int round = 0; round <= Rounds; round++)
        {
            double[] times = new double[Requests];
            TimeSpan before = product.TotalProcessorTime;
            long began = Stopwatch.GetTimestamp();
            int next = -1;
            await Task.WhenAll(Enumerable.Range(0, Senders).Select(async _ =>
            {
                for (int n = Interlocked.Increment(ref next); n < Requests; n = Interlocked.Increment(ref next))
                {
                    times[n] = await SendAsync(client, (round * Requests) + n);
                }
            }));
            TimeSpan took = Stopwatch.GetElapsedTime(began);
            product.Refresh();
            if (round == 0)
            {
                continue; // warm-up
            }

            rates.Add(Requests / took.TotalSeconds);
            cpu.Add((product.TotalProcessorTime - before).TotalMilliseconds / Requests);
            latencies.AddRange(times);
        }

        rates.Sort();
        cpu.Sort();
        latencies.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Rounds} rounds of {Requests} requests, {Senders} at once: median {rates[Rounds / 2]:0} requests/s ({rates[0]:0}–{rates[^1]:0}), p50 {latencies[latencies.Count / 2]:0.0} ms, p99 {latencies[latencies.Count * 99 / 100]:0.0} ms, {cpu[Rounds / 2]:0.00} ms CPU of the product a request"));
    }

    private static async Task<double> SendAsync(HttpClient client, int n)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/event") { Content = new ByteArrayContent(Traffic.Payload(n)) };
        request.Headers.TryAddWithoutValidation("User-Agent", Traffic.UserAgent(n % 200));
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", $"203.0.{n / 250 % 250}.{n % 250}");
        long began = Stopwatch.GetTimestamp();
        using HttpResponseMessage response = await client.SendAsync(request);
        return response.StatusCode == System.Net.HttpStatusCode.Accepted && !response.Headers.Contains("x-analytics-dropped")
            ? Stopwatch.GetElapsedTime(began).TotalMilliseconds
            : throw new InvalidOperationException($"An event was answered {response.StatusCode}.");
    }
}
