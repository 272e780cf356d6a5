using Analytics.Functions.Hosting.Local;

namespace Analytics.Functions.Tests.Hosting.Local;

public class FailureLineTests
{
    [Theory]
    [InlineData("", "it said nothing")]
    [InlineData("one\ntwo\n", "two")]
    [InlineData("Exception in thread \"main\" java.io.IOException: Failed to bind\n\tat a.b.c\nCaused by: java.net.BindException: Address already in use\n\tat d", "Caused by: java.net.BindException: Address already in use")]
    [InlineData("npm http fetch\nnpm error code E404\nnpm error 404 Not Found\nnpm http done", "npm error code E404")]
    public void The_line_that_says_why_is_found(string said, string words) => Assert.Equal(words, FailureLine.Of(said));

    [Fact]
    public void A_long_line_is_cut() => Assert.Equal(201, FailureLine.Of(new string('x', 5_000)).Length);
}
