using Analytics.Functions.Configuration;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
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

    public static async Task RunAsync()
    {
        string address = FreeAddress();
        var start = new ProcessStartInfo("dotnet", [typeof(Settings).Assembly.Location, "--in-memory"]) { RedirectStandardOutput = true };
        (start.Environment["ASPNETCORE_URLS"], start.Environment["ANALYTICS_BOOTSTRAP_KEY"]) = (address, Key);
        (start.Environment["ANALYTICS_EVENTS_PER_SECOND"], start.Environment["ANALYTICS_EVENTS_PER_SECOND_OF_SITE"]) = ("0", "0"); // all from one address
        using Process product = Process.Start(start)!;
        try
        {
            string? line;
            do
            {
                line = await product.StandardOutput.ReadLineAsync();
            }
            while (line is not null && !line.Contains("Ctrl+C", StringComparison.Ordinal));
            if (line is null)
            {
                throw new InvalidOperationException("The product ended before it was ready; what it said stands above.");
            }

            _ = product.StandardOutput.ReadToEndAsync(); // a full pipe would hold the product up
            await MeasureAsync(product, address);
        }
        finally
        {
            product.Kill();
        }
    }

    private static string FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }

    private static async Task MeasureAsync(Process product, string address)
    {
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Senders }) { BaseAddress = new Uri(address) };
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
        return response.StatusCode == HttpStatusCode.Accepted && !response.Headers.Contains("x-analytics-dropped")
            ? Stopwatch.GetElapsedTime(began).TotalMilliseconds
            : throw new InvalidOperationException($"An event was answered {response.StatusCode}.");
    }
}
