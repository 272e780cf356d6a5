using System.Globalization;
using System.Net;
using Amazon.Runtime;
using Analytics.Store.Events;
using Analytics.Store.Ingest;

namespace Analytics.Testing.Simulation;

/// <summary>
/// Visitors and their browsers: they send, wait for half a minute, send the same event again sooner or later, send it twice, or keep
/// it until they are online again.
/// </summary>
public sealed class SimAudience(Random random, VirtualTime time, SimLedger ledger, Func<SimCollector?> pick)
{
    /// <summary>No stored byte may contain it.</summary>
    public const string Canary = "203.0.113.";

    private static readonly string[] Agents =
    [
        Some.Chrome,
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
    ];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly VirtualClock _clock = new(time, TimeSpan.Zero, static () => true);
    private int _events;

    /// <summary>What the product threw that is no outage: a bug.</summary>
    public List<Exception> Surprises { get; } = [];

    /// <summary>Lets somebody do something at a site now.</summary>
    public void Act(SimSite site)
    {
        ArgumentNullException.ThrowIfNull(site);
        if (random.Next(20) == 0)
        {
            // What is loaded by somebody with a key may be days old.
            Hit[] many = [.. Enumerable.Range(0, 2 + random.Next(60)).Select(_ => Hit(site))];
            Watch(SendAsync(site, many, random.Next(3) == 0 ? TimeSpan.FromHours(random.Next(7 * 24)) : TimeSpan.Zero));
        }
        else
        {
            Hit hit = Hit(site);
            Watch(SendAsync(site, [hit]));
            if (random.Next(15) == 0)
            {
                Watch(SendAsync(site, [hit])); // twice, at once
            }
        }
    }

    /// <summary>Lets beacons that browsers have kept for hours come within minutes.</summary>
    /// <param name="site">To which site.</param>
    /// <param name="least">How old each of them is at least.</param>
    public void Storm(SimSite site, TimeSpan least)
    {
        for (int i = 1 + random.Next(20); i > 0; i--)
        {
            Hit hit = Hit(site);
            TimeSpan age = least + TimeSpan.FromMinutes(random.Next(10 * 60));
            time.After(TimeSpan.FromSeconds(random.Next(300)), () => Watch(SendAsync(site, [hit], age)));
        }
    }

    /// <summary>A sender with a key loads old events, a few every few seconds, for many minutes.</summary>
    /// <param name="site">To which site.</param>
    /// <param name="age">How long ago it happened.</param>
    /// <param name="times">How often they send.</param>
    public void Import(SimSite site, TimeSpan age, int times)
    {
        if (times > 0)
        {
            Hit[] some = [.. Enumerable.Range(0, 1 + random.Next(3)).Select(_ => Hit(site))];
            Watch(SendAsync(site, some, age));
            time.After(TimeSpan.FromSeconds(5 + random.Next(50)), () => Import(site, age, times - 1));
        }
    }

    private void Watch(Task sending) => sending.ContinueWith(
        task => Surprises.Add(task.Exception!.GetBaseException()), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private async Task SendAsync(SimSite site, Hit[] hits, TimeSpan age = default)
    {
        DateTimeOffset happened = time.Now - age;
        if (random.Next(12) == 0)
        {
            await Task.Delay(TimeSpan.FromMinutes(random.Next(20 * 60)), _clock); // offline
        }

        while (true)
        {
            bool known = pick() is { } collector && await OnceAsync(collector, site, hits, time.Now - happened);
            int again = random.Next(100);
            if (known ? again >= 4 : again >= 75)
            {
                return;
            }

            await Task.Delay(again % 5 == 0 ? TimeSpan.FromMinutes(random.Next(600)) : TimeSpan.FromSeconds(random.Next(90)), _clock);
        }
    }

    // Whether the sender learned the outcome.
    private async Task<bool> OnceAsync(SimCollector collector, SimSite site, Hit[] hits, TimeSpan age)
    {
        foreach (Hit hit in hits)
        {
            ledger.Send(hit.Site.Id, hit.Id);
        }

        Task<IReadOnlyList<HitOutcome>> receiving = ReceiveAsync(collector, site, hits, age);
        if (await Task.WhenAny(receiving, Task.Delay(Patience, _clock)) != receiving)
        {
            return false;
        }

        try
        {
            foreach (HitOutcome.Accepted accepted in (await receiving).OfType<HitOutcome.Accepted>())
            {
                ledger.Accept(accepted.Event);
            }

            return true;
        }
        catch (Exception outage) when (outage is AmazonServiceException or OperationCanceledException or TimeoutException)
        {
            return false;
        }
    }

    private static async Task<IReadOnlyList<HitOutcome>> ReceiveAsync(SimCollector collector, SimSite site, Hit[] hits, TimeSpan age) =>
        hits.Length == 1 ? [await collector.ReceiveAsync(site, hits[0], age)] : await collector.ReceiveAsync(site, hits, age);

    private Hit Hit(SimSite site)
    {
        int visitor = random.Next(7);
        int kind = random.Next(10);
        string id = string.Create(CultureInfo.InvariantCulture, $"e{_events++}");
        string page = new[] { "", "a", "b?utm_source=mail", "c" }[random.Next(4)];
        return Some.Hit(site.Now, "https://example.com/" + page) with
        {
            Id = EventId.Parse(id),
            Props = new Dictionary<string, string> { [SimQuestions.IdProperty] = id },
            Name = kind == 0 ? "Signup" : kind < 3 ? EventName.Engagement : EventName.Pageview,
            Engagement = kind is 1 or 2 ? new Engagement(1000 * (1 + random.Next(60)), random.Next(100)) : null,
            Address = IPAddress.Parse(Canary + visitor.ToString(CultureInfo.InvariantCulture)),
            UserAgent = Agents[visitor % 2],
            Referrer = random.Next(3) == 0 ? "https://news.ycombinator.com/" : null,
        };
    }
}
