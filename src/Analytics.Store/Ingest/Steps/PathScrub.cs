using System.Text.RegularExpressions;
using Analytics.Store.Sites;

namespace Analytics.Store.Ingest.Steps;

/// <summary>
/// Replaces personal data in page addresses, which sites often send by mistake: e-mail addresses, tokens and, if asked, ids. Each part
/// between <c>/ ? &amp; = #</c> is replaced as a whole, so that the address keeps its shape.
/// </summary>
internal static partial class PathScrub
{
    /// <summary>From how many characters on a random-looking word is a token: 16 random bytes in base64 are 22.</summary>
    public const int TokenLength = 22;

    public static string Clean(string text, PathScrubbing scrubbing)
    {
        if (scrubbing == PathScrubbing.Off || !MayHold(text, scrubbing))
        {
            return text;
        }

        return Part().Replace(text, part => CleanPart(part.Value, scrubbing));
    }

    // Most paths hold nothing of the kind: no mail sign, no long word, no long number.
    private static bool MayHold(string text, PathScrubbing scrubbing)
    {
        int run = 0, least = scrubbing == PathScrubbing.Ids ? 9 : TokenLength;
        foreach (char c in text)
        {
            run = char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '~' or '+' ? run + 1 : 0;
            if (c == '@' || run >= least)
            {
                return true;
            }
        }

        return false;
    }

    private static string CleanPart(string part, PathScrubbing scrubbing)
    {
        if (part.Contains('@', StringComparison.Ordinal))
        {
            part = Email().Replace(part, "[email]");
        }

        return scrubbing == PathScrubbing.Ids && Id().IsMatch(part) ? "[id]"
            : IsToken(part) ? "[token]"
            : part;
    }

    // Words of a title are lower case, digits and hyphens; what mixes cases with digits, or is one long run of hexadecimal, is made by a machine.
    private static bool IsToken(string part)
    {
        if (part.Length < TokenLength || Uuid().IsMatch(part))
        {
            return false;
        }

        return Jwt().IsMatch(part) || Hex().IsMatch(part) || (Base64().IsMatch(part) && MixesAll(part));
    }

    private static bool MixesAll(string part) =>
        part.Count(char.IsAsciiDigit) >= 2 && part.Count(char.IsAsciiLetterUpper) >= 2 && part.Count(char.IsAsciiLetterLower) >= 2
        && part.Split('-', '_').Max(word => word.Length) >= 12;

    [GeneratedRegex("[^/?&=#]+", RegexOptions.CultureInvariant)]
    private static partial Regex Part();

    [GeneratedRegex(@"[\w.%+'-]+@[\w-]+(?:\.[\w-]+)+", RegexOptions.CultureInvariant)]
    private static partial Regex Email();

    [GeneratedRegex(@"^(?:[0-9]{9,}|[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})$", RegexOptions.CultureInvariant)]
    private static partial Regex Id();

    [GeneratedRegex(@"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$", RegexOptions.CultureInvariant)]
    private static partial Regex Uuid();

    [GeneratedRegex(@"^ey[\w-]{8,}\.[\w-]{8,}\.[\w-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Jwt();

    [GeneratedRegex("^(?=.*[0-9])[0-9a-fA-F]{24,}$", RegexOptions.CultureInvariant)]
    private static partial Regex Hex();

    [GeneratedRegex(@"^[\w+~-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Base64();
}
