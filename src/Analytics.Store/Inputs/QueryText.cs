namespace Analytics.Store.Inputs;

/// <summary>The parameters of a URL's query, decoded, in their order, at most a thousand.</summary>
internal static class QueryText
{
    private const int Most = 1_000;

    public static IEnumerable<(string Name, string Value)> Parse(string query)
    {
        int at = query.StartsWith('?') ? 1 : 0;
        for (int count = 0; at < query.Length && count < Most; count++)
        {
            int end = EndOf(query, at);
            if (end > at)
            {
                int equals = query.IndexOf('=', at, end - at);
                yield return equals < 0 ? (Decode(query[at..end]), "") : (Decode(query[at..equals]), Decode(query[(equals + 1)..end]));
            }

            at = end + 1;
        }
    }

    // A link that had a query got a second one: "?id=1?utm_source=x". An address within the query has a question mark of its own.
    private static int EndOf(string query, int at)
    {
        int ampersand = query.IndexOf('&', at), end = ampersand < 0 ? query.Length : ampersand;
        int second = query.IndexOf("?utm_", at, end - at, StringComparison.OrdinalIgnoreCase);
        return second >= 0 && !query.AsSpan(at, second - at).Contains("://", StringComparison.Ordinal) ? second : end;
    }

    private static string Decode(string text) => text.AsSpan().ContainsAny('+', '%') ? Uri.UnescapeDataString(text.Replace('+', ' ')) : text;
}
