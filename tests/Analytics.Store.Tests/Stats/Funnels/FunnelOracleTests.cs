using System.Globalization;
using Analytics.Store.Blocks;
using Analytics.Store.Events;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Dimensions;
using Analytics.Store.Stats.Funnels;
using Analytics.Testing.Oracle;

namespace Analytics.Store.Tests.Stats.Funnels;

/// <summary>Whatever the events and the funnel, the answer is the one that docs/metrics.md gives.</summary>
public sealed class FunnelOracleTests
{
    private const int QuestionsPerWorld = 6;

    public static TheoryData<int> Batches => OracleWords.Batches;

    [Theory, MemberData(nameof(Batches))]
    public void Every_funnel_is_that_of_the_oracle(int batch)
    {
        foreach (int seed in OracleWords.Seeds(batch))
        {
            var world = new RandomWorld(seed);
            IReadOnlyList<Event> raw = IdentifiedEvents.Of(world, seed);
            var oracle = new FunnelOracle(raw, world);
            var random = new Random(seed ^ 0xF0);
            FunnelQuestion[] questions = [.. Enumerable.Range(0, QuestionsPerWorld).Select(_ => FunnelQuestion.Make(world, random))];
            IReadOnlyList<string>[] expected = Array.ConvertAll(questions, oracle.Answer);
            foreach ((string make, IEnumerable<Block> blocks) in OracleWords.Blocks(world, raw, seed))
            {
                for (int i = 0; i < questions.Length; i++)
                {
                    var scan = new FunnelScan(Query(questions[i], world));
                    blocks.ToList().ForEach(scan.Add);
                    string[] lines = [.. Lines(scan.Finish())];
                    Assert.True(lines.SequenceEqual(expected[i]), $"seed {seed}, question {i}, {make}\nanswer:\n{string.Join('\n', lines)}\noracle:\n{string.Join('\n', expected[i])}");
                }
            }
        }
    }

    private static FunnelQuery Query(FunnelQuestion question, RandomWorld world) => FunnelQuery.Create(
        [
            .. question.Steps.Select(step => step.Kind switch
            {
                "page" => FunnelStep.Page(PagePattern.Parse(step.Text)),
                "event" => FunnelStep.Event(step.Text),
                _ => FunnelStep.Where("filtered", WireFilter.Of(world, [step.Filter!])),
            }),
        ],
        OracleWords.Range(question.Range, world.Calendar),
        question.People ? FunnelSubject.People : FunnelSubject.Visitors,
        question.Strict ? FunnelOrder.Strict : FunnelOrder.Loose,
        question.Window switch
        {
            "visit" => FunnelWindow.Visit,
            "day" => FunnelWindow.Day,
            "range" => FunnelWindow.Range,
            string seconds => FunnelWindow.Of(TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture))),
        },
        WireFilter.Of(world, question.Filters),
        question.Breakdown is { } by ? (PropertyDimension)KnownDimensions.Find(by)! : null);

    private static IEnumerable<string> Lines(FunnelResult result)
    {
        static IEnumerable<string> Of(string group, IReadOnlyList<FunnelStepResult> steps) => steps.Select(s => FunnelOracle.Line(
            group, s.Count, s.DropOff, s.ConversionRate, s.StepConversionRate, s.DropOffRate, s.MedianMilliseconds, s.MeanMilliseconds));

        Assert.Equal(result.Groups.Count, result.TotalGroups);
        return [.. Of("", result.Steps), .. result.Groups.SelectMany(g => Of($"{g.Value.Length}:{g.Value} ", g.Steps))];
    }
}
