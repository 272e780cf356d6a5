using System.Globalization;
using Amazon.DynamoDBv2.Model;
using Analytics.Engine.Compaction;
using Analytics.Engine.Days;
using Analytics.Engine.Sites;
using Analytics.Engine.Tables;
using Analytics.Engine.Visitors;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Erasures;
using Analytics.Store.Sites;

namespace Analytics.Engine.Erasing;

/// <summary>
/// Erases people: takes what they did out of every day that can hold it, raw events, logs, blocks, totals and pages, and looks until
/// nothing is found. May be killed at any moment, run twice, and run beside a <see cref="Compactor"/>.
/// </summary>
public sealed class Eraser
{
    // As long as days without an item may have raw events: see DayReader.
    private const int UnbuiltDays = 41;

    private readonly EventsTable _table;
    private readonly SiteDirectory _sites;
    private readonly SiteJobs _jobs;
    private readonly SaltKeeper _salts;
    private readonly ErasureReader _erasures;
    private readonly DayStore _days;
    private readonly DayPurge _purge;

    internal Eraser(EventsTable table, SiteDirectory sites, SiteJobs jobs, SaltKeeper salts, ErasureReader erasures, DayStore days, DayPurge purge)
    {
        (_table, _sites, _jobs, _salts) = (table, sites, jobs, salts);
        (_erasures, _days, _purge) = (erasures, days, purge);
    }

    /// <summary>
    /// Asks for somebody to be erased of everything that happened up to now, or for the events of an import, or for all events. When it returns, that is durable: it will be done whatever
    /// becomes of this process, and answers about days still open leave them out as soon as an instance knows (here at once).
    /// </summary>
    /// <param name="site">The site.</param>
    /// <param name="subject">Who, or what.</param>
    /// <param name="askedBy">Who asks, as people shall read it.</param>
    /// <param name="cancellation">Gives up; it may have been asked for all the same.</param>
    /// <returns>Null where a visitor is asked for of a day that is closed, or has not begun: nobody has a name in it.</returns>
    public async Task<Erasure?> AskAsync(Site site, ErasureSubject subject, string askedBy, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(site);
        if (await DraftAsync(site, subject, askedBy, cancellation) is not { } erasure)
        {
            return null;
        }

        var job = new SiteJob(site.Id, ErasureKeys.ErasurePrefix + erasure.Id.Value, erasure.AskedAt + SiteJob.Known);
        _ = await _table.Client.TransactWriteItemsAsync(ErasureCommands.Ask(_table.Name, erasure, job), cancellation);
        _sites.Forget(site);
        return erasure;
    }

    /// <summary>What would be erased if it were asked for now. Nothing is changed.</summary>
    /// <param name="site">The site.</param>
    /// <param name="subject">Who, or what.</param>
    /// <param name="budget">No further day is searched after it.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Null where <see cref="AskAsync"/> would refuse.</returns>
    public async Task<ErasurePreview?> PreviewAsync(Site site, ErasureSubject subject, TimeSpan budget, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(site);
        if (await DraftAsync(site, subject, "", cancellation) is not { } erasure)
        {
            return null;
        }

        Deadline deadline = Deadline.In(_table.Clock, budget);
        ErasureSecret secret = await _salts.GetErasureSecretAsync(site.Id, cancellation);
        (int days, long events) = (0, 0);
        foreach (LocalDay day in await DaysAsync(erasure, site, cancellation))
        {
            if (deadline.HasPassed)
            {
                return new ErasurePreview(days, events, IsComplete: false);
            }

            long found = await _purge.CountAsync(erasure, secret, site, day, deadline, cancellation);
            (days, events) = (days + (found > 0 ? 1 : 0), events + found);
        }

        return new ErasurePreview(days, events, IsComplete: true);
    }

    private async Task<Erasure?> DraftAsync(Site site, ErasureSubject subject, string askedBy, CancellationToken cancellation)
    {
        DateTimeOffset now = _table.Clock.GetUtcNow().AsStored();
        var visitor = subject as ErasureSubject.Visitor;
        if (visitor is not null && (site.Calendar.StartOf(visitor.Day) > now || await IsClosedAsync(site, visitor.Day, now, cancellation)))
        {
            return null;
        }

        ErasureSecret secret = await _salts.GetErasureSecretAsync(site.Id, cancellation);
        return new Erasure
        {
            Id = ErasureId.New(now),
            Site = site.Id,
            Kind = subject switch { ErasureSubject.User => ErasureKind.User, ErasureSubject.Visitor => ErasureKind.Visitor, ErasureSubject.Import => ErasureKind.Import, _ => ErasureKind.Everything },
            Subject = subject switch
            {
                ErasureSubject.User user => secret.Of(user.Id),
                ErasureSubject.Import import => import.Id.Value,
                ErasureSubject.Everything => "",
                _ => secret.Of(visitor!.Day, visitor.Id).ToString("x16", CultureInfo.InvariantCulture),
            },
            Day = visitor?.Day,
            SecretCheck = secret.Check,
            AskedAt = now,
            AskedBy = askedBy,
            ExpiresAt = Erasure.ExpiryOf(now, site.Settings),
        };
    }

