namespace Analytics.Store.Blocks;

/// <summary>One text a visit or a row, as numbers into a list of values.</summary>
/// <param name="Values">Each once; the empty text where there is none.</param>
/// <param name="Ids">One a visit or a row.</param>
internal sealed record TextColumn(string[] Values, int[] Ids)
{
    /// <summary>The text of a visit or a row.</summary>
    public string this[int index] => Values[Ids[index]];

    /// <summary>The same with another text for nothing, under which those that really say so fall too.</summary>
    public TextColumn Shown(string missing)
    {
        int nothing = Array.IndexOf(Values, "");
        if (nothing < 0)
        {
            return this;
        }

        int said = Array.IndexOf(Values, missing);
        string[] values = [.. Values];
        values[nothing] = missing;
        return said < 0
            ? new TextColumn(values, Ids)
            : new TextColumn(values, Array.ConvertAll(Ids, id => id == nothing ? said : id));
    }

    /// <summary>The same told once a row instead of once a visit.</summary>
    public TextColumn ByRow(BlockLayout layout) => this with { Ids = Array.ConvertAll(layout.VisitOf, visit => Ids[visit]) };
}
