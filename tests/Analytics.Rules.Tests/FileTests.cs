using Analytics.Functions.Http;
using System.Text.RegularExpressions;

namespace Analytics.Rules.Tests;

/// <summary>How large a file may be and what it may be called.</summary>
public sealed partial class FileTests
{
    private const int MaxLines = 300;

    /// <summary>Files that may be larger, each with its reason. Empty is best.</summary>
    private static readonly Dictionary<string, string> Larger = [];

    private static readonly string[] EmptyWords =
    [
        "Helper", "Helpers", "Manager", "Managers", "Util", "Utils", "Utility", "Utilities", "Common", "Extensions", "Models", "Services",
    ];

    [Fact]
    public void A_file_is_read_in_one_sitting() =>
        Assert.Empty(Sources.CSharp("src").Where(file => TooLong(file) && !Larger.ContainsKey(file.Path)).Select(file => file.Path));

    [Fact]
    public void No_exemption_outlives_its_reason() =>
        Assert.Equal(Larger.Keys, Sources.CSharp("src").Where(file => TooLong(file) && Larger.ContainsKey(file.Path)).Select(file => file.Path));

    [Fact]
    public void A_name_says_what_is_there() => Assert.DoesNotContain(Sources.All, IsEmptyName);

    [Fact]
    public void All_that_is_logged_is_said_in_one_place() =>
        Assert.Equal(["src/Analytics.Functions/Http/LogLines.cs"], Sources.CSharp("src").Where(file => file.Text.Contains("[LoggerMessage(", StringComparison.Ordinal)).Select(file => file.Path));

    [Theory]
    [InlineData(300, false)]
    [InlineData(301, true)]
    public void The_three_hundred_and_first_line_is_too_much(int lines, bool tooLong) =>
        Assert.Equal(tooLong, TooLong(new Source("src/A.cs", string.Concat(Enumerable.Repeat("x\n", lines)))));

    [Theory]
    [InlineData("src/Analytics.Store/Sites/SiteHelper.cs", true)]
    [InlineData("src/Analytics.Store/Common/Site.cs", true)]
    [InlineData("dashboard/src/utils/dates.ts", true)]
    [InlineData("dashboard/src/date-helpers.js", true)]
    [InlineData("src/Analytics.Store/Sites/UtilityBillSite.cs", true)]
    [InlineData("src/Analytics.Store/Stats/Uncommon.cs", false)]
    [InlineData("src/Analytics.Store/Goals/Goal.cs", false)]
    public void An_empty_word_is_found_in_a_file_or_a_folder(string path, bool empty) => Assert.Equal(empty, IsEmptyName(path));

    private static bool TooLong(Source file) => file.Lines.Count() > MaxLines;

    private static bool IsEmptyName(string path) => Word().Matches(path).Any(word => EmptyWords.Contains(word.Value, StringComparer.OrdinalIgnoreCase));

    [GeneratedRegex("[A-Z]?[a-z]+|[A-Z]+(?![a-z])")]
    private static partial Regex Word();
}
