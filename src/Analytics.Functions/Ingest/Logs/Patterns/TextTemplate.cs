using Analytics.Functions.Ingest.Logs.Lines;

namespace Analytics.Functions.Ingest.Logs.Patterns;

/// <summary>Puts fields and what stands between them together into a pattern.</summary>
internal static class TextTemplate
{
    /// <summary>The parts of a text in which <c>$name</c> or <c>${name}</c> stands for a field.</summary>
    /// <param name="template">The text.</param>
    /// <param name="field">The field of a name.</param>
    public static List<TextToken> Parse(string template, Func<string, TextToken> field)
    {
        List<TextToken> tokens = [];
        for (int at = 0; at < template.Length;)
        {
            int dollar = template.IndexOf('$', at);
            dollar = dollar < 0 ? template.Length : dollar;
            Literal(tokens, template[at..dollar]);
            if (dollar == template.Length)
            {
                break;
            }

            bool braced = dollar + 1 < template.Length && template[dollar + 1] == '{';
            int start = dollar + (braced ? 2 : 1), end = start;
            while (end < template.Length && (char.IsAsciiLetterOrDigit(template[end]) || template[end] == '_'))
            {
                end++;
            }

            if (end == start)
            {
                Literal(tokens, "$");
            }
            else
            {
                tokens.Add(field(template[start..end]));
            }

            at = braced && end < template.Length && template[end] == '}' ? end + 1 : end;
        }

        return Quote(tokens);
    }

    /// <summary>Adds characters that stand for themselves.</summary>
    public static void Literal(List<TextToken> tokens, string text)
    {
        if (text.Length == 0)
        {
            return;
        }

        if (tokens.Count > 0 && tokens[^1].Kind == TextKind.Literal)
        {
            text = tokens[^1].Literal + text;
            tokens.RemoveAt(tokens.Count - 1);
        }

        tokens.Add(new TextToken(TextKind.Literal, LogField.None, text));
    }

    /// <summary>A field alone in quotes ends at a quote that no backslash escapes; and servers write a bare dash for it.</summary>
    public static List<TextToken> Quote(List<TextToken> tokens)
    {
        List<TextToken> quoted = [];
        for (int i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Kind != TextKind.Literal && i + 1 < tokens.Count && quoted.Count > 0
                && quoted[^1] is { Kind: TextKind.Literal, Literal: var before } && before.EndsWith('"') && (before.Length == 1 || before[^2] is ' ' or ',')
                && tokens[i + 1] is { Kind: TextKind.Literal, Literal: var after } && after.StartsWith('"'))
            {
                quoted.RemoveAt(quoted.Count - 1);
                Literal(quoted, before[..^1]);
                quoted.Add(tokens[i] with { Kind = TextKind.Quoted });
                tokens[i + 1] = tokens[i + 1] with { Literal = after[1..] };
            }
            else if (tokens[i].Literal.Length > 0)
            {
                quoted.Add(tokens[i]);
            }
        }

        return quoted;
    }
}
