using Analytics.Functions.Http;
using System.Text;
using System.Text.Json;
using Analytics.Functions.Hosting;

namespace Analytics.Functions.Tests.Http;

public sealed class MetricsTests
{
    [Fact]
    public void Metrics_are_a_line_that_CloudWatch_files_without_dimensions()
    {
        using var output = new MemoryStream();
        new Metrics(output, "Analytics/Test", new ManualClock(Some.Noon)).Write(("Drift", "Count", 2), ("OldestUnsealedDay", "Seconds", 90.5));

        Assert.Equal(
            """{"_aws":{"Timestamp":1773144000000,"CloudWatchMetrics":[{"Namespace":"Analytics/Test","Dimensions":[[]],"Metrics":[{"Name":"Drift","Unit":"Count"},{"Name":"OldestUnsealedDay","Unit":"Seconds"}]}]},"Drift":2,"OldestUnsealedDay":90.5}""" + "\n",
            Encoding.UTF8.GetString(output.ToArray()));
    }

    [Fact]
    public void Where_nobody_reads_them_none_are_written() => Assert.False(new Metrics(null, "Analytics", TimeProvider.System).IsOn);

    [Theory, InlineData("th-TH"), InlineData("de-DE"), InlineData("ar-SA")]
    public void Numbers_are_numbers_in_every_culture(string culture)
    {
        using var scope = new CultureScope(culture);
        using var output = new MemoryStream();
        new Metrics(output, "Analytics", TimeProvider.System).Write(("Drift", "Count", 1234.5));

        Assert.Equal(1234.5, JsonDocument.Parse(output.ToArray()).RootElement.GetProperty("Drift").GetDouble());
    }
}
