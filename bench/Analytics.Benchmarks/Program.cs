using Analytics.Benchmarks;

switch (args)
{
    case ["units"]:
        await Units.RunAsync();
        return 0;
    case ["collect"]:
        _ = BenchmarkDotNet.Running.BenchmarkRunner.Run<CollectBenchmark>();
        return 0;
    case ["throughput"]:
        await Throughput.RunAsync();
        return 0;
    case ["bytes"]:
        Bytes.Run();
        return 0;
    case ["scan"]:
        ScanBenchmark.Run();
        return 0;
    case ["http"]:
        await HttpBenchmark.RunAsync();
        return 0;
    case ["peer"]:
        PeerBenchmark.Run();
        return 0;
    case ["days"]:
        await DaysBenchmark.RunAsync();
        return 0;
    case ["late"]:
        await LateBenchmark.RunAsync();
        return 0;
    case ["corpora"]:
        CorporaBenchmark.Run();
        return 0;
    case ["logs"]:
        await LogBenchmark.RunAsync();
        return 0;
    case ["large", .. var size]:
        LargeDayBenchmark.Run(size is [var events] ? int.Parse(events, System.Globalization.CultureInfo.InvariantCulture) : 10_000_000);
        return 0;
    case ["scale", .. var parts]:
        await ScaleBenchmark.RunAsync(parts);
        return 0;
    case ["startup", .. var folders] when folders.Length > 0:
        await StartupBenchmark.RunAsync(folders);
        return 0;
    default:
        Console.Error.WriteLine("Usage: dotnet run -c Release --project bench/Analytics.Benchmarks -- units|collect|throughput|bytes|scan|peer|days|late|http|corpora|logs|large [EVENTS]|scale [hot|compaction|sites]|startup FOLDER…");
        return 1;
}
