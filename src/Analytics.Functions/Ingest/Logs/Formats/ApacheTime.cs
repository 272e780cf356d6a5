using System.Text;
using Analytics.Functions.Ingest.Logs.Lines;
using Analytics.Functions.Ingest.Logs.Patterns;

namespace Analytics.Functions.Ingest.Logs.Formats;

/// <summary>The time of an Apache log: <c>%t</c>, or <c>%{format}t</c>, which may stand there in several parts.</summary>
internal sealed class ApacheTime
{
    private readonly StringBuilder _format = new();
    private int _token = -1;
    private bool _hasOffset;

    /// <summary>How it is written.</summary>
    public TimeForm Form { get; private set; } = TimeForm.Clf;

    /// <summary><c>%t</c>: in brackets, as the common format has it. Where the time stands there twice the first counts.</summary>
    public void AddPlain(List<TextToken> tokens)
    {
        TextTemplate.Literal(tokens, "[");
        tokens.Add(new TextToken(TextKind.Free, _token < 0 ? LogField.Time : LogField.None, "%t", ValueForm.Plain));
        TextTemplate.Literal(tokens, "]");
        _token = _token < 0 ? int.MaxValue : _token;
    }

    /// <summary><c>%{format}t</c>. Parts with a text between them are one time.</summary>
    public void Add(List<TextToken> tokens, string format, List<string> faults)
    {
        format = format.StartsWith("begin:", StringComparison.Ordinal) ? format[6..] : format.StartsWith("end:", StringComparison.Ordinal) ? format[4..] : format;
        if (_token == int.MaxValue)
        {
            tokens.Add(new TextToken(TextKind.Free, LogField.None, "%{…}t", ValueForm.Plain));
            return;
        }

        TimeForm? epoch = format switch { "sec" or "%s" => TimeForm.Seconds, "msec" => TimeForm.Milliseconds, "usec" => TimeForm.Microseconds, _ => null };
        if (epoch is not null)
        {
            (Form, _token) = (epoch, int.MaxValue);
            tokens.Add(new TextToken(TextKind.Number, LogField.Time, "%{…}t", ValueForm.Plain));
            return;
        }

        if (_token >= 0)
        {
            foreach (TextToken between in tokens.Skip(_token + 1))
            {
                Quoted(between.Literal);
            }

            tokens.RemoveRange(_token + 1, tokens.Count - _token - 1);
        }
        else
        {
            _token = tokens.Count;
            tokens.Add(new TextToken(TextKind.Free, LogField.Time, "%{…}t", ValueForm.Plain));
        }

        Translate(format, faults);
        Form = TimeForm.Exact(_format.ToString(), _hasOffset);
    }

    private void Translate(string format, List<string> faults)
    {
        if (format is "msec_frac" or "usec_frac")
        {
            _ = _format.Append(format[0] == 'm' ? "fff" : "ffffff");
            return;
        }

        for (int i = 0; i < format.Length; i++)
        {
            if (format[i] != '%' || i + 1 == format.Length)
            {
                Quoted(format[i].ToString());
                continue;
            }

            string? letters = Letters(format[++i]);
            if (letters is null)
            {
                faults.Add($"has %{format[i]} in its time, of which no instant can be made");
                continue;
            }

            _hasOffset |= format[i] == 'z';
            _ = _format.Append(letters);
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

    private void Quoted(string text)
    {
        foreach (char c in text)
        {
            _ = _format.Append(c == '\'' ? "\\'" : $"'{c}'");
        }
    }
}
