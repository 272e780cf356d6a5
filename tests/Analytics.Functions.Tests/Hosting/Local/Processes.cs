using System.Diagnostics;
using System.Globalization;

namespace Analytics.Functions.Tests.Hosting.Local;

/// <summary>Looks at processes that may not be children of this one, and sends them what a terminal or an impatient person would.</summary>
internal static class Processes
{
    public static bool Runs(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>How long it took until the process was gone.</summary>
    public static async Task<TimeSpan> Gone(int id, TimeSpan limit)
    {
        var clock = Stopwatch.StartNew();
        while (Runs(id))
        {
            Assert.True(clock.Elapsed < limit, $"Process {id} still runs after {clock.Elapsed}.");
            await Task.Delay(10);
        }

        return clock.Elapsed;
    }

    /// <param name="id">A process; negative: every process of that group.</param>
    /// <param name="signal">By its name: <c>KILL</c>, <c>INT</c>.</param>
    public static void Signal(int id, string signal)
    {
        using Process kill = Process.Start("kill", ["-s", signal, "--", id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }
}
