using Analytics.Store.Ingest.UserAgents;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Terms;

namespace Analytics.Functions.Tests.Stats;

public sealed class ForeignNamesTests
{
    [Theory]
    [InlineData("""["is","visit:os",["Windows","Mac"]]""", "Windows Mac macOS")]
    [InlineData("""["is_not","visit:browser",["Microsoft Edge"]]""", "Microsoft Edge Edge")]
    [InlineData("""["contains","visit:os",["Mac"]]""", "Mac")]
    [InlineData("""["is","visit:browser",["Mac"]]""", "Mac")]
    public void A_filter_by_a_name_of_Plausible_means_ours_as_well(string filter, string clauses)
    {
        Filter parsed = Wire.Accepted($$"""{"site_id":"a","metrics":["visitors"],"date_range":"7d","filters":[{{filter}}]}""").Filter;

        Assert.Equal(clauses, string.Join(' ', Assert.Single(parsed.Leaves()).Clauses));
    }

    [Theory]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0", "Edge", "macOS")]
    [InlineData("Mozilla/5.0 (Linux; Android 9; KFMUWI) AppleWebKit/537.36 (KHTML, like Gecko) Silk/120.4.1 like Chrome/120.0.6099.210 Safari/537.36", "Silk", "Android")]
    public void Ours_are_what_agents_are_called_here(string agent, string browser, string os)
    {
        ParsedUserAgent parsed = UserAgentParser.Parse(agent);

        Assert.Equal((browser, os), (parsed.Browser, parsed.Os));
        Assert.Contains(ForeignNames.All, name => name.Here == browser);
    }

    [Fact]
    public void The_table_for_those_who_come_from_Plausible_has_them_all()
    {
        string document = File.ReadAllText(Repository.At("docs/coming-from.md"));

        Assert.All(ForeignNames.All, name => Assert.Contains($"| `{name.There}` | `{name.Here}` |", document, StringComparison.Ordinal));
    }
}
