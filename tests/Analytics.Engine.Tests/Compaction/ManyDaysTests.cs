using Analytics.Engine.Compaction;
using Analytics.Engine.Days;
using Analytics.Engine.Sites;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Analytics.Engine.Tables;
using Analytics.Store;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Store.Table;
using Analytics.Testing.Simulation;

namespace Analytics.Engine.Tests.Compaction;

/// <summary>Many sites whose days end at once: a run works on several small days at a time, and on one large day.</summary>
public sealed class ManyDaysTests
{
    private const string Table = "events";
    private const int Small = 50;
    private static readonly TimeSpan Call = TimeSpan.FromMilliseconds(6);
    private readonly VirtualTime _time = new(Some.Noon);
    private readonly FakeDatabase _database;
    private readonly SimProcess _process;
    private readonly HashSet<string> _large = [];
    private readonly HashSet<string> _held = [];
    private readonly List<DayWork> _done = [];
    private int _mostHeld;

    public ManyDaysTests()
    {
        _database = new FakeDatabase(() => _time.Now);
        _process = new SimProcess("maintain", _time, TimeSpan.Zero);
        _ = _database.Execute(TableDefinition.Events.ToCreateRequest(Table));
    }

    [Fact]
    public void Eight_small_days_at_once_are_sealed_in_little_more_than_an_eighth_of_the_time()
    {
        Fill(sites: 64, eventsOf: _ => 5);
        TimeSpan one = Run(hands: 1), others = Again(sites: 64, hands: 8);

        Assert.Equal(128, _done.Count(work => work is { Step: DayStep.Seal, Outcome: DayOutcome.Done }));
        Assert.InRange(one / others, 6, 8.1);
    }

    [Fact]
    public void Of_large_days_one_at_a_time_is_held_in_memory_and_small_ones_do_not_wait_for_it()
    {
        Fill(sites: 40, eventsOf: site => site % 8 == 0 ? Small * 6 : 5);
        _ = Run(hands: 8);

        Assert.Equal(1, _mostHeld);
        Assert.Equal(40, _done.Count(work => work is { Step: DayStep.Seal, Outcome: DayOutcome.Done }));
        Assert.Equal(40, _done.Count); // a day that is put off is not reported
        Assert.True(_done.FindIndex(work => work.Rows > Small) > 5);
        Assert.DoesNotContain(_database.Items(Table), i => i["pk"].S.StartsWith("ACTIVE#", StringComparison.Ordinal) && !i.ContainsKey(Names.Upkeep));
    }

    [Fact]
    public void Those_that_have_waited_longest_go_first_whichever_slice_their_markers_lie_in()
    {
        Fill(sites: 12, eventsOf: _ => 5, dueOf: site => Some.Noon.AddHours(14).AddMinutes(-site * 7 % 12));
        _ = Run(hands: 1);

        int[] order = [.. _done.Select(work => int.Parse(work.Site.Value["site-".Length..], System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Equal(order.OrderByDescending(site => site * 7 % 12), order);
    }

    [Fact]
    public void What_a_run_has_no_time_for_is_left_to_the_next_and_told()
    {
        Fill(sites: 64, eventsOf: _ => 5);
        List<SiteId> left = [];
        _ = Run(hands: 8, TimeSpan.FromMilliseconds(200), left);

        Assert.InRange(left.Count, 1, 63);
        Assert.Equal(64, _done.Count + left.Count);
        _ = Run(hands: 8);
        Assert.Equal(64, _done.Select(work => work.Site).Distinct().Count());
    }

    private void Fill(int sites, Func<int, int> eventsOf, Func<int, DateTimeOffset>? dueOf = null, string prefix = "site-")
    {
        for (int s = 0; s < sites; s++)
        {
            Site site = Some.Site($"{prefix}{s}", domain: $"{prefix}{s}.example.com");
            _ = _database.Execute(new AnalyticsStore(new AnalyticsStoreOptions { TableName = Table }).CreateSiteCommand(site));
            if (eventsOf(s) > Small)
            {
                _ = _large.Add(site.Id.Value);
            }

            foreach (Event e in SomeEvents.Of(eventsOf(s), Some.Noon))
            {
                _ = _database.Execute(new RecordEvent(e with { Site = site.Id }, 1, TimeSpan.FromDays(30)).ToRequest(Table));
            }

            _ = _database.Execute(new WorkMarker(site.Id, Some.Day, dueOf?.Invoke(s) ?? Some.Noon.AddHours(14)).ToRequest(Table));
        }
    }

    private TimeSpan Again(int sites, int hands)
    {
        Fill(sites, _ => 5, prefix: "other-");
        return Run(hands);
    }

    // How long it takes where every call takes six milliseconds.
    private TimeSpan Run(int hands, TimeSpan? budget = null, List<SiteId>? left = null)
    {
        DateTimeOffset begin = _time.Now > Some.Noon.AddHours(15) ? _time.Now : Some.Noon.AddHours(15), end = begin;
        _time.RunUntil(begin);
        FakeDynamoDb client = FakeDynamoDb.Through((request, _) => Answer(request));
        Compactor compactor = new AnalyticsEngine(
            client, new TableNames(Table, "salts"), _process.Clock, new AnalyticsEngineOptions { Compaction = new CompactionLimits { Workers = hands, SmallDay = Small } }).Compactor;
        Task<int> run = compactor.RunAsync(budget ?? TimeSpan.FromMinutes(5), Tell, CancellationToken.None, TimeSpan.FromMinutes(5), (site, _, _) => left?.Add(site));
        while (!run.IsCompleted)
        {
            _time.RunUntil(_time.Now + Call);
        }

        _ = run.GetAwaiter().GetResult();
        return end - begin;

        void Tell(DayWork work)
        {
            Assert.False(work.IsAlarm, work.ToString());
            _ = _held.Remove(work.Site.Value);
            _done.Add(work);
            end = _time.Now;
        }
    }

    private Task<AmazonWebServiceResponse> Answer(AmazonWebServiceRequest request)
    {
        var answer = new TaskCompletionSource<AmazonWebServiceResponse>();
        _time.After(Call, () =>
        {
            Note(request);
            answer.SetResult(_database.Execute(request));
        });
        return answer.Task;
    }

    // A worker reads the days beside a day after it has read all of that day, which it then holds in memory until it is sealed.
    private void Note(AmazonWebServiceRequest request)
    {
        if (request is QueryRequest query
            && query.ExpressionAttributeValues.Values.Select(value => value.S?.Split('#')).FirstOrDefault(parts => parts is ["SITE", _, "RAW", ..]) is { } raw
            && raw[3] != Some.Day.ToString() && _large.Contains(raw[1]))
        {
            _ = _held.Add(raw[1]);
            _mostHeld = Math.Max(_mostHeld, _held.Count);
        }
    }
}
