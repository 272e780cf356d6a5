using System.IO.Compression;
using System.Reflection.Metadata;
using System.Xml.Linq;

namespace Analytics.Packages.Tests;

public sealed class ContentTests(Packed packed)
{
    public static TheoryData<string> Libraries => ["Analytics.Store", "Analytics.Engine", "Analytics.AspNetCore", "Analytics.Client"];

    [Theory, MemberData(nameof(Libraries))]
    public void A_package_brings_its_documentation_its_readme_and_nothing_else(string library)
    {
        using ZipArchive package = packed.Open(library);

        Assert.Equal(
            ["README.md", $"lib/net10.0/{library}.dll", $"lib/net10.0/{library}.xml"],
            package.Entries.Select(entry => entry.FullName)
                .Where(name => name.StartsWith("lib/", StringComparison.Ordinal) || name.EndsWith(".md", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Libraries))]
    public void A_package_may_be_used_by_anyone(string library)
    {
        XElement metadata = packed.Metadata(library);

        Assert.Equal("MIT", Value(metadata, "license"));
        Assert.Equal("README.md", Value(metadata, "readme"));
        Assert.NotEmpty(Value(metadata, "description"));
    }

    [Theory]
    [InlineData("Analytics.Store", "AWSSDK.Core", "AWSSDK.DynamoDBv2")]
    [InlineData("Analytics.Engine", "AWSSDK.Core", "AWSSDK.DynamoDBv2", "Analytics.Store", "Microsoft.Extensions.Caching.Memory")]
    [InlineData("Analytics.AspNetCore")]
    [InlineData("Analytics.Client")]
    public void A_package_brings_no_other_package_than_it_must(string library, params string[] expected) => Assert.Equal(
        expected,
        packed.Metadata(library).Descendants().Where(e => e.Name.LocalName == "dependency").Select(e => e.Attribute("id")!.Value).Order(StringComparer.Ordinal));

    [Fact]
    public void The_engine_asks_for_the_store_of_its_own_version_because_it_uses_internal_types_of_it() => Assert.Equal(
        $"[{packed.Version("Analytics.Store")}]",
        packed.Metadata("Analytics.Engine").Descendants().Single(e => e.Attribute("id")?.Value == "Analytics.Store").Attribute("version")!.Value);

    [Theory, MemberData(nameof(Libraries))]
    public void The_symbols_carry_the_sources_and_no_path_of_the_machine_that_built_them(string library)
    {
        using ZipArchive package = packed.Open(library, "snupkg");
        using var bytes = new MemoryStream();
        using (Stream entry = package.GetEntry($"lib/net10.0/{library}.pdb")!.Open())
        {
            entry.CopyTo(bytes);
        }

        bytes.Position = 0;
        using MetadataReaderProvider provider = MetadataReaderProvider.FromPortablePdbStream(bytes);
        MetadataReader reader = provider.GetMetadataReader();
        string[] sources = [.. reader.Documents.Select(handle => reader.GetString(reader.GetDocument(handle).Name))];

        Assert.NotEmpty(sources);
        Assert.All(sources, source => Assert.StartsWith($"/_/src/{library}/", source, StringComparison.Ordinal));
    }

    private static string Value(XElement metadata, string name) => metadata.Elements().Single(e => e.Name.LocalName == name).Value;
}
