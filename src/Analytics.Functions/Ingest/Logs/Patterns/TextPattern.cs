using Analytics.Functions.Ingest.Logs.Lines;

namespace Analytics.Functions.Ingest.Logs.Patterns;

/// <summary>A format of text lines: fields and what stands between them. A line fits only if it fits to its end. One for each log.</summary>
/// <param name="tokens">The parts in their order.</param>
/// <param name="time">How the time is written.</param>
internal sealed class TextPattern(IReadOnlyList<TextToken> tokens, TimeForm time) : ILinePattern
{
    // A field without a kind may end at each place where the next text stands: a line made to be slow is given up.
    private const int MostTries = 200;
    private readonly TextToken[] _tokens = [.. tokens];
    private readonly int[] _ends = new int[tokens.Count];

    public LineFit Read(ReadOnlyMemory<char> line, LineFields fields)
    {
        fields.Time = time;
        int tries = MostTries;
        if (!Match(line.Span, 0, 0, fields, ref tries))
        {
            return LineFit.None;
        }

        int at = 0;
        for (int i = 0; i < _tokens.Length; i++)
        {
            Put(_tokens[i], line.Span, at, _ends[i], fields);
            at = _ends[i];
        }

        return LineFit.Whole;
    }

    private bool Match(ReadOnlySpan<char> line, int token, int at, LineFields fields, ref int tries)
    {
        for (; token < _tokens.Length; token++)
        {
            TextToken part = _tokens[token];
            string next = token + 1 < _tokens.Length && _tokens[token + 1].Kind == TextKind.Literal ? _tokens[token + 1].Literal : "";
            if (part.Kind == TextKind.Free && next.Length > 0)
            {
                return MatchFree(line, token, at, next, fields, ref tries);
            }

            int end = part.Kind switch
            {
                TextKind.Literal => line[at..].StartsWith(part.Literal, StringComparison.Ordinal) ? at + part.Literal.Length : -1,
                TextKind.Free => line.Length,
                _ => TextExtent.Of(part.Kind, line, at, next),
            };
            if (end < 0)
            {
                return fields.Stop(at, part.Kind == TextKind.Literal ? $"'{part.Literal}'" : part.Literal);
            }

            _ends[token] = at = end;
        }

        return at == line.Length || fields.Stop(at, "the end of the line");
    }

    private bool MatchFree(ReadOnlySpan<char> line, int token, int at, string next, LineFields fields, ref int tries)
    {
        for (int end = TextExtent.Find(line, at, next); end >= 0; end = TextExtent.Find(line, end + 1, next))
        {
            if (_tokens[token].Blanks is { } blanks && line[at..end].Count(' ') != blanks)
            {
                continue;
            }

            if (tries-- <= 0)
            {
                return false;
            }

            _ends[token] = end;
            if (Match(line, token + 1, end, fields, ref tries))
            {
                return true;
            }
        }

        return fields.Stop(at, $"{_tokens[token].Literal} and then '{next}'");
    }

    private static void Put(TextToken part, ReadOnlySpan<char> line, int at, int end, LineFields fields)
    {
        if (part.Kind is TextKind.Quoted or TextKind.Forwarded && line[at] == '"')
        {
            fields.Put(part.Field, at + 1, end - at - 2, part.Form);
        }
        else if (part.Kind == TextKind.Tail)
        {
            if (part.Field != LogField.None && TextExtent.QuotedAddresses(line, at) is (var start, > 0 and var length))
            {
                fields.Put(part.Field, start, length, part.Form);
            }
        }
        else
        {
            int length = part.Kind == TextKind.Peer ? ClientText.LengthWithoutPort(line[at..end]) : end - at;
            fields.Put(part.Field, at, length, part.Form);
        }
    }
}
