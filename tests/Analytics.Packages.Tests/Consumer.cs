namespace Analytics.Packages.Tests;

/// <summary>A project of somebody else's, outside the repository, that knows the packages and nothing of their sources.</summary>
public sealed class Consumer : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("analytics-consumer-");

    /// <param name="packed">The packages, used beside the sources that the machine is configured with.</param>
    /// <param name="package">The package that the project refers to.</param>
    public Consumer(Packed packed, string package)
    {
        // Nothing above the folder may reach in, and nothing that was restored earlier may stand in for what was just packed.
        Write("Directory.Build.props", "<Project />");
        Write("Directory.Build.targets", "<Project />");
        Write("Directory.Packages.props", "<Project />");
        Write("NuGet.config", $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="packages" /></config>
              <packageSources><add key="packed" value="{packed.Folder}" /></packageSources>
            </configuration>
            """);
        Write("Consumer.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="{package}" Version="[{packed.Version(package)}]" />
              </ItemGroup>
            </Project>
            """);
    }

    public void Write(string file, string text) => File.WriteAllText(Path.Combine(_folder.FullName, file), text);

    /// <summary>Builds the project and runs it with some arguments: what it prints.</summary>
    public string Run(params string[] arguments)
    {
        var environment = new Dictionary<string, string> { ["NUGET_PACKAGES"] = Path.Combine(_folder.FullName, "packages") };
        _ = new Command("dotnet", "build", "--nologo", "--output", "out", "-nodeReuse:false", "-p:UseSharedCompilation=false")
        {
            Folder = _folder.FullName,
            Environment = environment,
        }.Succeed();
        return new Command("dotnet", ["out/Consumer.dll", .. arguments]) { Folder = _folder.FullName }.Succeed().Output;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
