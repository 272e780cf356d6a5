using Analytics.Engine;
using Analytics.Store.Days;

namespace Analytics.Functions.Maintain;

/// <summary>
/// What must be done over and over, whoever calls for it: destroys the salts of days that are over, and does what work markers ask for
/// (builds blocks, seals days, compares, tidies up).
/// </summary>
internal sealed partial class Maintenance(SaltKeeper salts, Compactor compactor, ILogger<Maintenance> log)
{
    // A run is begun every minute; what it does not finish, the next one does.
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(50);

    // But for a very large day, which is built in one go or not at all. Others that run meanwhile leave it alone and do the rest.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(12);

    public async Task RunAsync(CancellationToken cancellation)
    {
        int destroyed = await salts.DestroyExpiredAsync(cancellation);
        if (destroyed > 0)
        {
            LogDestroyed(destroyed);
        }

        _ = await compactor.RunAsync(Budget, Tell, cancellation, Longest);
    }

    private void Tell(DayWork work)
    {
        if (work.IsAlarm)
        {
            LogAlarm(work.Site.Value, work.Day, work.Step, work.Outcome, work.Drift, work.Fault ?? "");
        }
        else if (work is { Outcome: DayOutcome.Done, Step: DayStep.Seal or DayStep.CompactTail or DayStep.Merge })
        {
            LogBuilt(work.Site.Value, work.Day, work.Step, work.Rows);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Destroyed {Count} visitor salts: nobody can be recognised in those days any more")]
    private partial void LogDestroyed(int count);

    [LoggerMessage(Level = LogLevel.Information, Message = "Site {Site}, {Day}: {Step} took in {Rows} events")]
    private partial void LogBuilt(string site, LocalDay day, DayStep step, long rows);

    [LoggerMessage(Level = LogLevel.Error, Message = "Site {Site}, {Day}: {Step} {Outcome}, drift {Drift}. {Fault}")]
    private partial void LogAlarm(string site, LocalDay day, DayStep step, DayOutcome outcome, long drift, string fault);
}
