using Analytics.Store.Events;

namespace Analytics.Store.Blocks.Format;

/// <summary>Which import each row of a block came with: its table once, and a number a row. Blocks without imports have neither.</summary>
internal static class ImportRows
{
    public static void Write(StreamSet streams, IReadOnlyList<Event> rows)
    {
        if (rows.All(e => e.Import is null))
        {
            return;
        }

        // Numbered in the order in which they come, so that the bytes of a block are a function of its rows.
        List<string> imports = [];
        Dictionary<string, int> known = new(StringComparer.Ordinal);
        var numbers = new NumberWriter();
        foreach (Event e in rows)
        {
            string import = e.Import?.Value ?? "";
            if (!known.TryGetValue(import, out int number))
            {
                known[import] = number = imports.Count;
                imports.Add(import);
            }

            numbers.Add((ulong)number);
        }

        TextTable.Write(streams, (int)BlockColumn.Imports, [.. imports]);
        numbers.WriteTo(streams, (int)BlockColumn.Import);
    }

    /// <summary>The imports of a block, in no order.</summary>
    public static string[] Names(StoredStreams streams) => Array.FindAll(streams.Texts((int)BlockColumn.Imports), name => name.Length > 0);

    /// <summary>The import of each row; null where no row has one.</summary>
    public static ImportId?[]? Read(StoredStreams streams)
    {
        string[] names = streams.Texts((int)BlockColumn.Imports);
        if (names is [""])
        {
            return null;
        }

        ImportId?[] known = Array.ConvertAll(names, name => ImportId.TryParse(name, out ImportId import) ? import : (ImportId?)null);
        var imports = new ImportId?[streams.Rows];
        NumberReader numbers = streams.Numbers(BlockColumn.Import);
        for (int row = 0; row < imports.Length; row++)
        {
            imports[row] = known[numbers.Next(known.Length)];
        }

        return imports;
    }
}
