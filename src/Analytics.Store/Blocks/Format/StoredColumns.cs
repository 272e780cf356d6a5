using Analytics.Store.Calendars;
using Analytics.Store.Table;

namespace Analytics.Store.Blocks.Format;

/// <summary>The columns of a stored block, decoded when they are asked for; the mirror of <see cref="BlockEncoder"/>.</summary>
internal sealed partial class StoredColumns(StoredStreams streams) : ColumnSource
{
    private readonly Dictionary<BlockColumn, int[]> _groups = [];
    private PropRows? _propRows;

    public override BlockKind Kind => streams.Kind;

    public override LocalDay Day => streams.Day;

    public override DateTimeOffset Start => streams.Start;

    public StoredStreams Streams => streams;

    public override IReadOnlyList<string> Imports => Decode(BlockColumn.Imports, () => ImportRows.Names(streams));

    /// <summary>Runs a decoder and says which column it was where that fails.</summary>
    public T Decode<T>(BlockColumn column, Func<T> decode)
    {
        try
        {
            return decode();
        }
        catch (Exception fault) when (fault is IndexOutOfRangeException or OverflowException or ArgumentException or FormatException or InvalidOperationException or StoredItemException)
        {
            throw new BlockFormatException(streams.Name, column.ToString(), "it is damaged");
        }
    }

    protected override BlockLayout ReadLayout() => Kind == BlockKind.Log
        ? BlockLayout.OfRows(streams.Rows)
        : Decode(BlockColumn.RowsOfVisit, ReadShape);

    protected override int[] ReadTimes() => Decode<int[]>(BlockColumn.RowGap, Kind == BlockKind.Log ? ReadLogTimes : ReadVisitTimes);

    protected override TextColumn ReadText(BlockField field) => field switch
    {
        BlockField.Name => Decode(BlockColumn.Name, () => ReadEach(BlockColumn.Name, field)),
        BlockField.Path => Decode(BlockColumn.Path, ReadPaths),
        BlockField.Hostname => Decode(BlockColumn.Hostname, () => ReadRepeating(BlockColumn.Hostname, field)),
        BlockField.UserId => Decode(BlockColumn.UserId, () => ReadRepeating(BlockColumn.UserId, field)),
        BlockField.Title => Decode(BlockColumn.Title, ReadTitles),
        BlockField.Currency => Decode(BlockColumn.Currency, () => ReadWhere(BlockColumn.MoneyRow, BlockColumn.Currency, field)),
        BlockField.Amount => Decode(BlockColumn.Amount, () => ReadWhere(BlockColumn.MoneyRow, BlockColumn.Amount, field)),
        BlockField.Traits => Decode(BlockColumn.Traits, () => TraitRows.Read(this)),
        BlockField.EventId or BlockField.Library => throw new ArgumentOutOfRangeException(nameof(field), field, "is of open days"),
        _ => ReadOfVisit(field),
    };

    protected override IReadOnlyList<string> ReadPropKeys() => Props.Keys;

    protected override TextColumn ReadProp(string key) => Props.Read(key);

    protected override Dictionary<int, Dictionary<string, string>> ReadPropsOfRows() => Props.ByRow();

    protected override int[] ReadQuietRows() => Decode(BlockColumn.Quiet, () => ReadRows(BlockColumn.Quiet));

    protected override EngagedColumn ReadEngaged() => Decode(BlockColumn.Engaged, () =>
    {
        bool[] beacons = Beacons();
        int engagements = beacons.AsSpan().Count(true), nextState = 0, nextBeacon = 0;
        int[] states = GC.AllocateUninitializedArray<int>(streams.Rows - engagements), ofBeacons = GC.AllocateUninitializedArray<int>(engagements);
        streams.Numbers(BlockColumn.Engaged).Fill(states, 3);
        streams.Numbers(BlockColumn.EngagedOfBeacon).Fill(ofBeacons, 3);
        NumberReader ms = streams.Numbers(BlockColumn.Milliseconds), scrolls = streams.Numbers(BlockColumn.Scroll);
        long[] milliseconds = GC.AllocateUninitializedArray<long>(streams.Rows);
        int[] scroll = GC.AllocateUninitializedArray<int>(streams.Rows);
        for (int row = 0; row < milliseconds.Length; row++)
        {
            int state = beacons[row] ? 2 - ofBeacons[nextBeacon++] : states[nextState++];
            milliseconds[row] = state > 0 ? checked((long)ms.NextNoisy()) : -1;
            scroll[row] = state > 1 ? scrolls.Next(int.MaxValue) : -1;
        }

        return new EngagedColumn(milliseconds, scroll);
    });

