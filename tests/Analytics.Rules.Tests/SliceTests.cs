namespace Analytics.Rules.Tests;

public sealed class SliceTests
{
    private const string Composer = "Hosting";
    private const string Vocabulary = "Wire";
    private static readonly Slices Functions = new("Analytics.Functions", [.. Sources.CSharp("src/Analytics.Functions")]);
    private static readonly Slices Store = new("Analytics.Store", [.. Sources.CSharp("src/Analytics.Store")]);

    private static readonly Slices Planted = new("Analytics.Functions",
    [
        new("src/Analytics.Functions/Collect/A.cs", "using Analytics.Functions.Stats;"),
        new("src/Analytics.Functions/Collect/B.cs", "var x = Stats.Answer.Of(1);"),
        new("src/Analytics.Functions/Collect/C.cs", "/// <see cref=\"Analytics.Functions.Stats\"/>\nusing Analytics.Store.Stats;\nsite.Stats.Answer();"),
        new("src/Analytics.Functions/Stats/Answer.cs", "using Analytics.Functions.Stats.Deep;"),
        new("src/Analytics.Functions/Program.cs", "using Analytics.Functions.Stats;"),
    ]);

    public static TheoryData<string> UseCases => [.. Functions.Names.Except([Composer, Vocabulary])];

    [Theory, MemberData(nameof(UseCases))]
    public void A_use_case_does_not_know_the_others(string slice) =>
        Assert.Empty(Functions.Uses(slice, Functions.Names.Except([Composer, Vocabulary, slice])));

    [Fact]
    public void The_words_of_the_wire_know_nobody() => Assert.Empty(Functions.Uses(Vocabulary, Functions.Names.Except([Vocabulary])));

    [Theory]
    [InlineData("Days")]
    [InlineData("Blocks")]
    public void What_is_stored_does_not_know_the_questions_that_are_asked_of_it(string slice) => Assert.Empty(Store.Uses(slice, ["Stats"]));

    [Fact]
    public void The_rules_look_at_the_folders_that_there_are()
    {
        Assert.Superset(new HashSet<string> { "Collect", "Stats", Composer, Vocabulary }, Functions.Names.ToHashSet());
        Assert.Superset(new HashSet<string> { "Days", "Stats" }, Store.Names.ToHashSet());
    }

    [Fact]
    public void A_use_of_a_neighbour_is_found_by_its_whole_name_and_by_its_last_word() => Assert.Equal(
        [
            "src/Analytics.Functions/Collect/A.cs:1: Analytics.Functions.Stats",
            "src/Analytics.Functions/Collect/B.cs:1: Stats.Answer",
        ],
        Planted.Uses("Collect", ["Stats"]));
}
