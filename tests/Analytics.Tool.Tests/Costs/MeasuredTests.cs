using System.Globalization;
using System.Text.RegularExpressions;
using Analytics.Testing;
using Analytics.Tool.Costs;

namespace Analytics.Tool.Tests.Costs;

/// <summary>What the bill is made of is what the benchmarks' pages say.</summary>
public class MeasuredTests
{
    private static readonly string Engine = File.ReadAllText(Path.Combine(Repository.Root, "bench/results/2026-11-21-engine.md"));
    private static readonly string Collection = File.ReadAllText(Path.Combine(Repository.Root, "bench/results/2026-11-21-collection.md"));

    private static readonly string Lambda = File.ReadAllText(Path.Combine(Repository.Root, "bench/results/2026-11-21-lambda.md"));

    private static List<double[]> Table(string page, string head) => [.. page[page.IndexOf(head, StringComparison.Ordinal)..].Split('\n').Skip(2).TakeWhile(line => line.StartsWith('|'))
        .Select(line => line.Trim('|').Split('|').Select(cell => Regex.Match(cell.Replace(",", "", StringComparison.Ordinal), @"\d+(\.\d+)?") is { Success: true } number
            ? double.Parse(number.Value, CultureInfo.InvariantCulture)
            : double.NaN).ToArray())];

    private static IEnumerable<(double, double)> Column(List<double[]> table, int column) => table.Where(row => !double.IsNaN(row[column])).Select(row => (row[0], row[column]));

    [Fact]
    public void Units_of_days_are_those_of_the_benchmark()
    {
        List<double[]> days = Table(Engine, "| events a day | write units an event, all in | bytes an event that stay |");

        Assert.Equal(Column(days, 1), Measured.WriteUnits.Points);
        Assert.Equal(Column(days, 2), Measured.StoredBytes.Points);
        Assert.Equal(Column(days, 3), Measured.MaintenanceReads.Points);
        Assert.Equal(Column(days, 4), Measured.MaintenanceCalls.Points);
        Assert.Contains($"A minute with nothing to do: {Measured.IdleCalls} calls, {Measured.IdleReads} read units.", Engine, StringComparison.Ordinal);
    }

    [Fact]
    public void Units_of_dashboards_are_those_of_the_benchmark() => Assert.Equal(
        Column(Table(Engine, "| events in 30 days | calls | read units |"), 2).Select(p => (p.Item1, Math.Round(p.Item2))),
        Measured.DashboardReads.Points.Select(p => (p.Size, Math.Round(p.Value, MidpointRounding.AwayFromZero))));

    [Fact]
    public void A_request_and_an_event_take_what_the_benchmark_says()
    {
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"| {Measured.CollectCpuMilliseconds} ms |"), Collection, StringComparison.Ordinal);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{Measured.BuildCpuMicroseconds} µs of CPU an event"), Engine, StringComparison.Ordinal);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"**{Measured.ScriptBytes:N0}**"), Collection, StringComparison.Ordinal);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"| {Measured.RawBytes} |"), Engine, StringComparison.Ordinal);
    }

    [Fact]
    public void A_start_takes_what_the_benchmark_says() =>
        Assert.Equal(Measured.StartCpuMilliseconds, Table(Lambda, "| code | first answer")[0][4]);
}
