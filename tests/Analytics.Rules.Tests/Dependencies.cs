using System.Xml.Linq;

namespace Analytics.Rules.Tests;

/// <summary>What a project file asks for.</summary>
/// <param name="Projects">The names of the projects that it refers to.</param>
/// <param name="Packages">The names of the packages.</param>
internal sealed record Dependencies(IReadOnlyList<string> Projects, IReadOnlyList<string> Packages)
{
    public static Dependencies Of(string projectFile)
    {
        XElement root = XElement.Parse(projectFile);
        return new(
            [.. Included(root, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))],
            [.. Included(root, "PackageReference")]);
    }

    /// <summary>What is asked for beyond what is allowed.</summary>
    public IReadOnlyList<string> Beyond(string[] projects, string[] packages) =>
        [.. Projects.Except(projects), .. Packages.Where(name => !packages.Any(allowed => name == allowed || name.StartsWith(allowed + ".", StringComparison.Ordinal)))];

    private static IEnumerable<string> Included(XElement root, string item) =>
        root.Descendants(item).Select(reference => reference.Attribute("Include")?.Value ?? "").Where(name => name.Length > 0);
}
