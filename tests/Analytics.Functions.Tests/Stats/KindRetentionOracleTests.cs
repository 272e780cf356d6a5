using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Testing.Oracle;
using Analytics.Testing.Simulation;

namespace Analytics.Functions.Tests.Stats;

/// <summary>
/// A kind of events that is kept no longer counts in no answer, and visits stay what they were, whether its events are only hidden or gone from
/// what is stored. A failing seed is printed; replay it alone with <c>ANALYTICS_SEED=n</c>.
/// </summary>
public sealed class KindRetentionOracleTests
{
    private const int QuestionsPerWorld = 12;
    private static readonly TimeSpan Long = TimeSpan.FromDays(12); // longer than any kind is kept, shorter than a day without an item is looked for
    private static readonly List<int[]> Worlds = [.. Seeds.Some(1_000).Chunk(50)];

    public static TheoryData<int> Fifties => [.. Enumerable.Range(0, Worlds.Count)];

    [Theory]
    [MemberData(nameof(Fifties))]
    public async Task Hidden_and_gone_events_leave_the_same_answers(int fifty)
    {
        foreach (int seed in Worlds[fifty])
        {
            await AnswersOf(seed);
        }
    }

    private static async Task AnswersOf(int seed)
    {
        var world = new RandomWorld(seed);
        Event[] raw = [.. world.Raw.Select(e => e with { Name = e.Name switch { "404" => EventName.Error, "İ" => EventName.WebVitals, var name => name } })];
        var kinds = (EventKinds)(1 + (seed % 7));
        IReadOnlyList<OracleQuestion> questions = RandomQuestion.Some(world, QuestionsPerWorld, Words.All);
        int? Days(EventKinds kind) => kinds.HasFlag(kind) ? 9 : null;
        using StoredWorld stored = await StoredWorld.CreateAsync(world, seed, raw, world.Site.Settings with
        {
            EventsRetentionDays = Days(EventKinds.Events),
            ErrorsRetentionDays = Days(EventKinds.Errors),
            VitalsRetentionDays = Days(EventKinds.Vitals),
        });
        DateTimeOffset[] receipts = [.. raw.Select(e => e.ReceivedAt).Order()];
        if (seed % 3 == 0)
        {
            // Never sealed: the process that should have done it did not run.
            await stored.ReceiveUntilAsync(receipts[receipts.Length / 2], compact: true);
            await stored.ReceiveUntilAsync(receipts[^1].AddMilliseconds(1), compact: false);
        }
        else
        {
            await stored.SealWithoutAsync(late: seed % 3 == 1 && raw.Length > 3 ? 3 : 0);
            await Agree("kept", isExpired: false);
        }

        stored.Wait(Long);
        await Agree("hidden", isExpired: true);
        await stored.ExpireAsync();
        await AssertGoneAsync();
        await Agree("gone", isExpired: true);
        await stored.BuildAsync();
        await Agree("built", isExpired: true);
        await stored.SealAgainAsync();
        await AssertGoneAsync();
        await Agree("sealed again", isExpired: true);
        for (int later = 0; later < 2; later++)
        {
            stored.Wait(TimeSpan.FromDays(2)); // a neighbour may have asked for one more seal before the audit
            await stored.BuildAsync();
        }

        Assert.All(await stored.DaysAsync(), day =>
        {
            Assert.Equal((0, null), (day.Drift, day.Alarm));
            Assert.Equal((DayState.Sealed, kinds, true), (day.State, day.Expired, day.AuditedAt is not null));
        });

        Task Agree(string state, bool isExpired) => OracleCheck.Agree(
            world, $"{kinds} {state}", stored.Counted, questions, AskReader.Of(world, stored.Reader, stored.Site), TestContext.Current.CancellationToken, e => isExpired && kinds.Hold(e.Name));

        async Task AssertGoneAsync() => Assert.DoesNotContain(await stored.StoredNamesAsync(), name => kinds.Hold(name));
    }
}
