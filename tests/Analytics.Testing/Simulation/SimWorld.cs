using Analytics.Engine.Tables;
using Analytics.Store.Calendars;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Analytics.Engine;
using Analytics.Store.Days;
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
    private static readonly TimeSpan[] Skews = [TimeSpan.Zero, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(10)];
    private static readonly int[] Slots = [2, 4, 8, 26];
    private static readonly TimeSpan Rest = TimeSpan.FromHours(4);
    private static readonly TimeSpan Recovery = TimeSpan.FromDays(14);

    private readonly Random _random;
    private readonly VirtualTime _time;
    private readonly FakeDatabase _database;
    private readonly Nemesis _nemesis;
    private readonly SimHistory _history;
    private readonly SimSizes _sizes;
    private readonly SimAlarms _alarms;
    private readonly SimLedger _ledger = new();
    private readonly SimAudience _audience;
    private readonly SimWatch _watch;
    private readonly List<SimCollector> _collectors = [];
    private readonly List<SimMaintainer> _maintainers = [];
    private readonly List<SimSite> _sites = [];
    private readonly DateTimeOffset _begin;
    private readonly DateTimeOffset _end;
    private readonly TimeSpan _skew;
    private readonly TimeSpan _period;
    private int _instances;
    private bool _isCalm;

    public SimWorld(int seed, Action<string>? log = null)
    {
        _random = new Random(seed);
        (string zone, _begin) = SimSite.Place(_random);
        _end = _begin.AddHours(30 + _random.Next(45));
        _skew = Skews[_random.Next(Skews.Length)];
        _period = TimeSpan.FromMinutes(5 + _random.Next(40));
        _time = new VirtualTime(_begin) { Log = log };
        _database = new FakeDatabase(() => _time.Now);
        _database.Execute(TableDefinition.Events.ToCreateRequest(Tables.Events));
        _database.Execute(TableDefinition.Salts.ToCreateRequest(Tables.Salts));
        _history = new SimHistory(_time);
        _nemesis = new Nemesis(_random, _time, _database) { Rates = FaultRates.Swarm(_random), Done = _history.See };
        _sizes = SimSizes.Some(_random);
        _alarms = new SimAlarms(_time, _skew);
        _audience = new SimAudience(_random, _time, _ledger, () => _collectors.Count == 0 ? null : _collectors[_random.Next(_collectors.Count)]);
        _watch = new SimWatch(_time, _nemesis, Tables, _ledger, _history, _skew);
        int sites = _random.Next(4) == 0 ? 2 : 1;
        for (int i = 0; i < sites; i++)
        {
            var site = new SimSite(_random, $"site-{i}", _begin, i == 0 ? zone : SimSite.Place(_random).Zone) { Changed = Store };
            Store(site.Now);
            _sites.Add(site);
        }

        Description = $"{zone} {_begin:u} for {(_end - _begin).TotalHours} h, clocks ±{_skew:c}, {_nemesis.Rates}";
    }

    public string Description { get; }

    /// <summary>A hash of everything that happened.</summary>
    public string TraceHash => _time.TraceHash();

    /// <summary>What happened, and how often.</summary>
    public SimCounts Counts => new(_ledger.Attempts, _ledger.Accepted.Count, _alarms.Seals, _alarms.Tails, _alarms.Merges, _alarms.Drifts, _history.Closed, _alarms.Failed, _alarms.Settled, _watch.Looks);

    /// <summary>Lives through it, lets the faults stop and the world recover, and says what is wrong then.</summary>
    public IReadOnlyList<string> Run()
    {
        Populate();
        _time.RunUntil(_end);
        _nemesis.Rates = FaultRates.Calm;
        _isCalm = true;
        _time.RunUntil(_end.AddHours(36)); // late beacons arrive
        while (Markers().Count > 0 && _time.Now < _end + Recovery)
        {
            _time.RunUntil(_time.Now.AddHours(1));
        }

        return
        [
            .. Markers().Select(m => $"Work is left undone at {_time.Now:u}: {m}"),
            .. _audience.Surprises.Select(s => $"The product threw {s}"),
            .. _alarms.Faults,
            .. _watch.Faults,
            .. _history.Faults,
            .. new SimJudge(_time, _database, Tables, _ledger, _history, _sizes).Judge(_sites, _begin, _end),
        ];
    }

    private void Populate()
    {
        for (int i = 0; i < 1 + _random.Next(4); i++)
        {
            Start(TimeSpan.Zero, "collect", process => new SimCollector(process, _time, _nemesis, Tables, _random, _sizes), _collectors);
        }

        for (int i = 0; i < 1 + _random.Next(3); i++)
        {
            Start(TimeSpan.Zero, "maintain", process => new SimMaintainer(process, _nemesis, Tables, _sizes, _alarms.Hear), _maintainers);
        }

        foreach (SimSite site in _sites)
        {
            DateTimeOffset[] midnights = [.. Enumerable.Range(0, 5).Select(i => site.Now.Calendar.StartOf(site.Now.Calendar.DayOf(_begin).Plus(i)))];
            for (int i = 20 + _random.Next(100); i > 0; i--)
            {
                DateTimeOffset at = _random.Next(3) == 0
                    ? midnights[_random.Next(midnights.Length)].AddSeconds(_random.Next(-900, 900))
                    : Sometime();
                _time.After(at - _begin, () => _audience.Act(site));
            }

            // Just when maintenance is at the day that they belong to.
            foreach (DateTimeOffset midnight in midnights.Where(_ => _random.Next(2) == 0))
            {
                var late = TimeSpan.FromHours(Slots[_random.Next(Slots.Length)]);
                _time.After(midnight + late + TimeSpan.FromMinutes(_random.Next(-20, 20)) - _begin, () => _audience.Storm(site, late));
            }

            // A sender with a key loads old events for half an hour. A person has days sealed meanwhile and looks at the answers.
            for (int i = _random.Next(3); i > 0; i--)
            {
                DateTimeOffset at = Sometime();
                TimeSpan age = TimeSpan.FromHours(_random.Next(4 * 24));
                _time.After(at - _begin, () => _audience.Import(site, age, 10 + _random.Next(60)));
                for (int seals = 1 + _random.Next(3); seals > 0; seals--)
                {
                    _time.After(at - _begin + TimeSpan.FromSeconds(_random.Next(3600)), () => SealByHand(site, age));
                }
            }

            Maybe(4, () => site.MoveTo(SimSite.Place(_random).Zone, _time.Now));
            Maybe(2, () => site.GrowShards(_time.Now, 1 + _random.Next(3)));
        }

        Every(TimeSpan.FromMinutes(100), Look);
        foreach (DateTimeOffset slot in _sites.SelectMany(site => Enumerable.Range(0, 4).Select(i => site.Now.Calendar.StartOf(site.Now.Calendar.DayOf(_begin).Plus(i)))).SelectMany(m => Slots.Select(h => m.AddHours(h))))
        {
            for (int i = _random.Next(3); i > 0; i--)
            {
                _time.After(slot + TimeSpan.FromSeconds(_random.Next(1500)) - _begin, Look);
            }
        }

        Every(TimeSpan.FromHours(7), () => _database.Expire(Tables.Events, Names.TimeToLive, _time.Now.AddHours(-_random.Next(20))));
        Weather(_nemesis.Rates);
        Round();
    }

    // Bad hours and good ones.
    private void Weather(FaultRates bad) => _time.After(TimeSpan.FromMinutes(20 + _random.Next(300)), () =>
    {
        _nemesis.Rates = _isCalm || _random.Next(3) == 0 ? FaultRates.Calm : bad;
        Weather(bad);
    });

    private void Look() => _sites.Where(_ => _time.Now < _end.AddHours(6)).ToList().ForEach(site => _watch.Look(site, Days(site)));

    // And before and after it a person looks at the answers.
    private void SealByHand(SimSite site, TimeSpan age)
    {
        if (_maintainers.Count > 0)
        {
            _alarms.Watch(_maintainers[_random.Next(_maintainers.Count)].SealAsync(site.Now, site.Now.Calendar.DayOf(_time.Now - age)));
        }

        foreach (int seconds in new[] { 0, 2, 10, 60, 200, 420, 600 })
        {
            _time.After(TimeSpan.FromSeconds(seconds + _random.NextDouble()), Look);
        }
    }

    private DateTimeOffset Sometime() => _begin + ((_end - _begin) * _random.NextDouble());

    private void Maybe(int outOf, Action action)
    {
        if (_random.Next(outOf) == 0)
        {
            _time.After(Sometime() - _begin, action);
        }
    }

    private void Every(TimeSpan period, Action action) => _time.After(period, () =>
    {
        action();
        Every(period, action);
    });

    // A dead instance is replaced, with nothing in its memory and a clock of its own.
    private void Start<T>(TimeSpan after, string name, Func<SimProcess, T> make, List<T> all) => _time.After(after, () =>
    {
        var process = new SimProcess($"{name}-{_instances++}", _time, _skew * ((2 * _random.NextDouble()) - 1));
        T instance = make(process);
        all.Add(instance);
        process.Died = () =>
        {
            _ = all.Remove(instance);
            Start(TimeSpan.FromSeconds(_random.Next(120)), name, make, all);
        };
    });

    // The schedule: at times everybody at once. When all is calm, only when something is due.
    private void Round() => _time.After(_isCalm ? UntilDue() : _period, () =>
    {
        foreach (SimMaintainer maintainer in _maintainers)
        {
            var budget = TimeSpan.FromSeconds(_isCalm ? 50 : 5 + _random.Next(50));
            TimeSpan life = !_isCalm && _random.Next(10) == 0 ? TimeSpan.FromSeconds(_random.Next(20)) : TimeSpan.FromMinutes(15);
            _time.After(TimeSpan.FromSeconds(_random.Next(2) == 0 ? _random.NextDouble() / 20 : _random.Next(60)), () => _alarms.Watch(maintainer.RunAsync(budget, life)));
        }

        Round();
    });

    private TimeSpan UntilDue()
    {
        TimeSpan next = Markers().Select(m => m.Due).DefaultIfEmpty(DateTimeOffset.MaxValue).Min() - _time.Now;
        return next < TimeSpan.FromMinutes(1) ? TimeSpan.FromMinutes(2) : next < Rest ? next + TimeSpan.FromMinutes(2) : Rest;
    }

    private List<WorkMarker> Markers() =>
        [.. Enumerable.Range(0, WorkMarker.Slices).SelectMany(slice => _database.Partition(Tables.Events, DayKeys.MarkerPartition(slice))).Select(WorkMarker.Read)];

    private void Store(Site site) => _database.Execute(new PutItemRequest(Tables.Events, SiteItem.Write(site)));

    private (LocalDay First, LocalDay Last) Days(SimSite site) =>
        (site.Now.Calendar.DayOf(_begin).Plus(-9), site.Now.Calendar.DayOf(_end).Plus(3));
}
