using System.Globalization;
using Analytics.Store.Stats.Insights;
using Analytics.Store.Tests.Docs;

namespace Analytics.Store.Tests.Stats.Insights;

public sealed class ChangeReadingTests
{
    [Fact]
    public void What_the_segments_explain_is_the_change_of_all_that_lies_in_them_and_nothing_counts_twice()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var cells = Cells.Random(random, factor: 0.5 + random.NextDouble());
            foreach (var cell in cells.Counts.Keys.Where(_ => random.Next(100) == 0).ToArray())
            {
                cells.Counts[cell] = (cells.Counts[cell].Before, random.Next(2_000));
            }

            ChangeReading change = cells.Read(limit: 8);

            Assert.Equal(cells.ChangeWithin(change.Segments), change.Segments.Sum(segment => segment.Explained));
            Assert.True(change.IsComplete);
        }
    }

    [Fact]
    public void A_cause_is_named_as_exactly_as_it_is_and_once()
    {
        var cells = Cells.Random(new Random(1), factor: 1);
        foreach (int country in Enumerable.Range(0, 10))
        {
            (long before, long after) = cells.Counts[("/7", "s3", $"c{country}")];
            cells.Counts[("/7", "s3", $"c{country}")] = (before, after + 100);
        }

        ChangedSegment only = Assert.Single(cells.Read(limit: 5).Segments);

        Assert.Equal([("event:page", "/7"), ("visit:source", "s3")], only.Values);
    }

    [Fact]
    public void Growth_of_everything_alike_names_nothing() => Assert.Empty(Cells.Random(new Random(1), factor: 2).Read(limit: 5).Segments);

    [Fact]
    public void Two_causes_that_outweigh_each_other_are_both_named()
    {
        var cells = Cells.Random(new Random(1), factor: 1);
        cells.Counts[("/7", "s3", "c1")] = (10, 2_010);
        cells.Counts[("/9", "s2", "c4")] = (2_010, 10);

        Assert.Equal(["2000", "-2000"], cells.Read(limit: 5).Segments.Select(segment => segment.Explained.ToString(CultureInfo.InvariantCulture)).OrderDescending());
    }

    [Fact]
    public void What_all_events_have_in_common_is_not_named()
    {
        var cells = new Cells();
        cells.Counts[("/a", "s", "c")] = (100, 500);
        cells.Counts[("/b", "s", "c")] = (900, 900);

        Assert.Equal([("event:page", "/a")], Assert.Single(cells.Read(limit: 5).Segments).Values);
    }

    [Fact]
    public void Few_visitors_are_no_insight()
    {
        var cells = new Cells();
        cells.Counts[("/", "s", "c")] = (0, 9);

        ChangeReading change = cells.Read(limit: 5);

        Assert.Empty(change.Segments);
        Assert.False(change.IsBeyondChance);
    }

    [Fact]
    public void A_count_beyond_the_end_of_an_answer_is_not_taken_for_nothing()
    {
        var cells = Cells.Random(new Random(1), factor: 1);
        cells.Counts[("/7", "s3", "c1")] = (500, 0);

        ChangeReading change = cells.Read(limit: 5, most: 20);

        Assert.False(change.IsComplete);
        Assert.DoesNotContain(change.Segments, segment => segment.Values.Count == 3 && segment.Values[0].Value == "/7");
        Assert.Contains(change.Segments, segment => segment.Values.Any(value => value.Value == "/7"));
    }

    [Fact]
    public void The_error_is_the_one_that_the_document_has()
    {
        const int sites = 200;
        int found = 0, first = 0, wrong = 0;
        for (int seed = 0; seed < sites; seed++)
        {
            var random = new Random(seed);
            var cells = Cells.Random(random, factor: 0.8 + (0.4 * random.NextDouble()));
            (string Page, string Source, string Country) cause = ($"/{random.Next(20)}", $"s{random.Next(8)}", $"c{random.Next(10)}");
            int kept = 1 + random.Next(7);
            string[] planted = [.. new[] { cause.Page, cause.Source, cause.Country }.Where((_, i) => (kept & (1 << i)) != 0)];
            double all = cells.Before * (0.003 + (0.047 * random.NextDouble()));
            var within = cells.Counts.Keys.Where(cell => planted.All(value => value == cell.Page || value == cell.Source || value == cell.Country)).ToArray();
            double weight = within.Sum(cell => (double)cells.Counts[cell].Before + 1);
            foreach (var cell in within)
            {
                (long before, long after) = cells.Counts[cell];
                cells.Counts[cell] = (before, after + Cells.Chance(random, all * (before + 1) / weight));
            }

            IReadOnlyList<ChangedSegment> segments = cells.Read(limit: 5).Segments;
            int place = segments.ToList().FindIndex(segment => segment.Values.Select(value => value.Value).SequenceEqual(planted));
            first += place == 0 ? 1 : 0;
            found += place >= 0 ? 1 : 0;
            wrong += segments.Count - (place >= 0 ? 1 : 0);
        }

        string sentence = string.Create(CultureInfo.InvariantCulture, $"named it first in {100d * first / sites:0.0} % (recall), and of all segments that were named {100d * found / (found + wrong):0.0} % were the cause (precision)");
        Assert.True(Document.Read("docs/metrics.md").Contains(sentence, StringComparison.Ordinal), sentence);
    }
}
