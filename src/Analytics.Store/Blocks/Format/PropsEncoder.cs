using Analytics.Store.Events;

namespace Analytics.Store.Blocks.Format;

/// <summary>
/// Custom properties: which keys a row has is told once as a shape that many rows share, the values a column a key. Keys beyond the
/// 200 most frequent share one column, so that a sender who makes keys up cannot make columns.
/// </summary>
internal sealed class PropsEncoder(StreamSet streams, IReadOnlyList<Event> rows)
{
    public const int MaxKeys = 200;

    public void Write()
    {
        if (rows.All(e => e.Props.Count == 0))
        {
            return;
        }

        var keys = new Ranking<string>(StringComparer.Ordinal);
        foreach (string key in rows.SelectMany(e => e.Props.Keys.Order(StringComparer.Ordinal)))
        {
            keys.Add(key);
        }

        string[] columns = [.. keys.Ranked().Take(MaxKeys)];
        Dictionary<string, int> columnOf = columns.Select((key, i) => (key, i)).ToDictionary(k => k.key, k => k.i, StringComparer.Ordinal);
        TextTable.Write(streams, (int)BlockColumn.PropKeys, columns);
        WriteShapes(columnOf);
        for (int k = 0; k < columns.Length; k++)
        {
            string key = columns[k];
            WriteTexts((int)BlockColumn.Props + (2 * k), (int)BlockColumn.Props + (2 * k) + 1, rows.SelectMany(e => e.Props.TryGetValue(key, out string? value) ? [value] : Array.Empty<string>()));
        }

        WriteRest(columnOf);
    }

    private void WriteShapes(Dictionary<string, int> columnOf)
    {
        var shapes = new Ranking<int[]>(SameNumbers.Instance);
        var gaps = new NumberWriter();
        int next = 0;
        List<int> having = [.. Enumerable.Range(0, rows.Count).Where(row => rows[row].Props.Keys.Any(columnOf.ContainsKey))];
        gaps.Add((ulong)having.Count);
        foreach (int row in having)
        {
            gaps.Add((ulong)(row - next));
            next = row + 1;
            shapes.Add([.. rows[row].Props.Keys.Where(columnOf.ContainsKey).Select(key => columnOf[key]).Order()]);
        }

        var table = new NumberWriter();
        IReadOnlyList<int[]> ranked = shapes.Ranked();
        table.Add((ulong)ranked.Count);
        foreach (int[] shape in ranked)
        {
            table.Add((ulong)shape.Length);
            Array.ForEach(shape, key => table.Add((ulong)key));
        }

        var ids = new NumberWriter();
        for (int i = 0; i < having.Count; i++)
        {
            ids.Add((ulong)shapes[i]);
        }

        gaps.WriteTo(streams, (int)BlockColumn.PropRow);
        table.WriteTo(streams, (int)BlockColumn.PropShapes);
        ids.WriteTo(streams, (int)BlockColumn.PropShape);
    }

    private void WriteRest(Dictionary<string, int> columnOf)
    {
        List<(int Row, string Key, string Value)> rest = [];
        for (int row = 0; row < rows.Count; row++)
        {
            rest.AddRange(rows[row].Props.Where(p => !columnOf.ContainsKey(p.Key)).OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => (row, p.Key, p.Value)));
        }

        if (rest.Count == 0)
        {
            return;
        }

        var gaps = new NumberWriter();
        int before = 0;
        gaps.Add((ulong)rest.Count);
        foreach ((int row, _, _) in rest)
        {
            gaps.Add((ulong)(row - before));
            before = row;
        }

        gaps.WriteTo(streams, (int)BlockColumn.RestRow);
        WriteTexts((int)BlockColumn.RestKey, (int)BlockColumn.RestKeys, rest.Select(r => r.Key));
        WriteTexts((int)BlockColumn.RestValue, (int)BlockColumn.RestValues, rest.Select(r => r.Value));
    }

    private void WriteTexts(int ids, int values, IEnumerable<string> texts)
    {
        var ranking = new Ranking<string>(StringComparer.Ordinal);
        foreach (string text in texts)
        {
            ranking.Add(text);
        }

        TextTable.Write(streams, values, ranking.Ranked());
        var numbers = new NumberWriter();
        for (int i = 0; i < ranking.Occurrences.Count; i++)
        {
            numbers.Add((ulong)ranking[i]);
        }

        numbers.WriteTo(streams, ids);
    }
}
