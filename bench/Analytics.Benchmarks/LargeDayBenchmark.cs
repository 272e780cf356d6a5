using System.Diagnostics;
using System.Globalization;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Testing;

namespace Analytics.Benchmarks;

/// <summary>
/// A very large day, taken in and sealed as the Compactor does it, in this process: seconds of CPU, and the most memory it ever held.
/// Run it with <c>DOTNET_GCHeapHardLimit</c> to show that it needs no more.
/// </summary>
internal static class LargeDayBenchmark
{
    private const int Lot = 100_000;

    public static void Run(int events)
    {
        var traffic = new DayTraffic();
        var rows = new DayRows(Some.Site().Id, Some.Day);
        TimeSpan making = TimeSpan.Zero, began = Process.GetCurrentProcess().TotalProcessorTime;
        while (rows.Count < events)
        {
            TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
            List<Event> lot = traffic.Day(Some.Day, Math.Min(Lot, events - rows.Count)); // other visitors in every lot
            making += Process.GetCurrentProcess().TotalProcessorTime - before;
            foreach (Event e in lot)
            {
                rows.Add(e);
            }
        }

        TimeSpan taken = Process.GetCurrentProcess().TotalProcessorTime - making - began;
        rows.Complete([]);
        DateTimeOffset start = Some.Site().Calendar.StartOf(Some.Day);
        var builder = new DayBuilder(Some.Day, start, start.AddDays(1));
        (int blocks, long bytes) = (0, 0);
        for (int range = 0; range < rows.Ranges; range++)
        {
            if (builder.Add(rows.Range(range), out _) is { } block)
            {
                (blocks, bytes) = (blocks + 1, bytes + block.Length);
            }
        }

        TimeSpan all = Process.GetCurrentProcess().TotalProcessorTime - making - began;
        Console.WriteLine("| events | blocks | bytes an event | CPU s, taking in | CPU s, sealing | most memory of the process, MB |\n|---|---|---|---|---|---|");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {builder.Rows:N0} | {blocks} | {(double)bytes / builder.Rows:0.00} | {taken.TotalSeconds:0} | {(all - taken).TotalSeconds:0} | {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:0} |"));
        Trace.Assert(builder.Rows == rows.DistinctIds, "Events were lost.");
    }
}
