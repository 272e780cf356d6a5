using Analytics.Functions.Hosting.Lambda;

namespace Analytics.Functions.Tests.Hosting.Lambda;

public sealed class RequestPathTests
{
    [Theory]
    [InlineData("/", "/")]
    [InlineData("/a/b", "/a/b")]
    [InlineData("/a%20b", "/a b")]
    [InlineData("/a+b", "/a+b")]
    [InlineData("/%C3%BC/ü", "/ü/ü")]
    [InlineData("/%F0%9F%98%80", "/😀")]
    [InlineData("/a%2Fb%2fc", "/a%2Fb%2fc")] // a slash in a segment is no slash between segments
    [InlineData("/a%5cb", "/a\\b")]
    [InlineData("/%zz%4", "/%zz%4")]
    [InlineData("/%ff%41", "/%ffA")] // no UTF-8: left as it came
    [InlineData("/%2541", "/%41")] // once, not twice
    [InlineData("/a/../b", "/b")]
    [InlineData("/a/./b/.", "/a/b/")]
    [InlineData("/a/b/..", "/a/")]
    [InlineData("/../../a", "/a")]
    [InlineData("/a/%2e%2e/b", "/b")]
    [InlineData("/a/.b/..c", "/a/.b/..c")]
    [InlineData("//a//b", "//a//b")]
    public void A_path_is_read_as_Kestrel_reads_it(string raw, string path) => Assert.Equal(path, RequestPath.Decode(raw));

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("*")]
    [InlineData("/a%00b")]
    [InlineData("/a\0b")]
    public void What_is_no_path_is_none(string raw) => Assert.Null(RequestPath.Decode(raw));
}
