using Analytics.Store;

namespace Analytics.Rules.Tests;

public sealed class DependencyTests
{
    /// <summary>Project, the projects that it may know, the packages (or families of packages) that it may use.</summary>
    public static TheoryData<string, string[], string[]> Allowed => new()
    {
        { "src/Analytics.Store", [], ["AWSSDK"] },
        { "src/Analytics.Engine", ["Analytics.Store"], ["AWSSDK", "Microsoft.Extensions.Caching.Memory"] },
        { "src/Analytics.Functions", ["Analytics.Engine", "Analytics.Store"], ["AWSSDK", "MaxMind.Db", "ModelContextProtocol.AspNetCore"] },
        { "src/Analytics.AspNetCore", [], [] },
        { "src/Analytics.Client", [], [] },
        { "src/Analytics.Tool", ["Analytics.Functions"], ["AWSSDK", "System.CommandLine"] },
        { "infra/cdk", ["Analytics.Store"], ["Amazon.CDK", "Constructs"] },
    };

    [Theory, MemberData(nameof(Allowed))]
    public void Dependencies_go_one_way(string project, string[] projects, string[] packages)
    {
        string file = Assert.Single(Directory.GetFiles(Repository.At(project), "*.csproj"));

        Assert.Empty(Dependencies.Of(File.ReadAllText(file)).Beyond(projects, packages));
    }

    [Fact]
    public void Every_project_of_the_product_has_its_rule() => Assert.Equal(
        Sources.All.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal) && (path.StartsWith("src/", StringComparison.Ordinal) || path.StartsWith("infra/", StringComparison.Ordinal)))
            .Select(path => path[..path.LastIndexOf('/')]).Order(StringComparer.Ordinal),
        Allowed.Select(row => row.Data.Item1).Order(StringComparer.Ordinal));

    [Fact]
    public void The_store_is_built_on_the_client_library_and_the_platform() => Assert.All(
        typeof(AnalyticsStore).Assembly.GetReferencedAssemblies(),
        reference => Assert.Matches(@"^(AWSSDK|System)(\.|$)", reference.Name));

    [Fact]
    public void A_reference_against_the_stream_is_found()
    {
        var planted = Dependencies.Of(
            """
            <Project>
              <ItemGroup>
                <ProjectReference Include="..\Analytics.Store\Analytics.Store.csproj" />
                <ProjectReference Include="../Analytics.Functions/Analytics.Functions.csproj" />
                <PackageReference Include="AWSSDK.S3" />
                <PackageReference Include="AWSSDKS.Evil" />
              </ItemGroup>
            </Project>
            """);

        Assert.Equal(["Analytics.Functions", "AWSSDKS.Evil"], planted.Beyond(["Analytics.Store"], ["AWSSDK"]));
    }
}
