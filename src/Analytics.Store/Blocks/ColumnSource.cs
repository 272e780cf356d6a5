using Analytics.Store.Calendars;
using Analytics.Store.Events;
using Analytics.Store.Sites;

namespace Analytics.Store.Blocks;

/// <summary>Where a block's columns come from: events in memory, or stored bytes of which only what is asked for is decoded.</summary>
/// <remarks>What was read once is kept. Not for concurrent use.</remarks>
internal abstract class ColumnSource
{
    private readonly Dictionary<BlockField, TextColumn> _texts = [];
    private readonly Dictionary<string, TextColumn> _props = new(StringComparer.Ordinal);
    private BlockLayout? _layout;
    private int[]? _times;
    private int[]? _quiet;
    private EngagedColumn? _engaged;
    private IReadOnlyList<string>? _propKeys;
    private Dictionary<int, Dictionary<string, string>>? _propsOfRows;

    public abstract BlockKind Kind { get; }

    public abstract LocalDay Day { get; }

    /// <summary>The instant from which <see cref="Times"/> counts.</summary>
    public abstract DateTimeOffset Start { get; }

    public BlockLayout Layout => _layout ??= ReadLayout();

    /// <summary>For each row, milliseconds after <see cref="Start"/>.</summary>
    public int[] Times => _times ??= ReadTimes();

    /// <summary>The names of the properties that occur.</summary>
    public IReadOnlyList<string> PropKeys => _propKeys ??= ReadPropKeys();

    /// <summary>The properties of every row that has any. There may be as many names as rows: this costs as much as there is, and <see cref="Prop"/> of each name the product of both.</summary>
    public IReadOnlyDictionary<int, Dictionary<string, string>> PropsOfRows => _propsOfRows ??= ReadPropsOfRows();

    /// <summary>The rows that are custom events which show no action of the visitor.</summary>
    public int[] QuietRows => _quiet ??= ReadQuietRows();

    /// <summary>Time spent, where a row tells it.</summary>
    public EngagedColumn Engaged => _engaged ??= ReadEngaged();

    /// <summary>One value a visit for fields of a <see cref="FieldGroup"/>, else one a row.</summary>
    public TextColumn Text(BlockField field)
    {
        if (!_texts.TryGetValue(field, out TextColumn? column))
        {
            _texts.Add(field, column = ReadText(field));
        }

        return column;
    }

    /// <summary>One value a row; empty where the row has no such property.</summary>
    public TextColumn Prop(string key)
    {
        if (!_props.TryGetValue(key, out TextColumn? column))
        {
            _props.Add(key, column = ReadProp(key));
        }

        return column;
    }

    protected abstract BlockLayout ReadLayout();

    protected abstract int[] ReadTimes();

    protected abstract TextColumn ReadText(BlockField field);

    protected abstract IReadOnlyList<string> ReadPropKeys();

    protected abstract TextColumn ReadProp(string key);

    protected abstract Dictionary<int, Dictionary<string, string>> ReadPropsOfRows();

    protected abstract int[] ReadQuietRows();

    protected abstract EngagedColumn ReadEngaged();

    /// <summary>The imports that brought rows of it; empty unless it was stored.</summary>
    public virtual IReadOnlyList<string> Imports => [];

    /// <exception cref="InvalidOperationException">It was not stored.</exception>
    public virtual string HashContent() => throw new InvalidOperationException("Only a stored block has a hash.");

    /// <exception cref="InvalidOperationException">It is no stored log.</exception>
    public virtual IReadOnlyList<Event> ToEvents(SiteId site) => throw new InvalidOperationException("Only a stored log keeps its events.");

    /// <exception cref="InvalidOperationException">It is no stored sealed block.</exception>
    public virtual IReadOnlyList<Event> ToSealedEvents(SiteId site) => throw new InvalidOperationException("Only a stored sealed block is read so.");
}
