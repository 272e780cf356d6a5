using System.Globalization;
using Analytics.Testing;
using Analytics.Tool.Costs;

namespace Analytics.Tool.Tests.Costs;

public class CostDocTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs/cost.md"));

    [Theory]
    [InlineData("core")]
    [InlineData("pages")]
    [InlineData("app")]
    [InlineData("shop")]
    public void The_page_shows_what_the_calculator_computes(string kind)
    {
        var work = new Workload { Pageviews = 0, Front = Front.Url, Kind = SiteKind.All.Single(k => k.Name == kind) };
        string[] rows = [.. CostTable.Sizes.Select(size => string.Create(
            CultureInfo.InvariantCulture,
            $"| {size:N0} | {string.Join(" | ", FrontText.All.Select(front => CostTable.Cell(work, size, front, allowances: true).ToString("#,##0.00", CultureInfo.InvariantCulture)))} |"))];

        Assert.All(rows, row => Assert.Contains(row, Section(kind), StringComparison.Ordinal));
    }

    [Fact]
    public void The_page_breaks_a_million_down_as_the_calculator_does()
    {
        foreach (Front front in FrontText.All)
        {
            var work = new Workload { Pageviews = 1e6, Front = front, Kind = SiteKind.All[0] };

            Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"| `{FrontText.Of(front)}` | {Bill.AMillionMore(work):0.00} |"), Page, StringComparison.Ordinal);
        }
    }

    private static string Section(string kind) => Page[Page.IndexOf($"### `{kind}`", StringComparison.Ordinal)..];
}
