namespace Analytics.Store.Blocks.Format;

/// <summary>The custom properties of a stored block; the mirror of <see cref="PropsEncoder"/>.</summary>
internal sealed class PropRows
{
    private readonly StoredColumns _source;
    private readonly string[] _columns;
    private readonly int[] _rows;
    private readonly bool[][] _shapes;
    private readonly int[] _shapeOf;
    private readonly int[] _restRows;
    private readonly string[] _restKeys;
    private readonly int[] _restKeyOf;

    private PropRows(StoredColumns source)
    {
        StoredStreams streams = source.Streams;
        _source = source;
        _columns = streams.Texts((int)BlockColumn.PropKeys);
        _rows = source.ReadRows(BlockColumn.PropRow);
        _columns = _rows.Length == 0 ? [] : _columns;
        NumberReader table = streams.Numbers(BlockColumn.PropShapes), shapes = streams.Numbers(BlockColumn.PropShape);
        _shapes = new bool[table.Next(_rows.Length + 1)][];
        for (int i = 0; i < _shapes.Length; i++)
        {
            _shapes[i] = new bool[_columns.Length];
            for (int left = table.Next(_columns.Length + 1); left > 0; left--)
            {
                _shapes[i][table.Next(_columns.Length)] = true;
            }
        }

        _shapeOf = new int[_rows.Length];
        for (int i = 0; i < _rows.Length; i++)
        {
            _shapeOf[i] = shapes.Next(_shapes.Length);
        }

        _restRows = source.ReadRows(BlockColumn.RestRow, severalARow: true);
        _restKeys = streams.Texts((int)BlockColumn.RestKeys);
        _restKeyOf = ReadIds(streams.Numbers(BlockColumn.RestKey), _restRows.Length, _restKeys.Length);
        Keys = _restRows.Length == 0 ? _columns : [.. _columns, .. _restKeys];
    }

    public IReadOnlyList<string> Keys { get; }

    public static PropRows Read(StoredColumns source) => source.Decode(BlockColumn.PropRow, () => new PropRows(source));

    public TextColumn Read(string key)
    {
        int[] ids = new int[_source.Streams.Rows];
        List<string> values = [""];
        foreach ((int row, int id, string[] texts) in _source.Decode(BlockColumn.Props, () => Occurrences(key)))
        {
            if (values.Count == 1)
            {
                values.AddRange(texts);
            }

            ids[row] = id + 1;
        }

        return Tidy([.. values], ids);
    }

    /// <summary>The properties of every row that has any.</summary>
    public Dictionary<int, Dictionary<string, string>> ByRow()
    {
        Dictionary<int, Dictionary<string, string>> rows = [];
        foreach (string key in _columns)
        {
            foreach ((int row, int id, string[] texts) in _source.Decode(BlockColumn.Props, () => Occurrences(key)))
            {
                Of(row)[key] = texts[id];
            }
        }

        // Of the rest there may be as many names as rows: all of them in one go.
        foreach ((int row, string key, string text) in _restRows.Length == 0 ? [] : _source.Decode(BlockColumn.Props, Rest))
        {
            Of(row)[key] = text;
        }

        return rows;

        Dictionary<string, string> Of(int row)
        {
            if (!rows.TryGetValue(row, out Dictionary<string, string>? props))
            {
                rows.Add(row, props = new Dictionary<string, string>(StringComparer.Ordinal));
            }

            return props;
        }
    }

    private List<(int Row, string Key, string Text)> Rest()
    {
        string[] texts = _source.Streams.Texts((int)BlockColumn.RestValues);
        int[] ids = ReadIds(_source.Streams.Numbers(BlockColumn.RestValue), _restRows.Length, texts.Length);
        return [.. ids.Select((id, i) => (_restRows[i], _restKeys[_restKeyOf[i]], texts[id]))];
    }

    private List<(int Row, int Id, string[] Texts)> Occurrences(string key)
    {
        StoredStreams streams = _source.Streams;
        List<(int, int, string[])> found = [];
        int column = Array.IndexOf(_columns, key);
        if (column >= 0)
        {
            NumberReader ids = streams.Numbers((int)BlockColumn.Props + (2 * column));
            string[] texts = streams.Texts((int)BlockColumn.Props + (2 * column) + 1);
            for (int i = 0; i < _rows.Length; i++)
            {
                if (_shapes[_shapeOf[i]][column])
                {
                    found.Add((_rows[i], ids.Next(texts.Length), texts));
                }
            }
        }
        else if (_restRows.Length > 0 && Array.IndexOf(_restKeys, key) is >= 0 and int rest)
        {
            string[] texts = streams.Texts((int)BlockColumn.RestValues);
            int[] ids = ReadIds(streams.Numbers(BlockColumn.RestValue), _restRows.Length, texts.Length);
            found.AddRange(Enumerable.Range(0, ids.Length).Where(i => _restKeyOf[i] == rest).Select(i => (_restRows[i], ids[i], texts)));
        }

        return found;
    }

    private static int[] ReadIds(NumberReader numbers, int count, int limit)
    {
        int[] ids = new int[count];
        for (int i = 0; i < count; i++)
        {
            ids[i] = numbers.Next(limit);
        }

        return ids;
    }

    // A property that is there and empty reads as none.
    private static TextColumn Tidy(string[] values, int[] ids)
    {
        int empty = Array.IndexOf(values, "", 1);
        return new TextColumn(values, empty < 0 ? ids : Array.ConvertAll(ids, id => id == empty ? 0 : id));
    }
}
