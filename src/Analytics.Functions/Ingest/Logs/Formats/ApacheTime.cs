using Analytics.Functions.Ingest.Logs.Lines;
using Analytics.Functions.Ingest.Logs.Patterns;

namespace Analytics.Functions.Ingest.Logs.Formats;

/// <summary>
/// The time of an Apache log: <c>%t</c>, or <c>%{format}t</c>, which may stand there in several parts. Of several times the first whole
/// one counts; when the request came and when it was answered are two.
/// </summary>
internal sealed class ApacheTime
{
    private const string Name = "%{…}t";
    private const string Remedy = "log %t, or %{%Y-%m-%dT%H:%M:%S%z}t";
    private readonly Parts _begin = new(), _end = new();
    private (int Token, TimeForm Form)? _whole;

    /// <summary><c>%t</c>: in brackets, as the common format has it.</summary>
    public void AddPlain(List<TextToken> tokens)
    {
        TextTemplate.Literal(tokens, "[");
        _whole ??= (tokens.Count, TimeForm.Clf);
        tokens.Add(new TextToken(TextKind.Free, LogField.None, "%t", ValueForm.Plain));
        TextTemplate.Literal(tokens, "]");
    }

    /// <summary><c>%{format}t</c>. Parts with nothing but a text between them are one field.</summary>
    public void Add(List<TextToken> tokens, string format)
    {
        bool isEnd = format.StartsWith("end:", StringComparison.Ordinal);
        format = isEnd ? format[4..] : format.StartsWith("begin:", StringComparison.Ordinal) ? format[6..] : format;
        TimeForm? epoch = format switch { "sec" or "%s" => TimeForm.Seconds, "msec" => TimeForm.Milliseconds, "usec" => TimeForm.Microseconds, _ => null };
        if (epoch is not null)
        {
            _whole ??= (tokens.Count, epoch);
            tokens.Add(new TextToken(TextKind.Free, LogField.None, Name, ValueForm.Plain) { Blanks = 0 }); // no number: %{sec}t.%{msec_frac}t
            return;
        }

        (isEnd ? _end : _begin).Add(tokens, format);
    }

    /// <summary>Says which parts of the pattern are the time, and how it is written; a pattern without any is judged elsewhere.</summary>
    public TimeForm Complete(List<TextToken> tokens, List<string> faults)
    {
        foreach ((int token, string format) in _begin.Fields.Concat(_end.Fields))
        {
            tokens[token] = tokens[token] with { Blanks = format.Count(c => c == ' ') }; // so that it is known where it ends
        }

        Parts? parts = new[] { _begin, _end }.FirstOrDefault(p => p.IsWhole) ?? new[] { _begin, _end }.FirstOrDefault(p => p.Fields.Count > 0);
        if (_whole is { } whole && (parts is not { IsWhole: true } || whole.Token < parts.Fields[0].Token))
        {
            Mark(whole.Token, LogField.Time);
            return whole.Form;
        }

        if (parts is null)
        {
            return TimeForm.Clf;
        }

        faults.AddRange(parts.Unknown.Select(letter => $"has %{letter} in its time, of which no instant can be made"));
        if (parts.Unknown.Count == 0 && parts.Missing is { Length: > 0 } missing)
        {
            faults.Add($"has a time without {missing}, so that it is unknown when a request happened: {Remedy}");
        }
        else if (parts.Fields.Count > 2)
        {
            faults.Add($"has its time in {parts.Fields.Count} places, of which two can be put together: {Remedy}");
        }

        foreach (((int token, _), LogField field) in parts.Fields.Zip([LogField.Time, LogField.TimeRest]))
        {
            Mark(token, field);
        }

        return TimeForm.Exact(string.Join(LoggedRequest.BetweenTimes, parts.Fields.Select(field => field.Format)), parts.HasOffset);

        void Mark(int token, LogField field) => tokens[token] = tokens[token] with { Field = field };
    }

    // The parts of one time: a field is what stands side by side.
    private sealed class Parts
    {
        private static readonly (string Name, string Letters)[] Needed =
            [("a year (%Y)", "YyFD"), ("a month (%m or %b)", "mbhBFD"), ("a day of the month (%d)", "dFD"), ("an hour (%H)", "HITR"), ("minutes (%M)", "MTR")];

        private readonly HashSet<char> _said = [];

        public List<(int Token, string Format)> Fields { get; } = [];

        public List<char> Unknown { get; } = [];

        public bool HasOffset => _said.Contains('z');

        public bool IsWhole => Unknown.Count == 0 && Missing.Length == 0;

        /// <summary>What an instant needs and the time does not say.</summary>
        public string Missing => string.Join(", ", Needed.Where(part => !part.Letters.Any(_said.Contains)).Select(part => part.Name)
            .Concat(_said.Contains('I') && !_said.Contains('p') && !_said.Overlaps("HTR") ? ["AM or PM (%p)"] : []));

        public void Add(List<TextToken> tokens, string format)
        {
            string letters = string.Concat(Translated(format));
            if (Fields is [.., var last] && tokens.Skip(last.Token + 1).All(between => between.Kind == TextKind.Literal))
            {
                string between = string.Concat(tokens.Skip(last.Token + 1).Select(token => Quoted(token.Literal)));
                tokens.RemoveRange(last.Token + 1, tokens.Count - last.Token - 1);
                Fields[^1] = (last.Token, last.Format + between + letters);
                return;
            }

            Fields.Add((tokens.Count, letters));
            tokens.Add(new TextToken(TextKind.Free, LogField.None, Name, ValueForm.Plain));
        }

        private IEnumerable<string> Translated(string format)
        {
            if (format is "msec_frac" or "usec_frac")
            {
                yield return format[0] == 'm' ? "fff" : "ffffff";
                yield break;
            }

            for (int i = 0; i < format.Length; i++)
            {
                if (format[i] != '%' || i + 1 == format.Length)
                {
                    yield return Quoted(format[i].ToString());
                }
                else if (Letters(format[++i]) is { } letters)
                {
                    _ = _said.Add(format[i]);
                    yield return letters;
                }
                else
                {
                    Unknown.Add(format[i]);
                }
            }
        }
    }

    private static string? Letters(char conversion) => conversion switch
    {
        'Y' => "yyyy",
        'y' => "yy",
        'm' => "MM",
        'd' => "dd",
        'b' or 'h' => "MMM",
        'B' => "MMMM",
        'a' => "ddd",
        'A' => "dddd",
        'H' => "HH",
        'I' => "hh",
        'p' => "tt",
        'M' => "mm",
        'S' => "ss",
        'z' => "zzz",
        'F' => "yyyy'-'MM'-'dd",
        'T' => "HH':'mm':'ss",
        'R' => "HH':'mm",
        'D' => "MM'/'dd'/'yy",
        '%' => "'%'",
        _ => null,
    };

    private static string Quoted(string text) => string.Concat(text.Select(c => c == '\'' ? "\\'" : $"'{c}'"));
}
