using Analytics.Store.Ingest.Patterns;

namespace Analytics.Store.Tests.Ingest.Patterns;

public class RequiredLiteralsTests
{
    [Theory]
    [InlineData("Firefox/(\\d+)", "firefox/")]
    [InlineData("(Chrome|Chromium)/(\\d+)", "chrome chromium")]
    [InlineData("(?:MS)?IE(\\d+)", "ie")]
    [InlineData("a?bc", "bc")]
    [InlineData("abc*d", "ab")]
    [InlineData("[Bb]ot", "bot")]
    [InlineData("x[0-9]{2}yz", "yz")]
    [InlineData("(?<!cam)scan", "scan")]
    [InlineData("java(?!;)", "java")]
    [InlineData("foo\\.bar", "foo.bar")]
    [InlineData("(ab|c)", null)]
    [InlineData("\\d+", null)]
    [InlineData("(abc)?", null)]
    public void Every_match_holds_one_of_them(string pattern, string? literals) =>
        Assert.Equal(literals?.Split(' '), RequiredLiterals.Of(pattern));
}
