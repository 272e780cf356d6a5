namespace Analytics.Rules.Tests;

/// <summary>Which noun of the store is made of which, as text: a new edge between two is seen in review, and is never an accident.</summary>
public sealed class StoreNounsTests
{
    [Fact]
    public void A_noun_knows_the_nouns_that_it_is_made_of()
    {
        var store = new Slices("Analytics.Store", [.. Sources.CSharp("src/Analytics.Store")]);

        Approved.Verify(
            string.Join('\n', store.Names.Select(noun => $"{noun}: {string.Join(' ', store.Names.Where(other => other != noun && store.Uses(noun, [other]).Count > 0))}".TrimEnd())),
            "Analytics.Store.nouns");
    }
}
