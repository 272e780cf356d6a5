using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Mono.Cecil;

namespace Analytics.Rules.Tests.Floors;

/// <summary>
/// What the types of an assembly take from constants of each other. The compiler puts the value in the place of the name, so only the
/// sources know. To stay quick, only names that some constant of the assembly has are looked up.
/// </summary>
internal static class ConstantUses
{
    public static IEnumerable<TypeUse> In(ModuleDefinition module, IReadOnlyList<Source> files)
    {
        HashSet<string> constants =
            [.. module.GetTypes().Where(type => !type.IsEnum).SelectMany(type => type.Fields).Where(field => field.HasConstant).Select(field => field.Name)];
        SyntaxTree[] trees = [.. files.AsParallel().Select(file => CSharpSyntaxTree.ParseText(file.Text))];
        CSharpCompilation compilation = CSharpCompilation.Create(module.Assembly.Name.Name, trees, References(module.FileName));

        return trees.AsParallel().SelectMany(tree =>
        {
            IEnumerable<IdentifierNameSyntax> names = tree.GetRoot().DescendantNodes().OfType<IdentifierNameSyntax>()
                .Where(name => constants.Contains(name.Identifier.Text));
            SemanticModel model = compilation.GetSemanticModel(tree);
            return
                from name in names
                let constant = model.GetSymbolInfo(name).Symbol as IFieldSymbol
                where constant is { IsConst: true } && constant.ContainingAssembly.Name == compilation.AssemblyName
                let user = model.GetEnclosingSymbol(name.SpanStart)
                let use = new TypeUse(Outermost(user as INamedTypeSymbol ?? user?.ContainingType), Outermost(constant.ContainingType))
                where !string.IsNullOrEmpty(use.From.Namespace) && use.From != use.To
                select use;
        });
    }

    private static TypeName Outermost(INamedTypeSymbol? type)
    {
        while (type?.ContainingType is { } outer)
        {
            type = outer;
        }

        return type is null || type.ContainingNamespace.IsGlobalNamespace ? default : new TypeName(type.ContainingNamespace.ToDisplayString(), type.Name);
    }

    // The platform's assemblies, and those that lie beside the assembly: without them a name behind another one is not found.
    private static IEnumerable<MetadataReference> References(string assembly) =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Concat(Directory.EnumerateFiles(Path.GetDirectoryName(assembly)!, "*.dll"))
            .Where(file => Path.GetFileName(file) != Path.GetFileName(assembly))
            .DistinctBy(Path.GetFileName)
            .Select(file => MetadataReference.CreateFromFile(file));
}
