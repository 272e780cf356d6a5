using System.Globalization;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Analytics.Engine;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Testing.Simulation;

/// <summary>
/// A deployment and its audience for a few days, from a seed: instances with wrong clocks that die and come back, a database that
/// fails in every way it may, visitors who send again. The product's own code runs in it; only time and DynamoDB are not real.
/// </summary>
public sealed class SimWorld
{
    private static readonly TableNames Tables = new("events", "salts");
    private static readonly TimeSpan[] Skews = [TimeSpan.Zero, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10)];

    private readonly Random _random;
    private readonly VirtualTime _time;
    private readonly FakeDatabase _database;
    private readonly Nemesis _nemesis;
    private readonly SimLedger _ledger = new();
    private readonly SimAudience _audience;
    private readonly List<SimCollector> _collectors = [];
    private readonly List<SimSite> _sites = [];
    private readonly DateTimeOffset _begin;
    private readonly DateTimeOffset _end;
    private readonly TimeSpan _skew;
    private readonly List<string> _failures = [];
    private int _instances;

    public SimWorld(int seed, Action<string>? log = null)
    {
        _random = new Random(seed);
        (string zone, _begin) = SimSite.Place(_random);
        _end = _begin.AddHours(30 + _random.Next(60));
        _skew = Skews[_random.Next(Skews.Length)];
        _time = new VirtualTime(_begin) { Log = log };
        _database = new FakeDatabase(() => _time.Now);
        _database.Execute(TableDefinition.Events.ToCreateRequest(Tables.Events));
        _database.Execute(TableDefinition.Salts.ToCreateRequest(Tables.Salts));
        _nemesis = new Nemesis(_random, _time, _database) { Rates = FaultRates.Swarm(_random) };
        _audience = new SimAudience(_random, _time, _ledger, () => _collectors.Count == 0 ? null : _collectors[_random.Next(_collectors.Count)]);
        for (int i = 0; i < 1 + _random.Next(2); i++)
        {
            _sites.Add(new SimSite(_random, $"site-{i}", _begin, i == 0 ? zone : SimSite.Place(_random).Zone));
        }

        Description = $"{zone} {_begin:u} for {(_end - _begin).TotalHours} h, clocks ±{_skew:c}, {_nemesis.Rates}";
    }

    public string Description { get; }

    /// <summary>A hash of everything that happened.</summary>
    public string TraceHash => _time.TraceHash();

    /// <summary>How many events were acknowledged, and how often one was sent.</summary>
    public (int Accepted, int Sent) Counts => (_ledger.Accepted.Count, _ledger.Attempts);

    /// <summary>Lives through it, lets the faults stop and the world recover, and says what is wrong then.</summary>
    public IReadOnlyList<string> Run()
    {
        Populate();
        _time.RunUntil(_end);
        _nemesis.Rates = FaultRates.Calm;
        _time.RunUntil(_end.AddHours(12)); // late beacons arrive; half of the world has the time to be sealed
        Judge();
        return _failures;
    }

    private void Populate()
    {
        for (int i = 0; i < 2 + _random.Next(3); i++)
        {
            StartCollector(TimeSpan.Zero);
        }

        foreach (SimSite site in _sites)
        {
            DateTimeOffset[] midnights = [.. Enumerable.Range(0, 5).Select(i => site.Now.Calendar.StartOf(site.Now.Calendar.DayOf(_begin).Plus(i)))];
            for (int i = 20 + _random.Next(100); i > 0; i--)
            {
                DateTimeOffset at = _random.Next(3) == 0
                    ? midnights[_random.Next(midnights.Length)].AddSeconds(_random.Next(-900, 900))
                    : _begin + ((_end - _begin) * _random.NextDouble());
                _time.After(at - _begin, () => _audience.Act(site));
            }

            if (_random.Next(4) == 0)
            {
                string zone = SimSite.Place(_random).Zone;
                _time.After((_end - _begin) * _random.NextDouble(), () => site.MoveTo(zone, _time.Now));
            }

            if (_random.Next(2) == 0)
            {
                _time.After((_end - _begin) * _random.NextDouble(), () => site.GrowShards(_time.Now, 1 + _random.Next(3)));
            }
        }

        Every(TimeSpan.FromMinutes(57), DestroySalts);
        Every(TimeSpan.FromHours(5), () => Watch(CountAsync()));
    }

    private void Every(TimeSpan period, Action action) => _time.After(period, () =>
    {
        action();
        Every(period, action);
    });

    // A dead instance is replaced, with nothing in its memory and a clock of its own.
    private void StartCollector(TimeSpan after) => _time.After(after, () =>
    {
        var process = new SimProcess($"collect-{_instances++}", _time, _skew * ((2 * _random.NextDouble()) - 1));
        var collector = new SimCollector(process, _time, _nemesis, Tables, _random);
        _collectors.Add(collector);
        Attend(collector);
    });

    private void Attend(SimCollector collector) => _time.After(TimeSpan.FromSeconds(5), () =>
    {
        if (collector.Process.IsAlive)
        {
            Attend(collector);
            return;
        }

        _collectors.Remove(collector);
        StartCollector(TimeSpan.FromSeconds(_random.Next(120)));
    });

    private void DestroySalts()
    {
        if (_collectors.Find(c => c.Process.IsAlive) is { } any)
        {
            Watch(any.Salts.DestroyExpiredAsync(CancellationToken.None));
        }
    }

    private void Watch(Task task) => task.ContinueWith(
        t =>
        {
            if (t.Exception!.GetBaseException() is var error and not (AmazonServiceException or OperationCanceledException))
            {
                _failures.Add($"The product threw {error}");
            }
        },
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);

    private static StatsReader Reader(Amazon.DynamoDBv2.IAmazonDynamoDB client, TimeProvider clock)
    {
        var events = new EventReader(client, Tables.Events, clock);
        return new StatsReader(new DayReader(client, Tables.Events, clock).ReadAsync, events.ReadDayAsync);
    }

    // At any moment: no acknowledged event is missing from an answer, and nothing is in it that nobody sent.
    private async Task CountAsync()
    {
        var process = new SimProcess("query", _time, TimeSpan.Zero);
        StatsReader reader = Reader(_nemesis.ClientOf(process), process.Clock);
        foreach (SimSite site in _sites)
        {
            Event[] accepted = Distinct(_ledger.Accepted, site.Now.Id);
            (LocalDay first, LocalDay last) = Days(site);
            var results = await reader.ReadAsync(site.Now, [SimQuestions.Events(site.Now, first, last, _time.Now)], CancellationToken.None);
            var counted = (int)results[0].Rows[0].Metrics[0].Numerator;
            Require(counted >= accepted.Count(e => !IsExpired(site.Now, e)), $"{site.Now.Id}: {counted} events are counted, {accepted.Length} were acknowledged before");
        }
    }

    private static Event[] Distinct(IEnumerable<Event> events, SiteId site) =>
        [.. events.Where(e => e.Site == site && e.Name != EventName.Engagement).DistinctBy(e => e.Id)];

    private bool IsExpired(Site site, Event e) => e.ReceivedAt.AddDays(site.Settings.RawRetentionDays!.Value) <= _time.Now.AddSeconds(1);

    private (LocalDay First, LocalDay Last) Days(SimSite site) =>
        (site.Now.Calendar.DayOf(_begin).Plus(-2), site.Now.Calendar.DayOf(_end).Plus(3));

    private void Judge()
    {
        _audience.Surprises.ForEach(s => _failures.Add($"The product threw {s}"));
        foreach (SimSite site in _sites)
        {
            List<Event> raw = [.. _database.Items(Tables.Events).Where(IsRaw).Where(i => i.IsLive(_time.Now)).Select(EventItem.Read).Where(e => e.Site == site.Now.Id)];
            JudgeRaw(site.Now, raw);
            var process = new SimProcess("judge", _time, TimeSpan.Zero);
            StatsReader reader = Reader(FakeDynamoDb.Over(_database), process.Clock);
            (LocalDay first, LocalDay last) = Days(site);
            string? difference = SimQuestions.DifferenceAsync(reader, site, raw, first, last, _time.Now).GetAwaiter().GetResult();
            Require(difference is null, $"{site.Now.Id}: {difference}");
        }

        foreach (Dictionary<string, AttributeValue> item in _database.Items(Tables.Events).Concat(_database.Items(Tables.Salts)))
        {
            string text = RequestText.Attribute(new AttributeValue { M = item });
            Require(!text.Contains(SimAudience.Canary, StringComparison.Ordinal) && !text.Contains("AppleWebKit", StringComparison.Ordinal), $"An address or a user agent is stored: {text}");
        }
    }

    private void JudgeRaw(Site site, List<Event> raw)
    {
        HashSet<EventId> stored = [.. raw.Select(e => e.Id)];
        string[] lost = [.. _ledger.Accepted.Where(e => e.Site == site.Id && !IsExpired(site, e) && !stored.Contains(e.Id)).Select(e => e.Id.Value).Distinct()];
        Require(lost.Length == 0, $"{site.Id}: acknowledged and lost: {string.Join(", ", lost)}");
        string[] phantoms = [.. stored.Where(id => !_ledger.WasSent(site.Id, id)).Select(id => id.Value)];
        Require(phantoms.Length == 0, $"{site.Id}: stored and never sent: {string.Join(", ", phantoms)}");

        // A visitor has one name a day: seven visitors, so at most seven names.
        foreach (var day in raw.Where(e => e.Visitor is not null).GroupBy(e => e.Day))
        {
            int names = day.Select(e => e.Visitor).Distinct().Count();
            Require(names <= 7, $"{site.Id}: seven visitors have {names} names on {day.Key}");
        }
    }

    private static bool IsRaw(Dictionary<string, AttributeValue> item) => item["pk"].S.Contains("#RAW#", StringComparison.Ordinal);

    private void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            _failures.Add(otherwise);
        }
    }
}
