using Analytics.Engine.Visitors;
using Analytics.Functions.Http;

namespace Analytics.Functions.Maintain;

/// <summary>
/// Goes through the salts and destroys those whose time has come: at a process's first run and ten minutes after each round. A round
/// reads the whole table, which holds two or three salts of every site, and a salt whose time has come serves nobody in the meantime.
/// </summary>
internal sealed class SaltStep(SaltStore salts, TimeProvider clock, ILogger<Maintenance> log) : IMaintenanceStep
{
    /// <summary>At least so long between two rounds of one process.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    private DateTimeOffset? _next;
    private int _overdue;

    /// <summary>
    /// A round, if it is time for one. Every run until the next round reports what it found overdue, so that alarms see no gap.
    /// </summary>
    public async Task RunAsync(MaintenanceRun run, CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow();
        if (now < _next)
        {
            run.SaltsOverdue = _overdue;
            return;
        }

        run.SaltsDestroyed = await salts.DestroyExpiredAsync(cancellation, run.Add);
        (_overdue, _next) = (run.SaltsOverdue, now + Every); // not when it failed: then the next run tries again
        if (run.SaltsDestroyed > 0)
        {
            log.SaltsDestroyed(run.SaltsDestroyed);
        }
    }
}
