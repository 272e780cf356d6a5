using Analytics.Engine.Recording;
using Analytics.Functions.Callers;
using Analytics.Store.Visitors;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Amazon.Runtime;
using Analytics.Store.Budgets;
using Analytics.Store.Accounts;
using Analytics.Store.Days;
using Analytics.Store.Deletions;
using Analytics.Store.Drops;
using Analytics.Store.Erasures;
using Analytics.Store.Events;
using Analytics.Store.Funnels;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store.Tests.Docs;

public sealed partial class DataModelDocTests
{
    private static readonly Type[] Builders = [typeof(AccountCommands), typeof(SaltItem), typeof(WorkMarker), typeof(LateFlag), typeof(ReadRaw), typeof(RecordEvent), typeof(RawItem), typeof(DayCommands), typeof(BlockCommands), typeof(ErasureCommands), typeof(DeletionCommands), typeof(SiteJob), typeof(HostClaim), typeof(GrowShards), typeof(PauseSite), typeof(DropCommands), typeof(BudgetCommands)];

    private readonly string _document = Document.Read("docs/data-model.md");

    private List<AccessPattern> AccessPatterns => [.. Document.Rows(Document.Section(_document, "## Access patterns"))
        .Select(row => new AccessPattern(row[0], Document.Code(row[2]).Single(), row[3], row[4]))];

    [Fact]
    public void Access_patterns_are_numbered_without_a_gap()
    {
        List<AccessPattern> patterns = AccessPatterns;

        Assert.Equal(Enumerable.Range(1, patterns.Count).Select(n => $"AP{n:00}"), patterns.Select(p => p.Number));
        Assert.All(patterns, p => Assert.NotEmpty(p.Cost));
    }

    [Fact]
    public void Every_command_of_the_library_serves_exactly_one_access_pattern() => Assert.Equal(
        typeof(AnalyticsStore).GetMethods().Where(m => m.Name.EndsWith("Command", StringComparison.Ordinal)).Select(m => m.Name).Distinct().Order(),
        AccessPatterns.Select(p => p.Builder).Where(b => b.EndsWith("Command", StringComparison.Ordinal)).Order());

    [Fact]
    public void Every_request_builder_of_the_engine_serves_exactly_one_access_pattern() => Assert.Equal(
        Builders.SelectMany(Requests).Select(m => $"{m.DeclaringType!.Name}.{m.Name}").Distinct().Order(),
        AccessPatterns.Select(p => p.Builder).Where(b => Builders.Any(t => b.StartsWith(t.Name + ".", StringComparison.Ordinal))).Order());

    [Fact]
    public void An_access_pattern_names_the_operation_that_is_sent()
    {
        var sent = Builders.SelectMany(Requests).Select(m => (Name: $"{m.DeclaringType!.Name}.{m.Name}", m.ReturnType))
            .Concat(Requests(typeof(AnalyticsStore)).Select(m => (m.Name, m.ReturnType)))
            .DistinctBy(m => m.Name)
            .ToDictionary(m => m.Name, m => m.ReturnType.Name[..^"Request".Length]);

        Assert.All(AccessPatterns.Where(p => sent.ContainsKey(p.Builder)), p => Assert.Equal(sent[p.Builder], p.Operation));
        Assert.Equal(["Recorder.RecordManyAsync"], AccessPatterns.Select(p => p.Builder).Where(b => !sent.ContainsKey(b)));
    }

    [Fact]
    public void Every_part_of_a_key_stands_in_the_table_of_entities()
    {
        string entities = string.Join('\n', Document.Rows(Document.Section(_document, "## Entities")).Select(row => row[1] + " " + row[2]));
        IEnumerable<string> keys = Directory.EnumerateFiles(Repository.At("src/Analytics.Store"), "*Keys.cs", SearchOption.AllDirectories).Select(File.ReadAllText);
        string[] words = [.. Literal().Matches(string.Concat(keys))
            .SelectMany(literal => Word().Matches(literal.Value)).Select(word => word.Value).Distinct()];

        Assert.Contains("SITE", words);
        Assert.All(words, word => Assert.Matches($@"\b{word}\b", entities));
    }

    [Fact]
    public void Every_entity_is_named_with_its_version() => Assert.Equal(
        Constants(typeof(Entity)).Order(),
        Document.Rows(Document.Section(_document, "## Entities")).SelectMany(row => Document.Code(row[3])).Order());

    [Fact]
    public void Every_stored_attribute_is_named()
    {
        string[] named = [.. Document.Code(_document)];
        Assert.All(Constants(typeof(Names)), name => Assert.Contains(name, named));
    }

    [Fact]
    public void Sizes_are_those_of_the_store() => Assert.Equal(
        [ItemSize.Max, EventItem.MaxPublicSize, EventItem.MaxPublicSize * 8, BlockCommands.PartSize, Funnel.MaxDefinitionBytes],
        Document.Rows(Document.Section(_document, "## Sizes")).Take(5)
            .Select(row => int.Parse(row[1].Split(' ')[0], CultureInfo.InvariantCulture) * 1024));

    private static IEnumerable<MethodInfo> Requests(Type type) => type
        .GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(m => m.ReturnType.IsAssignableTo(typeof(AmazonWebServiceRequest)));

    private static IEnumerable<string> Constants(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!);

    [GeneratedRegex("\"[^\"\n]*\"")]
    private static partial Regex Literal();

    [GeneratedRegex("[A-Z]{3,}")]
    private static partial Regex Word();

    private sealed record AccessPattern(string Number, string Builder, string Operation, string Cost);
}
