namespace Analytics.Store.Blocks;

/// <summary>One text a visit or a row, as numbers into a list of values.</summary>
/// <param name="Values">Each once; the empty text where there is none.</param>
/// <param name="Ids">One a visit or a row.</param>
internal sealed record TextColumn(string[] Values, int[] Ids)
{
    /// <summary>The text of a visit or a row.</summary>
    public string this[int index] => Values[Ids[index]];

    /// <summary>The same with another text for nothing, under which those that really say so fall too.</summary>
    public TextColumn Shown(string missing) => missing.Length == 0 ? this : Renamed("", missing);

    /// <summary>The same with one text for another, which may be there already.</summary>
    public TextColumn Renamed(string from, string to)
    {
        int old = Array.IndexOf(Values, from);
        if (old < 0)
        {
            return this;
        }

        int known = Array.IndexOf(Values, to);
        string[] values = [.. Values];
        values[old] = to;
        if (known < 0)
        {
            return new TextColumn(values, Ids);
        }

        values[old] = from; // no longer anybody's
        return new TextColumn(values, Array.ConvertAll(Ids, id => id == old ? known : id));
    }

    /// <summary>The same with other texts, of which some may become one. Nothing stays nothing.</summary>
    public TextColumn Mapped(Func<string, string> map)
    {
        Dictionary<string, int> known = new(StringComparer.Ordinal);
        int[] ids = Array.ConvertAll(Values, value =>
        {
            string mapped = value.Length == 0 ? "" : map(value);
            if (!known.TryGetValue(mapped, out int id))
            {
                known[mapped] = id = known.Count;
            }

            return id;
        });
        return new TextColumn([.. known.Keys], Array.ConvertAll(Ids, id => ids[id]));
    }

    /// <summary>The same told once a row instead of once a visit.</summary>
    public TextColumn ByRow(BlockLayout layout) => this with { Ids = Array.ConvertAll(layout.VisitOf, visit => Ids[visit]) };
}
