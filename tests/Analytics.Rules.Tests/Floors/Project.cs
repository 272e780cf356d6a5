using Mono.Cecil;

namespace Analytics.Rules.Tests.Floors;

/// <summary>A project of the product, as it was built beside these tests.</summary>
/// <param name="Name">The name of its assembly and of its root namespace.</param>
/// <param name="Folder">Where it lies, from the root of the repository.</param>
public sealed record Project(string Name, string Folder)
{
    /// <summary>The assemblies whose folders stand on floors.</summary>
    public static IReadOnlyList<Project> All { get; } =
    [
        new("Analytics.Store", "src/Analytics.Store"),
        new("Analytics.Engine", "src/Analytics.Engine"),
        new("Analytics.Functions", "src/Analytics.Functions"),
        new("Analytics.Tool", "src/Analytics.Tool"),
        new("Analytics.AspNetCore", "src/Analytics.AspNetCore"),
        new("Analytics.Client", "src/Analytics.Client"),
        new("Analytics.Cdk", "infra/cdk"),
    ];

    /// <summary>The assembly, in the configuration that these tests were built in.</summary>
    public string Assembly
    {
        get
        {
            string[] built = AppContext.BaseDirectory.TrimEnd('/', '\\').Split('/', '\\')[^2..];
            return Repository.At($"{Folder}/bin/{built[0]}/{built[1]}/{Name}.dll");
        }
    }

    /// <summary>All uses that one type of the assembly makes of another: those that were compiled, and those of constants.</summary>
    public IReadOnlyList<TypeUse> Uses()
    {
        using var module = ModuleDefinition.ReadModule(Assembly);
        return [.. CompiledUses.In(module), .. ConstantUses.In(module, [.. Sources.CSharp(Folder)])];
    }

    public override string ToString() => Name;
}
