using System.CommandLine;
using Analytics.Tool.Benches;
using Analytics.Tool.Costs;
using Analytics.Tool.Deploy;
using Analytics.Tool.Exports;
using Analytics.Tool.Imports;
using Analytics.Tool.Local;
using Analytics.Tool.Maintenance;
using Analytics.Tool.Replays;
using Analytics.Tool.Sites;
using Analytics.Tool.Terminal;

namespace Analytics.Tool;

/// <summary>The command <c>analytics</c>: what it can do, and how it ends.</summary>
internal static class AnalyticsCommand
{
    /// <summary>Everything it can do, in the order in which help lists it.</summary>
    public static RootCommand Create(Surroundings around) => new(
        """
        Analytics: web statistics of your own.

        Commands that talk to a server find it by --server and --key, or by ANALYTICS_SERVER and ANALYTICS_KEY.
        Results go to standard output, progress and errors to standard error. Exit codes: 0 done, 1 failed, 2 bad usage.
        """)
    {
        LocalCommand.Create(around),
        DeployCommand.Create(around),
        SitesCommand.Create(around),
        ExportCommand.Create(around),
        ImportCommand.Create(around),
        ReplayCommand.Create(around),
        RebuildCommand.Create(around),
        AuditCommand.Create(around),
        BenchCommand.Create(around),
        CostCommand.Create(around),
    };

    /// <summary>Parses and does what the arguments say.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, Surroundings around)
    {
        ParseResult parsed = Create(around).Parse(args);
        var invocation = new InvocationConfiguration { Output = around.Output, Error = around.Errors, EnableDefaultExceptionHandler = false };
        try
        {
            int code = await parsed.InvokeAsync(invocation, around.Stop);
            return parsed.Errors.Count > 0 ? ExitCode.BadUsage : code;
        }
        catch (UsageFault fault)
        {
            around.Say.Error(fault.Message);
            return ExitCode.BadUsage;
        }
        catch (ToolFailure failure)
        {
            around.Say.Error(failure.Message);
            return ExitCode.Failed;
        }
        catch (OperationCanceledException)
        {
            around.Say.Error("Interrupted.");
            return ExitCode.Failed;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            around.Say.Error(fault.Message);
            return ExitCode.Failed;
        }
    }
}
