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
    [InlineData("(?:Chrome).{1,300}(OPR)/(\\d+)", "chrome & opr")]
    [InlineData("Mozilla.{1,200}Mobile.{1,100}(Phantom|android).(\\d+)", "mozilla & android phantom & mobile")]
    [InlineData("(Safari)/\\d+ (?:x (Opera|Vivaldi) yz|w(q{2}|))", "safari")]
    [InlineData("(Opera) .*(?:(Mini) .*(Mobi)|Tablet)", "opera & mini tablet")]
    [InlineData("(Bot) (Bot)", "bot")]
    [InlineData("(ab|c)", "")]
    [InlineData("\\d+", "")]
    [InlineData("(abc)?", "")]
    public void Every_match_holds_one_of_each(string pattern, string literals) =>
        Assert.Equal(
            literals.Split('&', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            RequiredLiterals.Of(pattern).Select(set => string.Join(' ', set.Order(StringComparer.Ordinal))));
}
