using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Analytics.Testing;

namespace Analytics.Benchmarks;

/// <summary>
/// Half a million lines of an access log in one <c>analytics import</c>, and GoAccess on the same file. The lines are those of the real log
/// of the end-to-end tests, fifty times, each time on other days and from other addresses.
/// </summary>
internal static partial class LogBenchmark
{
    private const int Copies = 50;
    private const int DaysOfLog = 4;

    public static async Task RunAsync()
    {
        string folder = Directory.CreateTempSubdirectory("analytics-log-").FullName, file = Path.Combine(folder, "access.log");
        var dynamo = new LocalDynamo();
        await dynamo.InitializeAsync();
        try
        {
            int lines = await WriteAsync(file);
            await using RunningProduct product = await RunningProduct.StartAsync(dynamo);
            await product.CreateSiteAsync("semicomplete.com", settings: new { dataRetentionDays = 0 });
            Console.WriteLine("| program | lines | seconds | lines a second | CPU, s | most memory, MB |\n|---|---|---|---|---|---|");
            string tool = Repository.At("src/Analytics.Tool/bin/Release/net10.0/Analytics.Tool.dll");
            string[] import = [tool, "import", "--site", "semicomplete.com", "--server", product.Address.ToString(), "--key", RunningProduct.Key, "--format", "combined"];
            string said = await MeasureAsync("analytics import --dry-run", lines, "dotnet", [.. import, "--dry-run", file]);
            said += await MeasureAsync("analytics import", lines, "dotnet", [.. import, file]);
            _ = await MeasureAsync("analytics import, again", lines, "dotnet", [.. import, file]);
            _ = await MeasureAsync("goaccess", lines, "goaccess", [file, "--log-format=COMBINED", "--no-progress", "-o", Path.Combine(folder, "report.json")]);
            Console.WriteLine($"\n```\n{said}```");
        }
        finally
        {
            await dynamo.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> WriteAsync(string file)
    {
        List<string> lines = [];
        using (var reader = new StreamReader(new GZipStream(File.OpenRead(Repository.At("tests/Analytics.EndToEnd.Tests/Log/access.log.gz")), CompressionMode.Decompress)))
        {
            while (await reader.ReadLineAsync() is { } line)
            {
                lines.Add(line);
            }
        }

        DateTimeOffset last = lines.Max(TimeOf), end = TimeProvider.System.GetUtcNow().Date.AddDays(-1);
        await using var writer = new StreamWriter(file, append: false, Encoding.UTF8);
        for (int copy = Copies - 1; copy >= 0; copy--)
        {
            TimeSpan shift = TimeSpan.FromDays(Math.Floor((end - last).TotalDays) - (copy * DaysOfLog));
            foreach (string line in lines)
            {
                await writer.WriteLineAsync(Moved(line, shift, copy));
            }
        }

        return lines.Count * Copies;
    }

    private static string Moved(string line, TimeSpan shift, int copy)
    {
        Match match = Parts().Match(line);
        string time = TimeOf(line).Add(shift).ToString("dd/MMM/yyyy:HH:mm:ss +0000", CultureInfo.InvariantCulture);
        int first = int.Parse(match.Groups["first"].Value, CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{1 + ((first + (copy * 3)) % 223)}{match.Groups["rest"].Value} - - [{time}]{line[(match.Index + match.Length)..]}");
    }

    private static DateTimeOffset TimeOf(string line) =>
        DateTimeOffset.ParseExact(Parts().Match(line).Groups["time"].Value, "dd/MMM/yyyy:HH:mm:ss zzz", CultureInfo.InvariantCulture);

    // Memory and CPU are asked for while the program runs: the system forgets them with the process.
    private static async Task<string> MeasureAsync(string name, int lines, string program, string[] arguments)
    {
        long start = Stopwatch.GetTimestamp(), memory = 0;
        TimeSpan cpu = TimeSpan.Zero;
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> said = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        while (!process.HasExited)
        {
            await Task.Delay(20);
            process.Refresh();
            if (!process.HasExited)
            {
                (memory, cpu) = (Math.Max(memory, process.PeakWorkingSet64), process.TotalProcessorTime);
            }
        }

        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Console.WriteLine(FormattableString.Invariant($"| {name} | {lines:N0} | {seconds:0.0} | {lines / seconds:N0} | {cpu.TotalSeconds:0.0} | {memory / 1024.0 / 1024:0} |"));
        return process.ExitCode is 0 or 1 ? await said : throw new InvalidOperationException(await errors);
    }

    [GeneratedRegex(@"^(?<first>\d+)(?<rest>\.\d+\.\d+\.\d+) - - \[(?<time>[^\]]+)\]")]
    private static partial Regex Parts();
}
