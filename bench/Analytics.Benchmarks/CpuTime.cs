using System.Diagnostics;

namespace Analytics.Benchmarks;

/// <summary>What work takes of a core, whatever else runs on the machine.</summary>
internal static class CpuTime
{
    private const int Runs = 9;
    private const int Warm = 12;

    /// <summary>The median of some runs, in milliseconds, after as many as it takes to be compiled well.</summary>
    public static double Median(Action work)
    {
        List<double> times = [];
        for (int run = 0; run < Runs + Warm; run++)
        {
            TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
            work();
            times.Add((Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds);
        }

        return times.Skip(Warm).Order().ElementAt(Runs / 2);
    }
}
