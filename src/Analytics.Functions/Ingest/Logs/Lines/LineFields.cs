namespace Analytics.Functions.Ingest.Logs.Lines;

/// <summary>
/// What the line read last says, field by field. One serves a whole log: it points into the line, or into text of its own where the
/// line escapes what it says, and makes no strings before they are asked for.
/// </summary>
internal sealed class LineFields
{
    private static readonly int Count = Enum.GetValues<LogField>().Length;
    private readonly (int Start, int Length, bool IsOwn, ValueForm Form)[] _values = new (int, int, bool, ValueForm)[Count];
    private ReadOnlyMemory<char> _line;
    private char[] _own = new char[1024];
    private int _used;

    /// <summary>How the line's time is written.</summary>
    public TimeForm Time { get; set; } = TimeForm.Iso;

    /// <summary>Up to where the line fits, characters from its beginning, where it does not fit whole.</summary>
    public int StoppedAt { get; private set; }

    /// <summary>What should have stood there.</summary>
    public string Expected { get; private set; } = "";

    /// <summary>Forgets the line before.</summary>
    public void Begin(ReadOnlyMemory<char> line)
    {
        Array.Clear(_values);
        (_line, _used, StoppedAt, Expected) = (line, 0, -1, "");
    }

    /// <summary>Forgets what was read of this line, but not how far it fits.</summary>
    public void Again()
    {
        Array.Clear(_values);
        _used = 0;
    }

    /// <summary>Notes that the line does not fit; the furthest place is kept.</summary>
    /// <returns>Always false.</returns>
    public bool Stop(int at, string expected)
    {
        if (at > StoppedAt)
        {
            (StoppedAt, Expected) = (at, expected);
        }

        return false;
    }

    /// <summary>A part of the line. Of a field that stands there twice the first that says something counts.</summary>
    public void Put(LogField field, int start, int length, ValueForm form)
    {
        if (field != LogField.None && IsFree(field))
        {
            _values[(int)field] = (start, length, false, form);
        }
    }

    /// <summary>Room for text that does not stand in the line as it is meant; <see cref="PutOwn"/> takes what was written there.</summary>
    public Span<char> Room(int length)
    {
        if (_own.Length - _used < length)
        {
            Array.Resize(ref _own, Math.Max(_own.Length * 2, _used + length));
        }

        return _own.AsSpan(_used);
    }

    /// <summary>The first characters of the last <see cref="Room"/> as a field.</summary>
    public void PutOwn(LogField field, int length)
    {
        if (IsFree(field))
        {
            _values[(int)field] = (_used, length, true, ValueForm.Plain);
            _used += length;
        }
    }

    /// <summary>Whether the line has the field, be it empty.</summary>
    public bool Has(LogField field) => _values[(int)field] is not { Start: 0, Length: 0, IsOwn: false, Form: ValueForm.Plain };

    /// <summary>The field as it was written; empty where it is not there.</summary>
    public ReadOnlySpan<char> Raw(LogField field)
    {
        (int start, int length, bool own, _) = _values[(int)field];
        return own ? _own.AsSpan(start, length) : _line.Span.Slice(start, length);
    }

    /// <summary>The field as it was written, empty also where a dash stands for nothing.</summary>
    public ReadOnlySpan<char> Value(LogField field) => Raw(field) is var raw && raw is not "-" ? raw : [];

    /// <summary>How the field is escaped.</summary>
    public ValueForm FormOf(LogField field) => _values[(int)field].Form;

    /// <summary>The field without escapes; null where it is not there, empty, or a dash.</summary>
    public string? Text(LogField field) => Value(field) is { IsEmpty: false } raw ? Unescape.Text(raw, FormOf(field)) : null;

    /// <summary>The same of a URL.</summary>
    public string? Address(LogField field) => Value(field) is { IsEmpty: false } raw ? Unescape.Address(raw, FormOf(field)) : null;

    private bool IsFree(LogField field) => _values[(int)field].Length == 0 || Raw(field) is "-";
}
