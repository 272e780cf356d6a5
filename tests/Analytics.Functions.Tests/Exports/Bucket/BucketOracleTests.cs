using Analytics.Engine.Exports;
using Analytics.Store.Calendars;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using System.Collections.Concurrent;
using Analytics.Engine;
using Analytics.Store.Days;
using Analytics.Testing.Oracle;
using Analytics.Testing.Simulation;

namespace Analytics.Functions.Tests.Exports.Bucket;

/// <summary>What lies in the bucket, imported into another site, gives the same answers, whatever the events and the questions, also after some came late.</summary>
public sealed class BucketOracleTests
{
    private static readonly List<int[]> Worlds = [.. Seeds.Some(100).Chunk(50)];

    public static TheoryData<int> Some => [.. Enumerable.Range(0, Worlds.Count)];

    [Theory]
    [MemberData(nameof(Some))]
    public async Task Another_site_that_imports_what_lies_there_answers_the_same(int some)
    {
        foreach (int seed in Worlds[some])
        {
            await AnswersOf(seed);
        }
    }

    private static async Task AnswersOf(int seed)
    {
        var world = new RandomWorld(seed);
        IReadOnlyList<OracleQuestion> questions = RandomQuestion.Some(world, 6, Words.All);
        using StoredWorld stored = await StoredWorld.CreateAsync(world, seed);
        var exported = new ConcurrentDictionary<LocalDay, string[]>();
        stored.Bucket = new Lines(exported);

        await stored.SealWithoutAsync(late: seed % 5);
        await Agree("exported");
        await stored.SealAgainAsync();
        await Agree("exported again after some came late");

        async Task Agree(string state)
        {
            DateTimeOffset now = world.Raw.Max(e => e.Time > e.ReceivedAt ? e.Time : e.ReceivedAt).AddDays(1);
            ImportedWorld other = await ImportedWorld.CreateAsync(stored, now);
            _ = await other.ImportAsync(exported.OrderBy(day => day.Key).SelectMany(day => day.Value));
            await OracleCheck.Agree(world, state, stored.Counted, questions, AskReader.Of(world, other.Reader, other.Site), TestContext.Current.CancellationToken);
        }
    }

    private sealed class Lines(ConcurrentDictionary<LocalDay, string[]> days) : IDayBucket
    {
        public string Name => "exported";

        public async Task PutAsync(SiteId site, LocalDay day, IAsyncEnumerable<Event> events, CancellationToken cancellation) =>
            days[day] = await events.Select(ImportedWorld.Line).ToArrayAsync(cancellation);

        public Task DeleteAsync(SiteId site, LocalDay day, CancellationToken cancellation)
        {
            _ = days.TryRemove(day, out _);
            return Task.CompletedTask;
        }
    }
}
