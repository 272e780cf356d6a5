using System.IO.Compression;
using System.Xml.Linq;

namespace Analytics.Packages.Tests;

/// <summary>The packages as <c>dotnet pack</c> makes them, packed once into a folder of their own.</summary>
public sealed class Packed : IDisposable
{
    private readonly DirectoryInfo _scratch = Directory.CreateTempSubdirectory("analytics-packages-");

    // As in a clone in which npm has installed the rule lists and nothing else, and installs nothing more: a package that needed what the
    // tracker and the dashboard are built with could not be packed.
    private string[] WithoutBuilders => [$"-p:NpmStamp={Path.Combine(Folder, "none")}", "-p:NpmCi=false"];

    public Packed()
    {
        foreach (string library in new[] { "Analytics.Store", "Analytics.Engine", "Analytics.AspNetCore", "Analytics.Client" })
        {
            // The analyzers have had their say when the solution was built.
            string project = Repository.At($"src/{library}");
            string[] arguments = ["pack", project, "--no-restore", "--output", Folder, "-nodeReuse:false", "-p:RunAnalyzers=false", .. WithoutBuilders];
            _ = new Command("dotnet", arguments).Succeed();
        }
    }

    /// <summary>Where the packages are.</summary>
    public string Folder => _scratch.FullName;

    /// <summary>The files of a package, <c>nupkg</c> or <c>snupkg</c>.</summary>
    public ZipArchive Open(string library, string extension = "nupkg") =>
        ZipFile.OpenRead(Assert.Single(Directory.GetFiles(Folder, $"{library}.*.{extension}"), file => Path.GetExtension(file) == "." + extension));

    /// <summary>What a package says of itself.</summary>
    public XElement Metadata(string library)
    {
        using ZipArchive package = Open(library);
        using Stream nuspec = package.GetEntry($"{library}.nuspec")!.Open();
        XElement root = XDocument.Load(nuspec).Root!;
        return root.Element(root.Name.Namespace + "metadata")!;
    }

    public string Version(string library) => Metadata(library).Elements().Single(e => e.Name.LocalName == "version").Value;

    public void Dispose() => _scratch.Delete(recursive: true);
}
