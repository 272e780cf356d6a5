namespace Analytics.Cdk.Tests;

public sealed class BannerFilterTests
{
    [Fact]
    public void The_banner_is_dropped_and_every_other_line_stands()
    {
        using var text = new StringWriter { NewLine = "\n" };
        using var filter = new BannerFilter(text);

        filter.WriteLine("!!!!!!!!");
        filter.WriteLine("!!  This version of Node is old  !!");
        filter.WriteLine("Error: the stack !! is wrong");
        filter.WriteLine((string?)null);
        filter.Write("partly");

        Assert.Equal("Error: the stack !! is wrong\n\npartly", text.ToString());
    }
}
