using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Analytics.Engine.Tables;
using Analytics.Store.Budgets;
using Analytics.Store.Sites;

namespace Analytics.Engine.Recording;

/// <summary>
/// The number of events that all sites together may take in a UTC day: it bounds the bill, whatever is sent. Each process adds its count
/// to one item, once a minute or every thousand events, and receives the sum. So each process may exceed the budget by about a thousand
/// events, and the budget costs no write for each event.
/// </summary>
/// <param name="table">The events table; the UTC day of its clock counts.</param>
/// <param name="eventsADay">The budget; 0: none, and then the table is neither read nor written.</param>
/// <param name="over">What becomes of events when it is used up. A site that refuses when its own budget is used up refuses then too.</param>
public sealed class EventBudget(EventsTable table, long eventsADay, OverBudget over)
{
    private const int Most = 1_000;
    private static readonly TimeSpan Often = TimeSpan.FromMinutes(1);
    private readonly Lock _gate = new();
    private long _untold;
    private DateTimeOffset _tellAt;
    private bool _wasRefused;
    private DateTimeOffset _pausedUntil;

    /// <summary>The site as it takes events now: paused until the day ends where the budget is known to be used up.</summary>
    public Site Apply(Site site)
    {
        ArgumentNullException.ThrowIfNull(site);
        DateTimeOffset now = table.Clock.GetUtcNow(), until;
        lock (_gate)
        {
            until = _pausedUntil;
        }

        return until <= now ? site : site with
        {
            PausedUntil = site.PausedUntil > until ? site.PausedUntil : until,
            Settings = site.PausedUntil > now && site.Settings.OverBudget == OverBudget.Refuse ? site.Settings : site.Settings with { OverBudget = over },
        };
    }

    /// <summary>
    /// Counts stored events. If the table does not answer, the count is added with the next ones: no event may fail because of the budget.
    /// </summary>
    public async ValueTask NoteAsync(int events, CancellationToken cancellation)
    {
        DateTimeOffset now = table.Clock.GetUtcNow();
        long told;
        lock (_gate)
        {
            _untold += events;
            if (eventsADay == 0 || events == 0 || ((_untold < Most || _wasRefused) && now < _tellAt))
            {
                return;
            }

            (told, _untold, _tellAt, _wasRefused) = (_untold, 0, now + Often, false);
        }

        try
        {
            UpdateItemResponse sum = await table.Client.UpdateItemAsync(BudgetCommands.Add(table.Name, Today(now), told), cancellation);
            Judge(BudgetCommands.Read(sum.Attributes), now);
        }
        catch (Exception failure) when (failure is AmazonServiceException or AmazonClientException or OperationCanceledException)
        {
            lock (_gate)
            {
                (_untold, _wasRefused) = (_untold + told, true); // a failing table is asked once a minute, not at every event
            }
        }
    }

    /// <summary>Whether today's budget is used up, by the table.</summary>
    public async Task<bool> IsUsedUpAsync(CancellationToken cancellation) => await ReadTodayAsync(cancellation) >= eventsADay;

    /// <summary>How many events were taken today, as reported by the processes; null without a budget: then nothing is counted.</summary>
    public async Task<long?> ReadTodayAsync(CancellationToken cancellation)
    {
        if (eventsADay == 0)
        {
            return null;
        }

        DateTimeOffset now = table.Clock.GetUtcNow();
        long sum = BudgetCommands.Read((await table.Client.GetItemAsync(BudgetCommands.Get(table.Name, Today(now)), cancellation)).Item);
        Judge(sum, now);
        return sum;
    }

    private void Judge(long sum, DateTimeOffset now)
    {
        if (sum < eventsADay)
        {
            return;
        }

        lock (_gate)
        {
            _pausedUntil = new DateTimeOffset(now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero);
        }
    }

    private static DateOnly Today(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime);
}
