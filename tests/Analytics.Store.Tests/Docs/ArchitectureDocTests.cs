using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Analytics.Store.Tests.Docs;

public sealed partial class ArchitectureDocTests
{
    private static readonly string[] Built = ["bin", "obj"];

    private readonly string _document = Document.Read("docs/architecture.md");

    private string[] Map => [.. Document.Section(_document, "## The rooms").Split('\n')
        .Where(line => line.Length > 0 && !line.StartsWith('`'))
        .Select(line => line.Split(' ')[0].TrimEnd('/'))];

    [Fact]
    public void Every_folder_of_the_map_exists() => Assert.All(Map, folder => Assert.True(Directory.Exists(Repository.At(folder)), folder));

    [Fact]
    public void Every_project_and_every_folder_of_the_product_is_on_the_map()
    {
        string[] projects = [.. ProjectsOf("src"), .. ProjectsOf("tests")];
        IEnumerable<string> folders = projects.Where(p => p.StartsWith("src/", StringComparison.Ordinal))
            .SelectMany(project => Folders(project).Where(folder => !Built.Contains(Path.GetFileName(folder))));

        Assert.All(projects.Concat(folders), folder => Assert.Contains(folder, Map));
    }

    [Fact]
    public void Folders_that_the_map_names_inside_another_exist() => Assert.All(
        Document.Section(_document, "## The rooms").Split('\n').Where(line => line.StartsWith("src/", StringComparison.Ordinal)),
        line => Assert.All(
            Inner().Matches(line[line.IndexOf(' ', StringComparison.Ordinal)..]).Select(m => m.Groups[1].Value),
            inner => Assert.True(Directory.Exists(Repository.At(line.Split(' ')[0].TrimEnd('/') + "/" + inner)), line)));

    [Fact]
    public void Projects_reference_what_the_document_says() => Assert.All(
        Document.Rows(Document.Section(_document, "## Who may depend on whom")),
        row => Assert.Equal(References(Document.Code(row[0]).Single()), Document.Code(row[1])));

    [Fact]
    public void Files_that_the_document_names_exist()
    {
        string[] files = [.. Directory.EnumerateFiles(Repository.At("src"), "*.cs", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Repository.At("tests"), "*.cs", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))];
        string[] named = [.. Document.Code(_document).Where(code => code.EndsWith(".cs", StringComparison.Ordinal) && !code.Contains('…', StringComparison.Ordinal))
            .Select(code => code.Replace("Store/", "Analytics.Store/", StringComparison.Ordinal).Replace("Functions/", "Analytics.Functions/", StringComparison.Ordinal))];

        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.Contains(files, file => file.EndsWith("/" + name, StringComparison.Ordinal)));
    }

    private static IEnumerable<string> ProjectsOf(string folder) =>
        Folders(folder).Where(f => Directory.EnumerateFiles(Repository.At(f), "*.csproj").Any());

    private static IEnumerable<string> Folders(string folder) =>
        Directory.EnumerateDirectories(Repository.At(folder)).Select(f => folder + "/" + Path.GetFileName(f));

    private static IEnumerable<string> References(string project) =>
        XDocument.Load(Directory.EnumerateFiles(Repository.At(project), "*.csproj").Single()).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));

    [GeneratedRegex(@"\b([A-Z][A-Za-z]+)/")]
    private static partial Regex Inner();
}
