using System.Text;

namespace Analytics.Functions.Http;

/// <summary>
/// Tells a sender what of its request was left out while the rest counts: <c>x-analytics-ignored: colour,props.list</c>. Names are
/// anybody's text: each is cut and percent-encoded, and there are at most twenty; <c>+7</c> at the end says how many more there were.
/// </summary>
internal static class IgnoredHeader
{
    public const string Name = "x-analytics-ignored";
    private const int MostNames = 20;
    private const int LongestName = 48;

    /// <summary>Adds names to those that are there.</summary>
    public static void Add(HttpResponse response, IEnumerable<string> names)
    {
        string[] before = response.Headers[Name].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries);
        int left = before is [.., var last] && last[0] == '+' ? int.Parse(last, System.Globalization.CultureInfo.InvariantCulture) : 0;
        List<string> all = [.. left > 0 ? before[..^1] : before];
        int known = all.Count + left;
        foreach (string name in names.Select(Encoded).Where(name => !all.Contains(name)))
        {
            if (all.Count < MostNames)
            {
                all.Add(name);
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
        foreach (Rune rune in (name.Length > LongestName ? name[..LongestName] : name).EnumerateRunes())
        {
            _ = rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || "-_.~$[]".Contains((char)rune.Value, StringComparison.Ordinal))
                ? text.Append((char)rune.Value)
                : text.Append(Uri.EscapeDataString(rune.ToString()));
        }

        return text.Length == 0 ? "%00" : text.ToString();
    }
}
