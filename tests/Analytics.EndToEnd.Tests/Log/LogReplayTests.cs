using System.Diagnostics;
using System.Text.Json;

namespace Analytics.EndToEnd.Tests.Log;

/// <summary>
/// A real web server's log (its addresses replaced, one by one, by others) through the running product, against numbers that were worked
/// out by other means.
/// </summary>
public sealed class LogReplayTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private const string Domain = "semicomplete.com";
    private const string Zone = "Europe/Tallinn";
    private static readonly string LogPath = Path.Combine(Repository.Root, "tests", "Analytics.EndToEnd.Tests", "Log", "access.log.gz");
    private RunningProduct _product = null!;

    public async ValueTask InitializeAsync() => _product = await RunningProduct.StartAsync(dynamo);

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    [Fact]
    public async Task Every_number_of_every_day_is_what_the_log_says()
    {
        await _product.CreateSiteAsync(Domain, Zone, new { dataRetentionDays = 0 }); // it is a log of 2015
        await LoadAsync();
        await LoadAsync(); // the same file again changes nothing
        using JsonDocument oracle = await OracleAsync();

        List<string> days = [];
        foreach (JsonProperty day in oracle.RootElement.EnumerateObject())
        {
            days.Add(day.Name);
            JsonElement expected = day.Value;
            int[] totals = [.. new[] { "visitors", "visits", "pageviews", "bounceRate", "duration" }.Select(n => expected.GetProperty(n).GetInt32())];
            Assert.Equal((day.Name, string.Join(',', totals)), (day.Name, await TotalsAsync(day.Name)));
            await AssertBreakdownAsync(day.Name, "event:page", expected.GetProperty("pages"));
            await AssertBreakdownAsync(day.Name, "visit:source", expected.GetProperty("sources"));
            await AssertBreakdownAsync(day.Name, "visit:browser", expected.GetProperty("browsers"));
        }

        Assert.InRange(days.Count, 4, 5);
    }

    private async Task LoadAsync()
    {
        HttpResponseMessage response = await _product.Admin.PostAsync($"/v1/ingest/logs?site={Domain}&format=combined", new ByteArrayContent(await File.ReadAllBytesAsync(LogPath)));
        using JsonDocument answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        // One line of the file is torn: its user agent has no end.
        Assert.Equal((10_000, 1), (answer.RootElement.GetProperty("lines").GetInt32(), answer.RootElement.GetProperty("faultCount").GetInt32()));
        Assert.InRange(answer.RootElement.GetProperty("accepted").GetInt32(), 500, 9_000);
    }

    private async Task<string> TotalsAsync(string day)
    {
        JsonElement answer = await _product.QueryAsync(new
        {
            site_id = Domain,
            metrics = new[] { "visitors", "visits", "pageviews", "bounce_rate", "visit_duration" },
            date_range = new[] { day, day },
        });
        return string.Join(',', answer.GetProperty("results")[0].GetProperty("metrics").EnumerateArray().Select(m => m.GetRawText()));
    }

    private async Task AssertBreakdownAsync(string day, string dimension, JsonElement expected)
    {
        JsonElement answer = await _product.QueryAsync(new { site_id = Domain, metrics = new[] { "visitors" }, date_range = new[] { day, day }, dimensions = new[] { dimension } });
        var rows = answer.GetProperty("results").EnumerateArray()
            .ToDictionary(r => r.GetProperty("dimensions")[0].GetString()!, r => r.GetProperty("metrics")[0].GetInt32());
        var numbers = expected.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetInt32());

        string[] differences = [.. rows.Keys.Union(numbers.Keys).Order(StringComparer.Ordinal)
            .Where(k => rows.GetValueOrDefault(k) != numbers.GetValueOrDefault(k))
            .Select(k => $"{k}: answered {rows.GetValueOrDefault(k)}, the log says {numbers.GetValueOrDefault(k)}")];
        Assert.True(differences.Length == 0, $"{day} by {dimension}:\n{string.Join('\n', differences.Take(20))}");
    }

    private static async Task<JsonDocument> OracleAsync()
    {
        // Beside the packages that it uses, wherever the test runs from.
        string script = Path.Combine(Repository.Root, "tests", "Analytics.EndToEnd.Tests", "Log", "log-oracle.mjs");
        string sources = Path.Combine(Repository.Root, "src", "Analytics.Store", "Ingest", "Referrers", "sources.txt");
        using Process node = Process.Start(new ProcessStartInfo("node", [script, LogPath, Domain, Zone, sources])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
        })!;
        Task<string> faults = node.StandardError.ReadToEndAsync();
        string output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, await faults);
        return JsonDocument.Parse(output);
    }
}
