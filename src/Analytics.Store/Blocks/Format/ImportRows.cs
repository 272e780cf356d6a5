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

        string[] imports = [.. rows.Select(e => e.Import?.Value ?? "").Distinct(StringComparer.Ordinal)];
        TextTable.Write(streams, (int)BlockColumn.Imports, imports);
        var numbers = new NumberWriter();
        foreach (Event e in rows)
        {
            numbers.Add((ulong)Array.IndexOf(imports, e.Import?.Value ?? ""));
        }

        numbers.WriteTo(streams, (int)BlockColumn.Import);
    }

    /// <summary>The imports of a block, in no order.</summary>
    public static string[] Names(StoredStreams streams) => Array.FindAll(streams.Texts((int)BlockColumn.Imports), name => name.Length > 0);

    public static ImportId?[] Read(StoredStreams streams)
    {
        var imports = new ImportId?[streams.Rows];
        string[] names = streams.Texts((int)BlockColumn.Imports);
        if (names is not [""])
        {
            NumberReader numbers = streams.Numbers(BlockColumn.Import);
            for (int row = 0; row < imports.Length; row++)
            {
                imports[row] = ImportId.TryParse(names[numbers.Next(names.Length)], out ImportId import) ? import : null;
            }
        }

        return imports;
    }
}
