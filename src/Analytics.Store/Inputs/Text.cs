using System.Text;

namespace Analytics.Store.Inputs;

/// <summary>Anybody's text as it may be kept: trimmed, within a length, never with a character cut in two.</summary>
internal static class Text
{
    /// <summary>A name or an address: control characters go. Null where nothing is left.</summary>
    public static string? Clean(string? text, int max) => Within(WithoutControls(text, isProse: false), max);

    /// <summary>Prose of one line: line breaks and tabs become a space, so that two words stay two; other control characters go. Null where nothing is left.</summary>
    public static string? OneLine(string? text, int max) => Within(WithoutControls(text, isProse: true), max);

    /// <summary>Text of any lines: all of its characters stay. Null where nothing is left.</summary>
    public static string? Keep(string? text, int max) => Within(text, max);

    private static string? Within(string? text, int max)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        string kept = (text.Any(char.IsSurrogate) ? WithoutHalves(text) : text).Trim();
        if (kept.Length > max)
        {
            kept = kept[..(char.IsHighSurrogate(kept[max - 1]) ? max - 1 : max)].TrimEnd();
        }

        return kept.Length == 0 ? null : kept;
    }

    private static string? WithoutControls(string? text, bool isProse)
    {
        if (text?.Any(char.IsControl) is not true)
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (!char.IsControl(c))
            {
                _ = clean.Append(c);
            }
            else if (isProse && char.IsWhiteSpace(c) && clean is not [.., ' '])
            {
                _ = clean.Append(' ');
            }
        }

        return clean.ToString();
    }

    // Half a surrogate pair is no text and could not be stored as UTF-8.
    private static string WithoutHalves(string text)
    {
        var whole = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            _ = whole.Append(rune.ToString());
        }

        return whole.ToString();
    }
}
