using Analytics.Engine.Exports;
using Analytics.Store.Calendars;
using Analytics.Engine;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Testing.Oracle;
using Analytics.Testing.Simulation;

namespace Analytics.Functions.Tests.Exports;

/// <summary>What is exported and imported into another site gives the same answers, whatever the events, the questions and the state of the days.</summary>
public sealed class ExportOracleTests
{
    private static readonly List<int[]> Worlds = [.. Seeds.Some(200).Chunk(50)];

    public static TheoryData<int> Some => [.. Enumerable.Range(0, Worlds.Count)];

    [Theory]
    [MemberData(nameof(Some))]
    public async Task Another_site_that_imports_an_export_answers_the_same(int some)
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
        DateTimeOffset[] receipts = [.. world.Raw.Select(e => e.ReceivedAt).Order()];
        await stored.ReceiveUntilAsync(receipts[receipts.Length / 2], compact: true);
        string[] open = await ExportAsync(stored, seed, parts: seed % 3 == 0);
        IReadOnlyCollection<Event> countedOpen = stored.Counted;
        await stored.SealWithoutAsync(late: 0);
        string[] whole = await ExportAsync(stored, seed, parts: seed % 3 == 1);

        DateTimeOffset now = world.Raw.Max(e => e.Time > e.ReceivedAt ? e.Time : e.ReceivedAt).AddDays(1);
        ImportedWorld other = await ImportedWorld.CreateAsync(stored, now);
        Assert.Equal(open.Length, await other.ImportAsync(open));
        await Agree("an open day, imported", countedOpen);

        _ = await other.ImportAsync(whole);
        _ = await other.ImportAsync(open); // again, and after what came later
        await Agree("imported whole", stored.Counted);

        await other.SealAsync();
        await Agree("imported and sealed", stored.Counted);

        Task Agree(string state, IReadOnlyCollection<Event> counted) =>
            OracleCheck.Agree(world, state, counted, questions, AskReader.Of(world, other.Reader, other.Site), TestContext.Current.CancellationToken);
    }

    // In one reading, or in parts that each begin where the one before ended.
    private static async Task<string[]> ExportAsync(StoredWorld stored, int seed, bool parts)
    {
        LocalDay first = LocalDay.Parse("2000-01-01"), last = LocalDay.Parse("2026-12-31");
        Dictionary<(EventId, LocalDay), string> lines = [];
        ExportCursor? from = null;
        do
        {
            int left = parts ? 1 + (seed % 7) : int.MaxValue;
            ExportCursor? next = null;
            await foreach (ExportedEvent e in stored.Exporter.ReadAsync(stored.Site, first, last, from, TestContext.Current.CancellationToken))
            {
                if (left-- == 0)
                {
                    next = e.Place;
                    break;
                }

                _ = lines.TryAdd((e.Event.Id, e.Event.Day), ImportedWorld.Line(e.Event));
            }

            Assert.True(next is null || (ExportCursor.TryParse(next.ToString(), out ExportCursor? read) && read == next));
            from = next;
        }
        while (from is not null);
        return [.. lines.Values];
    }
}
