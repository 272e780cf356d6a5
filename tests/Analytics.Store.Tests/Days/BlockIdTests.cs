using Analytics.Store.Days;

namespace Analytics.Store.Tests.Days;

public sealed class BlockIdTests
{
    [Theory]
    [InlineData("0123456789abcdef#000", 0)]
    [InlineData("0123456789abcdef#511", 511)]
    public void A_block_is_named_by_its_build_and_its_number(string text, int number)
    {
        BlockId id = BlockId.Parse(text);
        Assert.Equal(("0123456789abcdef", number, text), (id.Build.Value, id.Number, id.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("#000")]
    [InlineData("build")]
    [InlineData("build#")]
    [InlineData("build#1#2")]
    [InlineData("build#-1")]
    public void What_names_no_block_is_refused(string text) => Assert.Throws<FormatException>(() => BlockId.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("build#000")]
    public void What_names_no_build_is_refused(string text) => Assert.Throws<FormatException>(() => BuildId.Parse(text));

    [Fact]
    public void Builds_have_names_of_sixteen_digits_each_its_own()
    {
        string[] names = [.. Enumerable.Range(0, 100).Select(_ => BuildId.New().Value)];
        Assert.Equal(100, names.Distinct().Count());
        Assert.All(names, name => Assert.Matches("^[0-9a-f]{16}$", name));
    }
}
