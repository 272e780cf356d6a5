using Analytics.Store.Inputs;
using System.Diagnostics;
using Analytics.Store.Stats.Dimensions;
using Analytics.Store.Stats.Filters;

namespace Analytics.Store.Tests.Stats;

public sealed class FilterTests
{
    private const string Pages = "10:00 a /\n10:00 b /blog\n10:00 c /Blog/a\n10:00 d /shop";

    [Theory]
    [InlineData(FilterOperator.Is, "/blog", "/blog")]
    [InlineData(FilterOperator.IsNot, "/blog", "/ /Blog/a /shop")]
    [InlineData(FilterOperator.Contains, "log", "/Blog/a /blog")]
    [InlineData(FilterOperator.ContainsNot, "log", "/ /shop")]
    [InlineData(FilterOperator.Matches, "^/.?h", "/shop")]
    [InlineData(FilterOperator.Matches, "(?i)BLOG$", "/blog")]
    [InlineData(FilterOperator.MatchesNot, "o", "/")]
    public void An_operator_compares_the_value_with_the_clauses(FilterOperator op, string clause, string pages) =>
        Assert.Equal(pages.Split(' '), Found(Filter.Where("event:page", op, clause)));

    [Theory]
    [InlineData(FilterOperator.Above, "2", "/blog /shop")]
    [InlineData(FilterOperator.AtLeast, "2.0", "/ /blog /shop")]
    [InlineData(FilterOperator.Below, "2.5", "/")]
    [InlineData(FilterOperator.AtMost, "25e-1", "/ /blog")]
    [InlineData(FilterOperator.Between, "2 2.5", "/ /blog")]
    public void Numbers_in_properties_are_compared_and_texts_meet_no_comparison(FilterOperator op, string clauses, string pages)
    {
        const string told = "10:00 a / n=2\n10:00 b /blog n=2.5\n10:00 c /Blog/a n=many\n10:00 d /shop n=1e3\n10:00 e /none";
        Filter numbers = Filter.Where("event:props:n", op, clauses.Split(' '));

        Assert.Equal(pages.Split(' '), Asked.Of(told, "visitors", "event:page", filters: numbers).Select(line => line.Split(' ')[0]).Order(StringComparer.Ordinal));
        Assert.Contains("/Blog/a 1", Asked.Of(told, "visitors", "event:page", filters: new Filter.Not(numbers)));
    }

    [Theory]
    [InlineData("event:page", FilterOperator.Above, "1", "`event:page` has texts")]
    [InlineData("event:props:n", FilterOperator.Above, "many", "`many` is no number")]
    [InlineData("event:props:n", FilterOperator.Below, "1 2", "give one number")]
    [InlineData("event:props:n", FilterOperator.Between, "1", "`between` takes two numbers")]
    [InlineData("event:props:n", FilterOperator.Between, "2 1", "give the least number first")]
    public void A_comparison_that_cannot_be_is_refused_with_words(string dimension, FilterOperator op, string clauses, string words) =>
        Assert.Contains(words, Assert.Throws<AnalyticsInputException>(() => Filter.Where(dimension, op, clauses.Split(' '))).Message, StringComparison.Ordinal);

    [Fact]
    public void One_clause_is_enough_and_none_may_be_met_by_a_negative_filter()
    {
        Assert.Equal(["/", "/shop"], Found(Filter.Where("event:page", FilterOperator.Is, "/", "/shop")));
        Assert.Equal(["/Blog/a", "/blog"], Found(Filter.Where("event:page", FilterOperator.IsNot, "/", "/shop")));
    }

    [Theory]
    [InlineData(FilterOperator.Is, "/BLOG", "/blog")]
    [InlineData(FilterOperator.ContainsNot, "BLOG", "/ /shop")]
    public void Case_can_be_disregarded(FilterOperator op, string clause, string pages)
    {
        Assert.True(Filter.TryWhere((PropertyDimension)KnownDimensions.Find("event:page")!, op, [clause], false, out Filter.Leaf? leaf, out _));
        Assert.Equal(pages.Split(' '), Found(leaf!));
    }

    [Fact]
    public void Filters_are_combined_in_trees()
    {
        Filter blog = Filter.Where("event:page", FilterOperator.Contains, "log"), a = Filter.Where("event:page", FilterOperator.Contains, "a");
        Assert.Equal(["/Blog/a"], Found(new Filter.And([blog, a])));
        Assert.Equal(["/", "/blog", "/shop"], Found(new Filter.Not(new Filter.And([blog, a]))));
        Assert.Equal(["/", "/Blog/a", "/shop"], Found(new Filter.Or([a, new Filter.Not(blog)])));
    }

    [Fact]
    public void A_tree_may_ask_about_the_visit_and_the_event_together()
    {
        const string told = "10:00 a / from X\n10:01 a /two\n10:00 b /two from Y\n10:01 b /three";
        Filter either = new Filter.Or([Filter.Where("visit:source", FilterOperator.Is, "X"), Filter.Where("event:page", FilterOperator.Is, "/three")]);
        Assert.Equal(["2 2 3"], Asked.Of(told, "visitors visits events", filters: either));
    }

    [Theory]
    [InlineData("(")]
    [InlineData("(a)\\1")]
    [InlineData("(?=a)")]
    [InlineData("((a{1000}){1000}){1000}")]
    [InlineData("(a{99}){99}")]
    [InlineData("a{99999999999999999999}")]
    public void A_pattern_that_is_wrong_or_could_be_slow_is_refused(string pattern) =>
        Assert.Throws<AnalyticsInputException>(() => Filter.Where("event:page", FilterOperator.Matches, pattern));

    [Fact]
    public void A_hostile_pattern_takes_no_time()
    {
        string page = "/" + new string('a', 5_000) + "!";
        long start = Stopwatch.GetTimestamp();
        Assert.Empty(Asked.Of($"10:00 ann {page}", "visitors", "event:page", filters: Filter.Where("event:page", FilterOperator.Matches, "^/(a+)+$")));
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(2));
    }

    private static IEnumerable<string> Found(Filter filter) =>
        Asked.Of(Pages, "visitors", "event:page", filters: filter).Select(line => line.Split(' ')[0]).Order(StringComparer.Ordinal);
}
