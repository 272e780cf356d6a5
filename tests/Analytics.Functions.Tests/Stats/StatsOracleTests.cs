using System.Text.Json;
using Analytics.Engine;
using Analytics.Functions.Stats;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Testing.Oracle;

namespace Analytics.Functions.Tests.Stats;

/// <summary>
/// Whatever the events and the question, the answer is the one that docs/metrics.md gives. A failing seed is printed; replay it alone
/// with <c>ANALYTICS_SEED=n</c>, and run more with <c>ANALYTICS_SEEDS=n</c>.
/// </summary>
public sealed class StatsOracleTests
{
    private const int QuestionsPerWorld = 10;
    private static readonly int Batches = Math.Max(1, Number("ANALYTICS_SEEDS", 2_500) / 100);

    public static TheoryData<int> Hundreds => [.. Enumerable.Range(0, Number("ANALYTICS_SEED", -1) >= 0 ? 1 : Batches)];

    [Theory]
    [MemberData(nameof(Hundreds))]
    public async Task Every_answer_is_that_of_the_oracle(int hundred)
    {
        int only = Number("ANALYTICS_SEED", -1);
        foreach (int seed in only >= 0 ? [only] : Enumerable.Range(hundred * 100, 100))
        {
            await AnswersOf(seed);
        }
    }

    // Seeds that once found something.
    [Theory]
    [InlineData(923)] // the hours of a day that the calendar left out
    public Task What_was_wrong_once_stays_right(int seed) => AnswersOf(seed);

    private static async Task AnswersOf(int seed)
    {
        var world = new RandomWorld(seed);
        List<(OracleQuestion Question, string Json, StatsQuery Query)> asked = Questions(world, seed);
        await CompareAsync("raw", world, seed, world.Site, world.Raw, asked, new RawEvents(world.Raw).Reader());

        if (seed % 2 != 0)
        {
            return; // what follows takes five times as long
        }

        // The same from a table: an open day half in logs and half raw, then sealed without some late events, then sealed again.
        StoredWorld stored = await StoredWorld.CreateAsync(world, seed);
        DateTimeOffset[] receipts = [.. world.Raw.Select(e => e.ReceivedAt).Order()];
        await stored.ReceiveUntilAsync(receipts[receipts.Length / 3], compact: true);
        await stored.ReceiveUntilAsync(receipts[receipts.Length * 2 / 3], compact: seed % 4 == 0);
        await CompareAsync("open", world, seed, stored.Site, stored.Counted, asked, stored.Reader);
        await stored.SealWithoutAsync(late: world.Raw.Count > 3 ? 3 : 0);
        Assert.All(await stored.DaysAsync(), day => Assert.Equal(DayState.Sealed, day.State));
        await CompareAsync("sealed", world, seed, stored.Site, stored.Counted, asked, stored.Reader);
        await stored.SealAgainAsync();
        Assert.Equal(world.Raw.Distinct().Count(), stored.Counted.Count);
        await CompareAsync("sealed again", world, seed, stored.Site, stored.Counted, asked, stored.Reader);
    }

    private static List<(OracleQuestion Question, string Json, StatsQuery Query)> Questions(RandomWorld world, int seed)
    {
        var random = new Random(seed ^ 0x5EED);
        var asked = new List<(OracleQuestion Question, string Json, StatsQuery Query)>();
        for (int i = 0; i < QuestionsPerWorld; i++)
        {
            OracleQuestion question = RandomQuestion.Make(world, random);
            string json = RandomQuestion.ToJson(question);
            var (first, last, _, _) = world.Clock.Resolve(question.DateRange, world.Now, world.Clock.DayOf(world.Site.CreatedAt));
            bool isRefused = RandomQuestion.IsRefused(question, last.Date.DayNumber - first.Date.DayNumber + 1);
            switch (Wire.Parse(json, world.Site, world.Now))
            {
                case StatsQueryOutcome.Accepted accepted:
                    Assert.False(isRefused, $"seed {seed}: should be refused: {json}");
                    asked.Add((question, json, accepted.Query));
                    break;
                case StatsQueryOutcome.Refused refused:
                    Assert.True(isRefused, $"seed {seed}: refused with “{refused.Error}”: {json}");
                    break;
            }
        }

        return asked;
    }

    private static async Task CompareAsync(
        string state,
        RandomWorld world,
        int seed,
        Site site,
        IReadOnlyCollection<Event> events,
        List<(OracleQuestion Question, string Json, StatsQuery Query)> asked,
        StatsReader reader)
    {
        var oracle = new StatsOracle([.. events], world.Clock, world.Now, world.Clock.DayOf(world.Site.CreatedAt));
        IReadOnlyList<StatsResult> results = await reader.ReadAsync(site, [.. asked.Select(a => a.Query)], TestContext.Current.CancellationToken);
        foreach (((OracleQuestion question, string json, _), StatsResult result) in asked.Zip(results))
        {
            Compare($"seed {seed}, {state}, in {world.Calendar.Zone} at {world.Now:O}: {json}", world, oracle.Answer(question), result);
        }
    }

    private static void Compare(string what, RandomWorld world, OracleAnswer expected, StatsResult result)
    {
        using JsonDocument answer = JsonDocument.Parse(Wire.Written(writer => StatsResultJson.Write(writer, world.Site, "example.com", result)));
        string[] rows =
        [
            .. answer.RootElement.GetProperty("results").EnumerateArray().Select(row => OracleAnswer.Line(
                row.GetProperty("dimensions").EnumerateArray().Select(d => d.GetString()!),
                row.GetProperty("metrics").EnumerateArray().Select(m => m.GetDecimal()))),
        ];
        Assert.True(rows.SequenceEqual(expected.Lines()), $"{what}\nanswer:\n{string.Join('\n', rows)}\noracle:\n{string.Join('\n', expected.Lines())}");
        JsonElement meta = answer.RootElement.GetProperty("meta");
        Assert.True(meta.GetProperty("total_rows").GetInt32() == expected.Total, $"{what}\ntotal_rows {meta.GetRawText()}, oracle {expected.Total}");
        string[] labels = meta.TryGetProperty("time_labels", out JsonElement given) ? [.. given.EnumerateArray().Select(l => l.GetString()!)] : [];
        Assert.True(labels.SequenceEqual(expected.TimeLabels), $"{what}\nlabels {string.Join(' ', labels)}\noracle {string.Join(' ', expected.TimeLabels)}");
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), System.Globalization.CultureInfo.InvariantCulture, out int n) ? n : otherwise;
}
