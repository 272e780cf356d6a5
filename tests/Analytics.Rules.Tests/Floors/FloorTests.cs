using System.Text.RegularExpressions;
using Mono.Cecil;

namespace Analytics.Rules.Tests.Floors;

/// <summary>The house has floors: a folder knows lower floors only. <c>Approved/floors.txt</c> says which floor a folder stands on.</summary>
public sealed partial class FloorTests
{
    private const string UseCases = "Analytics.Functions";

    private static readonly Dictionary<string, Lazy<(FolderGraph Graph, IReadOnlyList<string> Folders)>> Built =
        Project.All.ToDictionary(project => project.Name, project => new Lazy<(FolderGraph, IReadOnlyList<string>)>(() => Read(project)));

    private static readonly string Plans = File.ReadAllText(Repository.At("tests/Analytics.Rules.Tests/Approved/floors.txt"));

    public static TheoryData<string> Assemblies => [.. Project.All.Select(project => project.Name)];

    [Theory, MemberData(nameof(Assemblies))]
    public void No_two_folders_know_each_other_by_any_detour(string assembly) => Assert.Empty(Built[assembly].Value.Graph.Circles());

    [Theory, MemberData(nameof(Assemblies))]
    public void A_folder_knows_lower_floors_only(string assembly) =>
        Assert.Empty(FloorPlan.Of(assembly, Plans).Breaches(Built[assembly].Value.Graph));

    [Theory, MemberData(nameof(Assemblies))]
    public void Every_folder_has_its_floor(string assembly) => Assert.Equal(
        Built[assembly].Value.Folders.Order(StringComparer.Ordinal),
        FloorPlan.Of(assembly, Plans).Folders.Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Assemblies))]
    public void The_document_draws_the_floors_of_the_plan(string assembly)
    {
        string document = File.ReadAllText(Repository.At("docs/architecture.md")).ReplaceLineEndings("\n");
        string[] plan = [.. Plans.Split('\n').Select(line => line.Trim()).SkipWhile(line => line != $"[{assembly}]").Skip(1).TakeWhile(line => line.Length > 0)];
        string drawn = string.Join('\n', plan.Select((floor, i) => $"  {plan.Length - 1 - i,2}  {floor}"));

        Assert.True(plan.Length == 1 || document.Contains($"{assembly}\n{drawn}\n", StringComparison.Ordinal), $"docs/architecture.md, Floors, should show\n{assembly}\n{drawn}");
    }

    [Theory, MemberData(nameof(Assemblies))]
    public void The_root_is_the_roof_and_nothing_below_knows_it(string assembly) =>
        Assert.Empty(Built[assembly].Value.Graph.Arrows.Where(arrow => arrow.Key.To == FolderGraph.Root).Select(arrow => $"{arrow.Key.From}: {FolderGraph.Witness(arrow.First())}"));

    [Theory, MemberData(nameof(Assemblies))]
    public void A_namespace_is_its_folder(string assembly)
    {
        Project project = Project.All.Single(p => p.Name == assembly);

        Assert.Empty(
            from file in Sources.CSharp(project.Folder)
            let said = Namespace().Match(file.Text)
            where said.Success && said.Groups["name"].Value != NamespaceOf(project, file.Path)
            select $"{file.Path}: {said.Groups["name"].Value}");
    }

    [Fact]
    public void One_use_case_does_not_know_another()
    {
        // They stand on one floor or share a parent; what runs between them is the parent's.
        FolderGraph graph = Built[UseCases].Value.Graph;

        Assert.DoesNotContain(
            graph.Arrows.Select(arrow => arrow.Key),
            arrow => IsUseCase(arrow.From) && IsUseCase(arrow.To) && arrow.From.Split('.')[0] != arrow.To.Split('.')[0]);
    }

    [Fact]
    public void A_circle_is_found_with_the_types_that_close_it()
    {
        var graph = new FolderGraph("A", [Use("A.X.One", "A.Y.Two"), Use("A.Y.Two", "A.Z.Three"), Use("A.Z.Three", "A.X.One"), Use("A.X.One", "A.Roof")]);

        Assert.StartsWith("X, Y, Z know each other.", Assert.Single(graph.Circles()), StringComparison.Ordinal);
        Assert.Contains("Three uses One", graph.Circles()[0], StringComparison.Ordinal);
    }

    [Fact]
    public void An_arrow_upwards_is_told_with_what_to_move() => Assert.Equal(
        ["X (floor 0) knows Y (floor 1): One uses Two. Move Two to a folder below floor 0, or One to one above floor 1."],
        FloorPlan.Of("A", "# the house\n[A]\nY\nX\n[B]\nZ\n").Breaches(new FolderGraph("A", [Use("A.X.One", "A.Y.Two"), Use("A.Y.Two", "A.X.One")])));

    [Fact]
    public void Uses_in_bodies_generics_attributes_and_of_constants_are_seen()
    {
        using var module = ModuleDefinition.ReadModule(typeof(Planted.User).Assembly.Location);
        string[] compiled = [.. CompiledUses.In(module).Where(use => use.From.Name == nameof(Planted.User)).Select(use => use.To.Name).Distinct().Order(StringComparer.Ordinal)];
        string[] constants = [.. ConstantUses.In(module, [.. Sources.CSharp("tests/Analytics.Rules.Tests/Floors/Planted")]).Where(use => use.From.Name == nameof(Planted.User)).Select(use => use.To.Name)];

        Assert.Equal([nameof(Planted.InAttribute), nameof(Planted.InBody), nameof(Planted.InGeneric)], compiled);
        Assert.Equal([nameof(Planted.OnlyConstants)], constants);
    }

    private static (FolderGraph Graph, IReadOnlyList<string> Folders) Read(Project project)
    {
        using var module = ModuleDefinition.ReadModule(project.Assembly);
        string[] folders =
        [
            .. module.GetTypes().Select(CompiledUses.Outermost)
                .Where(type => type.Namespace == project.Name || type.Namespace.StartsWith(project.Name + ".", StringComparison.Ordinal))
                .Select(type => FolderGraph.FolderOf(project.Name, type)).Distinct(),
        ];
        return (new FolderGraph(project.Name, project.Uses()), folders);
    }

    private static bool IsUseCase(string folder) =>
        folder.Split('.')[0] is not (FolderGraph.Root or "Hosting" or "Http" or "Callers" or "Configuration" or "Places" or "Resources" or "Tables" or "Wire");

    private static string NamespaceOf(Project project, string path) =>
        (project.Name + path[project.Folder.Length..path.LastIndexOf('/')].Replace('/', '.')).TrimEnd('.');

    private static TypeUse Use(string from, string to) => new(Name(from), Name(to));

    private static TypeName Name(string full) => new(full[..full.LastIndexOf('.')], full[(full.LastIndexOf('.') + 1)..]);

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
