using Analytics.Store.Stats.Insights;

namespace Analytics.Store.Tests.Stats.Insights;

public sealed class ChangeSentencesTests
{
    [Fact]
    public void A_change_is_told_with_what_explains_it()
    {
        var cells = new Cells();
        cells.Counts[("/pricing", "Hacker News", "Estonia")] = (10, 490);
        cells.Counts[("/", "Google", "Estonia")] = (590, 590);
        cells.Counts[("/blog", "Direct / None", "(not set)")] = (600, 720);
        ChangeReading change = cells.Read(limit: 5);

        Assert.Equal(
            [
                "Page views rose from 1,200 to 1,800 (+50%).",
                "480 of the 600 more were on /pricing from Hacker News in Estonia.",
            ],
            new ChangeSentences("page views").All(change));
    }

    [Fact]
    public void A_part_that_goes_the_other_way_is_told_as_such()
    {
        var cells = new Cells();
        cells.Counts[("/a", "s", "c")] = (1_000, 2_000);
        cells.Counts[("/b", "s", "c")] = (700, 200);
        cells.Counts[("/c", "t", "d")] = (5_000, 5_000);

        Assert.Equal(
            [
                "Page views rose from 6,700 to 7,200 (+7.5%).",
                "Page views on /a from s in c rose from 1,000 to 2,000 (+1,000).",
                "Against that, page views on /b from s in c fell from 700 to 200 (-500).",
            ],
            new ChangeSentences("page views").All(cells.Read(limit: 5)));
    }

    [Theory]
    [InlineData(1_000, 1_020, "Visits rose from 1,000 to 1,020 (+2%). So small a difference may be chance.")]
    [InlineData(0, 50, "Visits rose from 0 to 50. No page, source, country, channel or device stands out.")]
    [InlineData(2_000, 1_000, "Visits fell from 2,000 to 1,000 (-50%). No page, source, country, channel or device stands out.")]
    [InlineData(7, 7, "Visits stayed at 7.")]
    public void The_whole_is_told_alone_where_nothing_stands_out(long before, long after, string sentence) =>
        Assert.Equal([sentence], new ChangeSentences("visits").All(ChangeReading.Of(before, after, ["event:page", "visit:source", "visit:country_name"], [], 5)));
}
