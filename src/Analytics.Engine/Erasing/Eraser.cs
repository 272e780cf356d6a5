using Analytics.Engine.Days;
using Analytics.Store.Erasures;
using Analytics.Store.Sites;

namespace Analytics.Engine.Erasing;

/// <summary>
/// Erases people: takes what they did out of every day that can hold it, raw events, logs, blocks, totals and pages, and searches until
/// nothing is found. May be killed at any moment, run twice, and run beside a <see cref="Compaction.Compactor"/>.
/// </summary>
public sealed class Eraser
{
    private readonly ErasureRequests _requests;
    private readonly ErasureForecast _forecast;
    private readonly ErasureRun _run;
    private readonly TimeProvider _clock;

    internal Eraser(ErasureRequests requests, ErasureForecast forecast, ErasureRun run, TimeProvider clock) =>
        (_requests, _forecast, _run, _clock) = (requests, forecast, run, clock);

    /// <summary>
    /// Asks for somebody to be erased of everything that happened up to now, or for the events of an import, those that a filter meets, or all. When it returns, that is durable: it will be done whatever
    /// becomes of this process, and answers about days still open leave them out as soon as an instance knows (here at once).
    /// </summary>
    /// <param name="site">The site.</param>
    /// <param name="subject">Who, or what.</param>
    /// <param name="askedBy">Who asks, as people shall read it.</param>
    /// <param name="cancellation">Gives up; it may have been asked for all the same.</param>
    /// <exception cref="Store.Inputs.AnalyticsInputException">The filters cannot say what is erased.</exception>
    /// <returns>Null where a visitor is asked for of a day that is closed, or has not begun: nobody has a name in it.</returns>
    public Task<Erasure?> AskAsync(Site site, ErasureSubject subject, string askedBy, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(subject);
        return _requests.AddAsync(site, subject, askedBy, cancellation);
    }

    /// <summary>What would be erased if it were asked for now. Nothing is changed.</summary>
    /// <param name="site">The site.</param>
    /// <param name="subject">Who, or what.</param>
    /// <param name="budget">No further day is searched after it.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Null where <see cref="AskAsync"/> would refuse.</returns>
    public Task<ErasurePreview?> PreviewAsync(Site site, ErasureSubject subject, TimeSpan budget, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(subject);
        return _forecast.RunAsync(site, subject, Deadline.In(_clock, budget), cancellation);
    }

    /// <summary>Goes on with what was asked for, day after day, until it is done or the time is up; the next run takes it up there.</summary>
    /// <param name="budget">No new day is begun after it.</param>
    /// <param name="tell">Called for every day that was changed or failed, and for the end of every erasure.</param>
    /// <param name="cancellation">Stops at once; nothing is lost by it.</param>
    /// <param name="longest">When a day that was begun must stop. Default: the budget.</param>
    public Task RunAsync(TimeSpan budget, Action<ErasureWork> tell, CancellationToken cancellation, TimeSpan? longest = null)
    {
        ArgumentNullException.ThrowIfNull(tell);
        return _run.RunAsync(Deadline.In(_clock, budget), Deadline.In(_clock, longest ?? budget), tell, cancellation);
    }
}
