using Analytics.Store.Events;

namespace Analytics.Store.Blocks.Format;

/// <summary>What rows report about the person whose event they are. Blocks in which nothing is told have none of it.</summary>
internal static class TraitRows
{
    private const int Texts = (int)BlockColumn.Values + (int)BlockField.Traits;

    public static void Write(StreamSet streams, IReadOnlyList<Event> rows)
    {
        List<(int Row, string Text)> told = [];
        for (int row = 0; row < rows.Count; row++)
        {
            if (rows[row].Traits is { } traits)
            {
                told.Add((row, traits.ToText()));
            }
        }

        if (told.Count == 0)
        {
            return;
        }

        var ranking = new Ranking<string>(StringComparer.Ordinal);
        NumberWriter gaps = new(), ids = new();
        gaps.Add((ulong)told.Count);
        int next = 0;
        foreach ((int row, string text) in told)
        {
            gaps.Add((ulong)(row - next));
            next = row + 1;
            ranking.Add(text);
        }

        TextTable.Write(streams, Texts, ranking.Ranked());
        for (int i = 0; i < told.Count; i++)
        {
            ids.Add((ulong)ranking[i]);
        }

        gaps.WriteTo(streams, (int)BlockColumn.TraitRow);
        ids.WriteTo(streams, (int)BlockColumn.Traits);
    }

    /// <summary>One text a row; empty where it tells nothing.</summary>
    public static TextColumn Read(StoredColumns source)
    {
        int[] rows = source.ReadRows(BlockColumn.TraitRow), ids = new int[source.Streams.Rows];
        if (rows.Length == 0)
        {
            return new TextColumn([""], ids);
        }

        string[] texts = source.Streams.Texts(Texts);
        NumberReader numbers = source.Streams.Numbers(BlockColumn.Traits);
        foreach (int row in rows)
        {
            ids[row] = 1 + numbers.Next(texts.Length);
        }

        return new TextColumn(["", .. texts], ids);
    }
}
