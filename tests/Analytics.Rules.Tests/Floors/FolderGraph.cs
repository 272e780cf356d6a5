namespace Analytics.Rules.Tests.Floors;

/// <summary>Which folders of an assembly know which, by the namespaces of their types.</summary>
/// <param name="root">The root namespace: its own types are the folder <see cref="Root"/>.</param>
/// <param name="uses">Uses among types below it; others do not count.</param>
internal sealed class FolderGraph(string root, IEnumerable<TypeUse> uses)
{
    /// <summary>What the root of an assembly is called.</summary>
    public const string Root = "(root)";

    private readonly ILookup<(string From, string To), TypeUse> _arrows = uses
        .Where(use => IsBelow(root, use.From.Namespace) && IsBelow(root, use.To.Namespace) && use.From.Namespace != use.To.Namespace)
        .Distinct()
        .OrderBy(use => use.From.Name, StringComparer.Ordinal).ThenBy(use => use.To.Name, StringComparer.Ordinal)
        .ToLookup(use => (FolderOf(root, use.From), FolderOf(root, use.To)));

    /// <summary>The arrows, each with the uses that it is made of.</summary>
    public IEnumerable<IGrouping<(string From, string To), TypeUse>> Arrows => _arrows;

    public static string FolderOf(string root, TypeName type) => type.Namespace == root ? Root : type.Namespace[(root.Length + 1)..];

    /// <summary>Folders that know each other by whatever detour, each circle as one line. Empty where there is none.</summary>
    public IReadOnlyList<string> Circles() =>
    [
        .. from circle in StronglyConnected()
           let arrows = _arrows.Where(arrow => circle.Contains(arrow.Key.From) && circle.Contains(arrow.Key.To)).OrderBy(arrow => arrow.Count())
           select $"{string.Join(", ", circle)} know each other. The weakest of it: " +
                  string.Join("; ", arrows.Take(3).Select(arrow => $"{arrow.Key.From} → {arrow.Key.To} ({Witness(arrow.First())})")),
    ];

    public static string Witness(TypeUse use) => $"{use.From.Name} uses {use.To.Name}";

    private static bool IsBelow(string root, string name) => name == root || name.StartsWith(root + ".", StringComparison.Ordinal);

    // Two folders are in one circle if each reaches the other. The graphs are small: a search from every folder is quick enough.
    private IEnumerable<string[]> StronglyConnected()
    {
        Dictionary<string, string[]> next = _arrows.GroupBy(arrow => arrow.Key.From).ToDictionary(g => g.Key, g => g.Select(arrow => arrow.Key.To).ToArray());
        Dictionary<string, HashSet<string>> reached = next.Keys.ToDictionary(folder => folder, folder => Reach(folder, next));
        return reached.Keys.Where(folder => reached[folder].Contains(folder))
            .Select(folder => reached[folder].Where(other => reached.TryGetValue(other, out HashSet<string>? back) && back.Contains(folder)).Order(StringComparer.Ordinal).ToArray())
            .DistinctBy(circle => string.Join(' ', circle));
    }

    private static HashSet<string> Reach(string from, Dictionary<string, string[]> next)
    {
        var found = new HashSet<string>();
        var ahead = new Queue<string>([from]);
        while (ahead.TryDequeue(out string? folder))
        {
            foreach (string other in next.GetValueOrDefault(folder, []).Where(found.Add))
            {
                ahead.Enqueue(other);
            }
        }

        return found;
    }
}
