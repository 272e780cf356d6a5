using System.Text.RegularExpressions;
using Analytics.Store.Ingest;
using Analytics.Store.Ingest.Bots;

namespace Analytics.Store.Tests.Ingest.Bots;

public class BotPatternsTests
{
    [Fact]
    public void Crawlers_are_known()
    {
        string[] missed = [.. Corpora.Crawlers.Where(u => !BotPatterns.IsBot(u))];

        Assert.True(missed.Length <= Corpora.Crawlers.Count * 0.005, $"{missed.Length} of {Corpora.Crawlers.Count} are taken for people:\n{string.Join('\n', missed.Take(20))}");
    }

    [Fact]
    public void No_person_is_taken_for_a_bot() => Assert.DoesNotContain(Corpora.Humans, BotPatterns.IsBot);

    [Fact]
    public void The_answer_is_that_of_all_patterns_tried_together()
    {
        string all = string.Join('|', ResourceText.Json("bots.json").EnumerateArray().Select(p => p.GetString()));
        var together = new Regex(all, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

        Assert.DoesNotContain(Corpora.Crawlers.Concat(Corpora.Humans), u => u.Length <= 1024 && together.IsMatch(u) != BotPatterns.IsBot(u));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("curl/8.5.0")]
    [InlineData("python-requests/2.31")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/126.0.0.0 Safari/537.36")]
    public void Nobody_sits_behind_it(string? userAgent) => Assert.True(BotPatterns.IsBot(userAgent));
}
