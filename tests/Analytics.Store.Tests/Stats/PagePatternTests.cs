using Analytics.Store.Inputs;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Visits;
using Analytics.Store.Blocks;
using Analytics.Store.Days;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Scan;

namespace Analytics.Store.Tests.Stats;

public sealed class PagePatternTests
{
    private static readonly string[] Paths = ["/", "/a", "/A", "/a/b", "/a/b/c", "/a.b", "/ab", "/[a]", "/a*"];

    [Theory]
    [InlineData("/", "/")]
    [InlineData("/a", "/a")]
    [InlineData("/a/**", "/a/b /a/b/c")]
    [InlineData("/a**", "/a /a/b /a/b/c /a.b /ab /a*")]
    [InlineData("/a/*", "/a/b")]
    [InlineData("/*", "/ /a /A /a.b /ab /[a] /a*")]
    [InlineData("**/c", "/a/b/c")]
    [InlineData("/*/**", "/a/b /a/b/c")]
    [InlineData("/a*b", "/a.b /ab")]
    [InlineData("/a.b", "/a.b")]
    [InlineData("/[a]", "/[a]")]
    [InlineData("a", "")]
    [InlineData("**", "/ /a /A /a/b /a/b/c /a.b /ab /[a] /a*")]
    public void A_pattern_matches_the_whole_path(string pattern, string expected)
    {
        string told = string.Join('\n', Paths.Select((path, i) => $"10:0{i} ann {path}").Append("10:20 ann *Signup"));
        var block = Block.Of(DayVisits.Gather(Some.Day, Told.Events(told)));
        bool[] met = Condition.OfEachRow(PagePattern.Parse(pattern).IsMet).Ask(block)!;

        Assert.Equal(expected, string.Join(' ', Paths.Where((_, i) => met[i])));
        Assert.False(met[^1]); // an event on a page is no view of it
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/*a*b*c*d*e*f*g*h*i*j*k")]
    public void A_pattern_that_is_empty_or_all_stars_is_refused(string? text) =>
        Assert.Equal("page", Assert.Throws<AnalyticsInputException>(() => PagePattern.Parse(text)).Faults[0].Field);

    [Fact]
    public void A_pattern_has_at_most_two_hundred_characters()
    {
        Assert.Equal(200, PagePattern.Parse(new string('/', 200)).Text.Length);
        Assert.Throws<AnalyticsInputException>(() => PagePattern.Parse(new string('/', 201)));
    }
}