    /// <summary>The rows that a column of gaps names.</summary>
    public int[] ReadRows(BlockColumn column, bool severalARow = false)
    {
        NumberReader gaps = streams.Numbers(column);
        int[] rows = new int[gaps.Next(StoredStreams.MaxRows)];
        int next = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = next + gaps.Next(streams.Rows - next);
            next = severalARow ? rows[i] : rows[i] + 1;
        }

        return rows;
    }

    private PropRows Props => _propRows ??= PropRows.Read(this);

    private BlockLayout ReadShape()
    {
        NumberReader visits = streams.Numbers(BlockColumn.VisitsOfVisitor), rows = streams.Numbers(BlockColumn.RowsOfVisit);
        int[] firstVisit = new int[streams.Visitors + 1], firstRow = new int[streams.Visits + 1];
        for (int visitor = 0; visitor < streams.Visitors; visitor++)
        {
            firstVisit[visitor + 1] = firstVisit[visitor] + 1 + visits.Next(streams.Visited - firstVisit[visitor]);
        }

        for (int visit = 0; visit < streams.Visits; visit++)
        {
            firstRow[visit + 1] = firstRow[visit] + 1 + (visit < streams.Visited ? rows.Next(streams.Rows - firstRow[visit]) : 0);
        }

        return firstVisit[^1] == streams.Visited && firstRow[^1] == streams.Rows
            ? new BlockLayout(firstVisit, firstRow)
            : throw new OverflowException();
    }

    private int[] ReadVisitTimes()
    {
        NumberReader starts = streams.Numbers(BlockColumn.VisitorStart), visitGaps = streams.Numbers(BlockColumn.VisitGap);
        NumberReader rowGaps = streams.Numbers(BlockColumn.RowGap), lone = streams.Numbers(BlockColumn.LoneTime);
        int[] times = new int[streams.Rows], visitorOf = Layout.VisitorOf, firstRow = Layout.FirstRow;
        long time = 0, start = 0, loneTime = 0;
        for (int visit = 0; visit < streams.Visits; visit++)
        {
            time = visit >= streams.Visited ? loneTime += (long)lone.NextNoisy()
                : visit > 0 && visitorOf[visit] == visitorOf[visit - 1] ? time + (long)visitGaps.NextNoisy()
                : start += (long)starts.NextNoisy();
            times[firstRow[visit]] = checked((int)time);
            for (int row = firstRow[visit] + 1; row < firstRow[visit + 1]; row++)
            {
                times[row] = checked((int)(time += (long)rowGaps.NextNoisy()));
            }
        }

        return times;
    }

    private int[] ReadLogTimes()
    {
        NumberReader received = streams.Numbers(BlockColumn.Received), ages = streams.Numbers(BlockColumn.Age);
        int[] times = new int[streams.Rows];
        long at = 0;
        for (int row = 0; row < times.Length; row++)
        {
            at += NumberReader.Unfold(received.NextNoisy());
            times[row] = checked((int)(at - NumberReader.Unfold(ages.NextNoisy())));
        }

        return times;
    }

    private TextColumn ReadOfVisit(BlockField field)
    {
        FieldGroup group = FieldGroup.Of(field);
        return Decode(group.Column, () =>
        {
            string[] values = streams.Texts((int)BlockColumn.Values + (int)field);
            int[] tuples = _groups.TryGetValue(group.Column, out int[]? known) ? known : _groups[group.Column] = ReadTuples(group);
            NumberReader table = streams.Numbers((int)BlockColumn.Tables + (int)group.Column);
            int count = table.Next(streams.Visits + 1), place = Array.IndexOf(group.Fields, field);
            int[] valueOf = new int[Math.Max(1, count)];
            for (int f = 0; f <= place; f++)
            {
                for (int i = 0; i < count; i++)
                {
                    valueOf[i] = table.Next(f == place ? values.Length : int.MaxValue);
                }
            }

            int[] ids = GC.AllocateUninitializedArray<int>(tuples.Length);
            for (int visit = 0; visit < ids.Length; visit++)
            {
                ids[visit] = valueOf[tuples[visit]];
            }

            return new TextColumn(values, ids);
        });
    }

    private int[] ReadTuples(FieldGroup group)
    {
        int[] tuples = GC.AllocateUninitializedArray<int>(streams.Visits);
        streams.Numbers(group.Column).Fill(tuples, int.MaxValue);
        if (group.OfVisitor && Kind == BlockKind.Sealed)
        {
            int[] visitorOf = Layout.VisitorOf;
            for (int visit = 1; visit < tuples.Length; visit++)
            {
                if (visitorOf[visit] == visitorOf[visit - 1])
                {
                    tuples[visit] = tuples[visit] == 0 ? tuples[visit - 1] : tuples[visit] - 1;
                }
            }
        }

        return tuples;
    }

    private TextColumn ReadEach(BlockColumn column, BlockField field)
    {
        string[] values = streams.Texts((int)BlockColumn.Values + (int)field);
        int[] ids = GC.AllocateUninitializedArray<int>(streams.Rows);
        streams.Numbers(column).Fill(ids, values.Length);
        return new TextColumn(values, ids);
    }

    private TextColumn ReadPaths()
    {
        string[] values = streams.Texts((int)BlockColumn.Values + (int)BlockField.Path);
        bool[] beacons = Beacons();
        int engagements = beacons.AsSpan().Count(true), nextShown = 0, nextEngaged = 0;
        int[] shown = GC.AllocateUninitializedArray<int>(streams.Rows - engagements), engaged = GC.AllocateUninitializedArray<int>(engagements);
        streams.Numbers(BlockColumn.Path).Fill(shown, values.Length);
        streams.Numbers(BlockColumn.PathOfEngagement).Fill(engaged, values.Length + 1);
        int[] paths = GC.AllocateUninitializedArray<int>(streams.Rows);
        for (int row = 0; row < paths.Length; row++)
        {
            int id = beacons[row] ? engaged[nextEngaged++] - 1 : shown[nextShown++];
            paths[row] = id >= 0 ? id : paths[row - 1];
        }

        return new TextColumn(values, paths);
    }

    private TextColumn ReadRepeating(BlockColumn column, BlockField field)
    {
        string[] values = streams.Texts((int)BlockColumn.Values + (int)field);
        int[] ids = GC.AllocateUninitializedArray<int>(streams.Rows), firstRow = Layout.FirstRow;
        streams.Numbers(column).Fill(ids, values.Length + 1);
        for (int visit = 0; visit < streams.Visits; visit++)
        {
            int before = ids[firstRow[visit]];
            if (before >= values.Length)
            {
                throw new OverflowException();
            }

            for (int row = firstRow[visit] + 1; row < firstRow[visit + 1]; row++)
            {
                ids[row] = before = ids[row] == 0 ? before : ids[row] - 1;
            }
        }

        return new TextColumn(values, ids);
    }

    private TextColumn ReadTitles()
    {
        string[] values = streams.Texts((int)BlockColumn.Values + (int)BlockField.Title);
        TextColumn paths = Text(BlockField.Path);
        if (values is [""])
        {
            return new TextColumn(values, new int[streams.Rows]);
        }

        bool[] beacons = Beacons();
        int[] ids = new int[streams.Rows], last = new int[2 * paths.Values.Length];
        NumberReader numbers = streams.Numbers(BlockColumn.Title);
        for (int row = 0; row < ids.Length; row++)
        {
            ref int before = ref last[(2 * paths.Ids[row]) + (beacons[row] ? 1 : 0)];
            int id = numbers.Next(values.Length + 1);
            ids[row] = before = id == 0 ? before : id - 1;
        }

        return new TextColumn(values, ids);
    }

    private TextColumn ReadWhere(BlockColumn where, BlockColumn column, BlockField field)
    {
        int[] rows = ReadRows(where);
        string[] stored = [.. streams.Texts((int)BlockColumn.Values + (int)field)];
        string[] values = Array.IndexOf(stored, "") < 0 ? [.. stored, ""] : stored;
        NumberReader numbers = streams.Numbers(column);
        int[] ids = new int[streams.Rows];
        Array.Fill(ids, Array.IndexOf(values, ""));
        foreach (int row in rows)
        {
            ids[row] = numbers.Next(stored.Length);
        }

        return new TextColumn(values, ids);
    }

    private bool[] Beacons()
    {
        TextColumn names = Text(BlockField.Name);
        int beacon = Array.IndexOf(names.Values, Events.EventName.Engagement);
        int[] ids = names.Ids;
        bool[] beacons = GC.AllocateUninitializedArray<bool>(ids.Length);
        for (int row = 0; row < ids.Length; row++)
        {
            beacons[row] = ids[row] == beacon;
        }

        return beacons;
    }
}
