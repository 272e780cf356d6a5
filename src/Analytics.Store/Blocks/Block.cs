using Analytics.Store.Calendars;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Store.Visits;

namespace Analytics.Store.Blocks;

/// <summary>
/// Events of one local day in columns, gathered into visits: what questions are asked of, whether it was stored or made of raw events
/// a moment ago. Columns are decoded when they are first needed. Not for concurrent use.
/// </summary>
public sealed class Block
{
    private readonly ColumnSource _source;
    private readonly Dictionary<object, object> _derived = [];
    private RowKind[]? _kinds;
    private VisitFacts? _facts;

    internal Block(ColumnSource source) => _source = source;

    /// <summary>What it is a block of.</summary>
    public BlockKind Kind => _source.Kind;

    /// <summary>The day of all of it.</summary>
    public LocalDay Day => _source.Day;

    /// <summary>Events, engagement included.</summary>
    public int Rows => _source.Layout.Rows;

    /// <summary>Visits of visitors; 0 for a log.</summary>
    public int Visits => _source.Layout.Visited;

    /// <summary>Distinct visitors; 0 for a log.</summary>
    public int Visitors => _source.Layout.Visitors;

    internal ColumnSource Columns => _source;

    internal BlockLayout Layout => _source.Layout;

    /// <summary>For each row what it is.</summary>
    internal RowKind[] Kinds => _kinds ??= VisitFacts.KindsOf(_source);

    internal VisitFacts Facts => _facts ??= VisitFacts.Of(_source, Kinds);

    /// <summary>Raw events, ready to be asked like a stored block.</summary>
    public static Block Of(DayVisits visits)
    {
        ArgumentNullException.ThrowIfNull(visits);
        return new(EventColumns.Of(visits));
    }

    /// <summary>The same, as if the events of some kinds were emptied already; itself where it has none of them.</summary>
    internal Block Without(EventKinds kinds) =>
        kinds != EventKinds.None && Array.Exists(_source.Text(BlockField.Name).Values, name => kinds.Hold(name)) ? new(new EmptiedColumns(_source, kinds)) : this;

    /// <summary>
    /// SHA-256 of the decoded content, lower-case hexadecimal: the same events give the same hash, in whatever order they came and
    /// however they were compressed.
    /// </summary>
    /// <exception cref="InvalidOperationException">The block was not stored.</exception>
    public string HashContent() => _source.HashContent();

    /// <summary>What is worked out of columns, once a block, however many questions need it.</summary>
    internal T Derive<T>(object key, Func<T> derive) where T : class
    {
        if (!_derived.TryGetValue(key, out object? column))
        {
            _derived.Add(key, column = derive());
        }

        return (T)column;
    }

    /// <summary>For each visit the text at one of its rows; empty where the row is -1.</summary>
    internal TextColumn AtRows(BlockField field, int[] rows)
    {
        TextColumn all = _source.Text(field);
        int nothing = Array.IndexOf(all.Values, "");
        string[] values = nothing < 0 ? [.. all.Values, ""] : all.Values;
        nothing = nothing < 0 ? all.Values.Length : nothing;
        return new TextColumn(values, Array.ConvertAll(rows, row => row < 0 ? nothing : all.Ids[row]));
    }

    /// <summary>The events of a log, as they were written, by receipt.</summary>
    /// <exception cref="InvalidOperationException">It is no stored log: what identifies events is gone.</exception>
    public IReadOnlyList<Event> ToEvents(SiteId site) => _source.ToEvents(site);

    /// <summary>The events of a sealed block under invented ids, to be sealed again: <c>Format.SealedRows</c>.</summary>
    /// <exception cref="InvalidOperationException">It is no stored sealed block.</exception>
    internal IReadOnlyList<Event> ToSealedEvents(SiteId site) => _source.ToSealedEvents(site);
}
