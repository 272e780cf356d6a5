using System.CommandLine;
using Analytics.Tool.Benches;
using Analytics.Tool.Costs;
using Analytics.Tool.Deploy;
using Analytics.Tool.Erasures;
using Analytics.Tool.Events;
using Analytics.Tool.Exports;
using Analytics.Tool.Imports;
using Analytics.Tool.Local;
using Analytics.Tool.Maintenance;
using Analytics.Tool.Replays;
using Analytics.Tool.Reports;
using Analytics.Tool.Sites;
using Analytics.Tool.Terminal;

namespace Analytics.Tool;

/// <summary>The command <c>analytics</c>: what it can do, and how it ends.</summary>
internal static class AnalyticsCommand
{
    /// <summary>Everything it can do, in the order in which help lists it.</summary>
    public static RootCommand Create(CommandContext context) => new(
        """
        Analytics: web statistics of your own.

        Commands that talk to a server find it by --server and --key, or by ANALYTICS_SERVER and ANALYTICS_KEY.
        Results go to standard output, progress and errors to standard error. Exit codes: 0 done, 1 failed, 2 bad usage.
        """)
    {
        LocalCommand.Create(context),
        DeployCommand.Create(context),
        SitesCommand.Create(context),
        TrackCommand.Create(context),
        PageviewCommand.Create(context),
        MetricsCommand.Create(context),
        BreakdownCommand.Create(context),
        ExportCommand.Create(context),
        ImportCommand.Create(context),
        ReplayCommand.Create(context),
        EraseCommand.Create(context),
        RebuildCommand.Create(context),
        AuditCommand.Create(context),
        BenchCommand.Create(context),
        CostCommand.Create(context),
    };

    /// <summary>Parses and does what the arguments say.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, CommandContext context)
    {
        ParseResult parsed = Create(context).Parse(args);
        var invocation = new InvocationConfiguration { Output = context.Results, Error = context.Errors, EnableDefaultExceptionHandler = false };
        try
        {
            int code = await parsed.InvokeAsync(invocation, context.Stop);
            return parsed.Errors.Count > 0 ? ExitCode.BadUsage : code;
        }
        catch (UsageFault fault)
        {
            context.Output.Error(fault.Message);
            return ExitCode.BadUsage;
        }
        catch (ToolFailure failure)
        {
            context.Output.Error(failure.Message);
            return ExitCode.Failed;
        }
        catch (OperationCanceledException)
        {
            context.Output.Error("Interrupted.");
            return ExitCode.Failed;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            context.Output.Error(fault.Message);
            return ExitCode.Failed;
        }
    }
}
