using System.Text.RegularExpressions;
using Analytics.Functions.Ingest.Logs.Lines;
using Analytics.Functions.Ingest.Logs.Patterns;

namespace Analytics.Functions.Ingest.Logs.Formats;

/// <summary>Apache's <c>LogFormat</c>: its text, or the whole directive as it stands in the configuration.</summary>
internal static partial class ApachePattern
{
    /// <summary>The parts, and how the time is written.</summary>
    public static (List<TextToken> Tokens, TimeForm Time) Parse(string pattern, List<string> faults)
    {
        if (Directive().Match(pattern) is { Success: true } directive)
        {
            pattern = directive.Groups["format"].Value;
        }

        pattern = pattern.Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\t", "\t", StringComparison.Ordinal);
        List<TextToken> tokens = [];
        ApacheTime time = new();
        int at = 0;
        foreach (Match match in Percent().Matches(pattern))
        {
            TextTemplate.Literal(tokens, pattern[at..match.Index]);
            at = match.Index + match.Length;
            string argument = match.Groups["argument"].Value, letter = match.Groups["letter"].Value;
            if (letter == "%")
            {
                TextTemplate.Literal(tokens, "%");
            }
            else if (letter == "t" && argument.Length > 0)
            {
                time.Add(tokens, argument);
            }
            else if (letter == "t")
            {
                time.AddPlain(tokens);
            }
            else
            {
                tokens.Add(Token(letter, argument, match.Value));
            }
        }

        TextTemplate.Literal(tokens, pattern[at..]);
        TimeForm form = time.Complete(tokens, faults);
        return (TextTemplate.Quote(tokens), form);
    }

    // %{c}a is the peer of the connection: behind a proxy that is the proxy, and %a the client.
    private static TextToken Token(string letter, string argument, string name)
    {
        (TextKind kind, LogField field) = letter switch
        {
            "a" when argument == "c" => (TextKind.Client, LogField.RealClient),
            "h" or "a" => (TextKind.Client, LogField.Client),
            "l" => (TextKind.Ident, LogField.None),
            "r" => (TextKind.Free, LogField.RequestLine),
            "m" => (TextKind.Word, LogField.Method),
            "U" => (TextKind.Free, LogField.Path),
            "q" => (TextKind.Free, LogField.Query),
            "s" => (TextKind.Status, LogField.Status),
            "v" or "V" => (TextKind.Free, LogField.Host),
            "p" => (TextKind.Number, argument is "" or "canonical" or "local" ? LogField.Port : LogField.None),
            "b" or "B" or "O" or "I" or "S" or "D" => (TextKind.Number, LogField.None),
            "i" => argument.ToUpperInvariant() switch
            {
                "REFERER" => (TextKind.Free, LogField.Referrer),
                "USER-AGENT" => (TextKind.Free, LogField.Agent),
                "HOST" => (TextKind.Free, LogField.Host),
                "X-FORWARDED-FOR" => (TextKind.Client, LogField.ForwardedFor),
                "X-REAL-IP" or "CF-CONNECTING-IP" or "TRUE-CLIENT-IP" => (TextKind.Word, LogField.RealClient),
                "X-FORWARDED-PROTO" => (TextKind.Word, LogField.Scheme),
                _ => (TextKind.Free, LogField.None),
            },
            "o" when argument.Equals("Content-Type", StringComparison.OrdinalIgnoreCase) => (TextKind.Free, LogField.ContentType),
            _ => (TextKind.Free, LogField.None),
        };
        return new TextToken(kind, field, name);
    }

    [GeneratedRegex("""^\s*LogFormat\s+"(?<format>(?:[^"\\]|\\.)*)"(?:\s+\S+)?\s*$""", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Directive();

    // %[!200,304][<>]{argument}letter
    [GeneratedRegex("""%!?[0-9,]*[<>]?(?:\{(?<argument>[^}]*)\})?[<>]?(?<letter>\^t[io]|[a-zA-Z%])""", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Percent();
}
