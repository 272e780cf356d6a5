using Analytics.Store.Calendars;
using Analytics.Store.Events;
using Analytics.Store.Sites;

namespace Analytics.Store.Blocks;

/// <summary>
/// The columns of a block as if the events of some kinds were emptied already (<see cref="Event.Emptied"/>): what answers are made of from the moment
/// when a kind is kept no longer, until maintenance has written the block again. Visits are the same.
/// </summary>
internal sealed class EmptiedColumns(ColumnSource source, EventKinds kinds) : ColumnSource
{
    private bool[]? _rows;

    public override BlockKind Kind => source.Kind;

    public override LocalDay Day => source.Day;

    public override DateTimeOffset Start => source.Start;

    public override IReadOnlyList<string> Imports => source.Imports;

    public override IReadOnlyList<Event> ToEvents(SiteId site) => [.. source.ToEvents(site).Select(e => kinds.Without(e))];

    public override IReadOnlyList<Event> ToSealedEvents(SiteId site) => [.. source.ToSealedEvents(site).Select(e => kinds.Without(e))];

    protected override BlockLayout ReadLayout() => source.Layout;

    protected override int[] ReadTimes() => source.Times;

    protected override int[] ReadQuietRows() => source.QuietRows;

    protected override EngagedColumn ReadEngaged() => source.Engaged;

    // What is told once a visit is the visit's.
    protected override TextColumn ReadText(BlockField field) =>
        field < BlockField.Name ? source.Text(field) : Emptied(source.Text(field), field == BlockField.Name ? EventName.Emptied : "");

    protected override IReadOnlyList<string> ReadPropKeys() => source.PropKeys;

    protected override TextColumn ReadProp(string key) => Emptied(source.Prop(key), "");

    protected override Dictionary<int, Dictionary<string, string>> ReadPropsOfRows() =>
        source.PropsOfRows.Where(row => !Rows[row.Key]).ToDictionary(row => row.Key, row => row.Value);

    /// <summary>For each row whether it is emptied.</summary>
    private bool[] Rows
    {
        get
        {
            if (_rows is null)
            {
                TextColumn names = source.Text(BlockField.Name);
                bool[] ofName = Array.ConvertAll(names.Values, name => kinds.Hold(name));
                _rows = Array.ConvertAll(names.Ids, id => ofName[id]);
            }

            return _rows;
        }
    }

    private TextColumn Emptied(TextColumn column, string text)
    {
        int place = Array.IndexOf(column.Values, text);
        string[] values = place < 0 ? [.. column.Values, text] : column.Values;
        place = place < 0 ? column.Values.Length : place;
        bool[] rows = Rows;
        int[] ids = GC.AllocateUninitializedArray<int>(column.Ids.Length);
        for (int row = 0; row < ids.Length; row++)
        {
            ids[row] = rows[row] ? place : column.Ids[row];
        }

        return new TextColumn(values, ids);
    }
}
