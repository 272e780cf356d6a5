namespace Analytics.Rules.Tests.Floors;

/// <summary>On which floor each folder of an assembly stands. Read from <c>Approved/floors.txt</c>, where the top floor comes first.</summary>
internal sealed class FloorPlan
{
    private readonly Dictionary<string, int> _floors = [];

    private FloorPlan(IReadOnlyList<string> floors)
    {
        for (int i = 0; i < floors.Count; i++)
        {
            foreach (string folder in floors[i].Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                _floors.Add(folder, floors.Count - 1 - i);
            }
        }
    }

    public IEnumerable<string> Folders => _floors.Keys;

    /// <summary>The plan of one assembly. Lines that start with <c>#</c> and empty lines say nothing.</summary>
    public static FloorPlan Of(string assembly, string plans)
    {
        IEnumerable<string> lines = plans.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#');
        return new([.. lines.SkipWhile(line => line != $"[{assembly}]").Skip(1).TakeWhile(line => line[0] != '[')]);
    }

    /// <summary>Every arrow that does not run down, as the sentence that says what to move.</summary>
    public IEnumerable<string> Breaches(FolderGraph graph) =>
        from arrow in graph.Arrows
        where _floors.ContainsKey(arrow.Key.From) && _floors.ContainsKey(arrow.Key.To)
        let user = _floors[arrow.Key.From]
        let used = _floors[arrow.Key.To]
        where used >= user
        let use = arrow.First()
        select $"{arrow.Key.From} (floor {user}) knows {arrow.Key.To} (floor {used}): {FolderGraph.Witness(use)}. " +
               $"Move {use.To.Name} to a folder below floor {user}, or {use.From.Name} to one above floor {used}.";
}