    /// <summary>Goes on with what was asked for, day after day, until it is done or the time is up; the next run takes it up there.</summary>
    /// <param name="budget">No new day is begun after it.</param>
    /// <param name="tell">Called for every day that was changed or failed, and for the end of every erasure.</param>
    /// <param name="cancellation">Stops at once; nothing is lost by it.</param>
    /// <param name="longest">When a day that was begun must stop. Default: the budget.</param>
    public async Task RunAsync(TimeSpan budget, Action<ErasureWork> tell, CancellationToken cancellation, TimeSpan? longest = null)
    {
        ArgumentNullException.ThrowIfNull(tell);
        Deadline deadline = Deadline.In(_table.Clock, budget), last = Deadline.In(_table.Clock, longest ?? budget);
        foreach (SiteJob job in await _jobs.ReadDueAsync(ErasureKeys.ErasurePrefix, _table.Clock.GetUtcNow(), cancellation))
        {
            if (deadline.HasPassed)
            {
                return;
            }

            if (!ErasureId.TryParse(job.Task[ErasureKeys.ErasurePrefix.Length..], out ErasureId id)
                || await _erasures.FindAsync(job.Site, id, cancellation) is not { FinishedAt: null } erasure
                || await _sites.FindAsync(job.Site.Value, cancellation) is not { } site || site.Id != job.Site
                || await IsFinishedAsync(erasure, site, deadline, last, tell, cancellation))
            {
                await _jobs.RemoveAsync(job, cancellation);
            }
        }
    }

    // Whether nothing is left to do, or nothing can be done.
    private async Task<bool> IsFinishedAsync(Erasure erasure, Site site, Deadline deadline, Deadline last, Action<ErasureWork> tell, CancellationToken cancellation)
    {
        try
        {
            if ((await _salts.GetErasureSecretAsync(site.Id, cancellation)).Check == erasure.SecretCheck)
            {
                return await WalkAsync(erasure, site, deadline, last, tell, cancellation);
            }

            const string Lost = "The secret under which the name was hashed is gone: ask again.";
            tell(new ErasureWork(await ChangeAsync(erasure with { Fault = Lost }, cancellation) ?? erasure, null, DayOutcome.Failed) { Fault = Lost });
            return true;
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            tell(new ErasureWork(erasure, null, DayOutcome.Failed) { Fault = $"{failure.GetType().Name}: {failure.Message}" });
            return false;
        }
    }

    private async Task<bool> WalkAsync(Erasure erasure, Site site, Deadline deadline, Deadline last, Action<ErasureWork> tell, CancellationToken cancellation)
    {
        List<LocalDay> left = await DaysAsync(erasure, site, cancellation);
        for (int i = 0; i < left.Count; i++)
        {
            if (deadline.HasPassed)
            {
                return false;
            }

            DayPurge.Result result = await _purge.RunAsync(erasure, site, left[i], last, cancellation);
            bool isDone = result.Outcome == DayOutcome.Done;
            Erasure next = erasure with
            {
                DoneUntil = isDone ? left[i] : erasure.DoneUntil,
                DaysLeft = left.Count - i - (isDone ? 1 : 0),
                DaysChanged = erasure.DaysChanged + (isDone && result.Changed ? 1 : 0),
                Events = erasure.Events + result.Events,
                LookedAt = erasure.LookedAt + result.LookedAt,
            };
            if (await ChangeAsync(next, cancellation) is not { } stored)
            {
                return false; // another instance is at it
            }

            erasure = stored;
            if (result.Changed || !isDone)
            {
                tell(new ErasureWork(erasure, left[i], result.Outcome) { Fault = result.Fault });
            }

            if (!isDone)
            {
                return false;
            }
        }

        if (await ChangeAsync(erasure with { DaysLeft = 0, FinishedAt = _table.Clock.GetUtcNow().AsStored() }, cancellation) is not { } finished)
        {
            return false;
        }

        tell(new ErasureWork(finished, null, DayOutcome.Done));
        return true;
    }

    private async Task<bool> IsClosedAsync(Site site, LocalDay date, DateTimeOffset now, CancellationToken cancellation) =>
        await _days.FindAsync(site.Id, date, cancellation) is { } day
            ? day.State == DayState.Closed || day.ClosesAt + NextStep.CloseAfter <= now
            : site.Calendar.EndOf(date).AddDays(UnbuiltDays) <= now;

    // Every day that can hold something of before the asking, oldest first: those of which something was built, expired ones included,
    // and those of which there may be raw events alone.
    private async Task<List<LocalDay>> DaysAsync(Erasure erasure, Site site, CancellationToken cancellation)
    {
        LocalDay last = site.Calendar.DayOf(erasure.AskedAt);
        SortedSet<LocalDay> found = erasure.Day is { } one ? [one] : [.. (await _days.ListAsync(site.Id, last, cancellation)).Select(d => d.Day)];
        for (LocalDay day = last.Plus(-UnbuiltDays); erasure.Day is null && day <= last; day = day.Plus(1))
        {
            _ = found.Add(day);
        }

        return [.. found.Where(day => erasure.DoneUntil is not { } done || day > done)];
    }

    private async Task<Erasure?> ChangeAsync(Erasure erasure, CancellationToken cancellation)
    {
        Erasure next = erasure with { Version = erasure.Version + 1 };
        try
        {
            _ = await _table.Client.PutItemAsync(ErasureCommands.Put(_table.Name, next), cancellation);
            return next;
        }
        catch (ConditionalCheckFailedException)
        {
            return null;
        }
    }
}
