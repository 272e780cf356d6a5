using System.Text;

namespace Analytics.Functions.Http;

/// <summary>
/// Tells a sender what of its request was left out while the rest counts: <c>x-analytics-ignored: colour,props.list</c>. Names are
/// anybody's text: each is percent-encoded and cut between characters, and there are at most twenty; <c>+7</c> at the end says how many
/// more there were. The header stays below 3,000 characters, which every front passes on.
/// </summary>
internal static class IgnoredHeader
{
    public const string Name = "x-analytics-ignored";
    private const int MostNames = 20;
    private const int LongestName = 48;
    private const int LongestEncoded = 3 * LongestName;

    // Beyond that names are counted and not looked at: a body holds a hundred thousand.
    private const int MostLookedAt = 200;

    /// <summary>Adds names to those that are there.</summary>
    public static void Add(HttpResponse response, IEnumerable<string> names)
    {
        string[] before = response.Headers[Name].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries);
        int left = before is [.., var last] && last[0] == '+' ? int.Parse(last, System.Globalization.CultureInfo.InvariantCulture) : 0;
        List<string> all = [.. left > 0 ? before[..^1] : before];
        int known = all.Count + left;
        int looked = 0;
        foreach (string name in names)
        {
            string? encoded = looked++ < MostLookedAt ? Encoded(name) : null;
            if (encoded is not null && all.Contains(encoded))
            {
                continue;
            }

            if (encoded is not null && all.Count < MostNames)
            {
                all.Add(encoded);
            }
            else
            {
                left++;
            }
        }

        if (all.Count + left > known)
        {
            response.Headers[Name] = string.Join(',', left > 0 ? [.. all, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"+{left}")] : all);
            Expose(response, Name);
        }
    }

    /// <summary>Lets pages of other origins read a header of the answer, beside those that they may read already.</summary>
    public static void Expose(HttpResponse response, string name)
    {
        string exposed = response.Headers.AccessControlExposeHeaders.ToString();
        if (!exposed.Split(", ").Contains(name))
        {
            response.Headers.AccessControlExposeHeaders = exposed.Length == 0 ? name : $"{exposed}, {name}";
        }
    }

    private static string Encoded(string name)
    {
        var text = new StringBuilder();
        int read = 0;
        foreach (Rune rune in name.EnumerateRunes())
        {
            string next = rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || "-_.~$[]".Contains((char)rune.Value, StringComparison.Ordinal))
                ? rune.ToString()
                : Uri.EscapeDataString(rune.ToString());
            read += rune.Utf16SequenceLength;
            if (read > LongestName || text.Length + next.Length > LongestEncoded)
            {
                break;
            }

            _ = text.Append(next);
        }

        return text.Length == 0 ? "%00" : text.ToString();
    }
}
