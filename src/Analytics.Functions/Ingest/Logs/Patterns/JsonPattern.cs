using System.Text;
using System.Text.Json;
using Analytics.Functions.Ingest.Logs.Lines;

namespace Analytics.Functions.Ingest.Logs.Patterns;

/// <summary>A JSON object a line. Of a list the first text counts. Members that the format does not name may stand there, too.</summary>
internal sealed class JsonPattern : ILinePattern
{
    private readonly Node _root = new();
    private readonly TimeForm _time;
    private readonly string? _marker;
    private byte[] _bytes = new byte[1024];

    /// <param name="keys">Where a field stands: its key, or the keys on the way to it with points between them. Of several for one field the first that is there counts.</param>
    /// <param name="time">How the time is written.</param>
    /// <param name="marker">What <see cref="LogField.Marker"/> says in a line of requests; null where all are.</param>
    public JsonPattern(IEnumerable<(string Key, LogField Field)> keys, TimeForm time, string? marker = null)
    {
        (_time, _marker) = (time, marker);
        foreach ((string key, LogField field) in keys)
        {
            // A key may hold a point itself: it is found by its whole name, too.
            _root.Children.TryAdd(key, new Node { Field = field });
            Node node = _root;
            foreach (string part in key.Split('.'))
            {
                node = node.Children.TryGetValue(part, out Node? known) ? known : node.Children[part] = new Node();
            }

            node.Field = field;
        }
    }

    public LineFit Read(ReadOnlyMemory<char> line, LineFields fields)
    {
        fields.Time = _time;
        ReadOnlySpan<char> text = line.Span;
        if (text.TrimStart() is not ['{', ..])
        {
            _ = fields.Stop(0, "a JSON object");
            return LineFit.None;
        }

        int most = Encoding.UTF8.GetMaxByteCount(text.Length);
        _bytes = _bytes.Length < most ? new byte[most] : _bytes;
        try
        {
            var reader = new Utf8JsonReader(_bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, _bytes)), new JsonReaderOptions { MaxDepth = 32 });
            _ = reader.Read();
            Walk(ref reader, _root, fields);
            if (reader.Read())
            {
                _ = fields.Stop(text.Length, "the end of the line");
                return LineFit.None;
            }
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            _ = fields.Stop(0, "a whole JSON object of readable text"); // the latter where a text holds half a surrogate pair
            return LineFit.None;
        }

        if (_marker is not null && fields.Has(LogField.Marker) && !fields.Raw(LogField.Marker).SequenceEqual(_marker))
        {
            return LineFit.Remark;
        }

        return IsRequest(fields) ? LineFit.Whole : LineFit.None;
    }

    private static bool IsRequest(LineFields fields)
    {
        bool target = fields.Has(LogField.RequestLine) || fields.Has(LogField.Target) || fields.Has(LogField.Path);
        bool method = fields.Has(LogField.RequestLine) || fields.Has(LogField.Method);
        bool time = fields.Has(LogField.Time) || (fields.Has(LogField.Date) && fields.Has(LogField.TimeOfDay)) || fields.Has(LogField.Created);
        return (target || fields.Stop(1, "a member for what was asked for")) && (method || fields.Stop(1, "a member for the method"))
            && (time || fields.Stop(1, "a member for the time")) && (fields.Has(LogField.Status) || fields.Stop(1, "a member for the status"));
    }

    // The reader stands on an object's or list's beginning; at the end on its end.
    private static void Walk(ref Utf8JsonReader reader, Node node, LineFields fields)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            Node? child = node.Find(ref reader);
            _ = reader.Read();
            if (child is null)
            {
                reader.Skip();
            }
            else
            {
                Value(ref reader, child, fields);
            }
        }
    }

    private static void Value(ref Utf8JsonReader reader, Node node, LineFields fields)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject when node.Field == LogField.Encryption:
                Put(fields, LogField.Encryption, "1");
                reader.Skip();
                break;
            case JsonTokenType.StartObject when node.Children.Count > 0:
                Walk(ref reader, node, fields);
                break;
            case JsonTokenType.StartArray:
                int depth = reader.CurrentDepth;
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    if (reader.CurrentDepth == depth + 1 && reader.TokenType is JsonTokenType.String or JsonTokenType.Number)
                    {
                        Value(ref reader, node, fields);
                    }
                    else
                    {
                        reader.Skip();
                    }
                }

                break;
            case JsonTokenType.String when node.Field != LogField.None:
                fields.PutOwn(node.Field, reader.CopyString(fields.Room(reader.ValueSpan.Length)));
                break;
            case JsonTokenType.Number when node.Field != LogField.None:
                fields.PutOwn(node.Field, Encoding.ASCII.GetChars(reader.ValueSpan, fields.Room(reader.ValueSpan.Length)));
                break;
            default:
                reader.Skip();
                break;
        }
    }

    private static void Put(LineFields fields, LogField field, string text)
    {
        text.CopyTo(fields.Room(text.Length));
        fields.PutOwn(field, text.Length);
    }

    private sealed class Node
    {
        public Dictionary<string, Node> Children { get; } = new(StringComparer.Ordinal);

        public LogField Field { get; set; }

        public Node? Find(ref Utf8JsonReader reader)
        {
            foreach ((string name, Node child) in Children)
            {
                if (reader.ValueTextEquals(name))
                {
                    return child;
                }
            }

            return null;
        }
    }
}
