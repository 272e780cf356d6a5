using System.Globalization;
using System.Text;

namespace Analytics.Functions.Hosting.Lambda;

/// <summary>
/// A path as routes see it, by the rules of Kestrel, so that an address means the same on both hosts: escapes are decoded once, but for
/// <c>%2F</c> and what is no UTF-8; dot segments are resolved.
/// </summary>
internal static class RequestPath
{
    /// <summary>Null where it is no path: without a slash at the beginning, or with a NUL.</summary>
    /// <param name="raw">As it came: <c>/a%20b/../c</c>.</param>
    public static string? Decode(string raw)
    {
        if (!raw.StartsWith('/') || raw.Contains('\0') || raw.Contains("%00", StringComparison.Ordinal))
        {
            return null;
        }

        string path = raw.Contains('%') ? Unescape(raw) : raw;
        return path.Contains("/.", StringComparison.Ordinal) ? WithoutDots(path) : path;
    }

    private static string Unescape(string raw)
    {
        var text = new StringBuilder(raw.Length);
        Span<byte> run = stackalloc byte[4];
        for (int i = 0; i < raw.Length;)
        {
            int length = 0;
            while (length < run.Length && ByteAt(raw, i + (3 * length)) is { } b)
            {
                run[length++] = b;
            }

            if (length == 0)
            {
                _ = text.Append(raw[i++]);
            }
            else if (run[0] == '/' || Rune.DecodeFromUtf8(run[..length], out Rune rune, out int used) != System.Buffers.OperationStatus.Done)
            {
                _ = text.Append(raw, i, 3);
                i += 3;
            }
            else
            {
                _ = text.Append(rune.ToString());
                i += 3 * used;
            }
        }

        return text.ToString();
    }

    private static byte? ByteAt(string raw, int at) =>
        at + 3 <= raw.Length && raw[at] == '%' && byte.TryParse(raw.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte b) ? b : null;

    // RFC 3986, 5.2.4.
    private static string WithoutDots(string path)
    {
        var kept = new List<string>();
        string[] segments = path[1..].Split('/');
        for (int i = 0; i < segments.Length; i++)
        {
            bool isDots = segments[i] is "." or "..";
            if (segments[i] == ".." && kept.Count > 0)
            {
                kept.RemoveAt(kept.Count - 1);
            }

            if (!isDots)
            {
                kept.Add(segments[i]);
            }
            else if (i == segments.Length - 1)
            {
                kept.Add("");
            }
        }

        return "/" + string.Join('/', kept);
    }
}
