using System.Text;

namespace Analytics.Store.Inputs;

/// <summary>Anybody's text as it may be kept: without control characters, trimmed, within a length.</summary>
internal static class Text
{
    /// <summary>Null where nothing is left. Never cuts a character in two.</summary>
    public static string? Clean(string? text, int max)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        string clean = NeedsCleaning(text) ? WithoutControls(text) : text;
        clean = clean.Trim();
        if (clean.Length > max)
        {
            clean = clean[..(char.IsHighSurrogate(clean[max - 1]) ? max - 1 : max)].TrimEnd();
        }

        return clean.Length == 0 ? null : clean;
    }

    private static bool NeedsCleaning(string text)
    {
        foreach (char c in text)
        {
            if (char.IsControl(c) || char.IsSurrogate(c))
            {
                return true;
            }
        }

        return false;
    }

    // Half a surrogate pair is no text and could not be stored as UTF-8.
    private static string WithoutControls(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (!Rune.IsControl(rune))
            {
                _ = clean.Append(rune.ToString());
            }
        }

        return clean.ToString();
    }
}
