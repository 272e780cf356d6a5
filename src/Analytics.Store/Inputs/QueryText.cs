namespace Analytics.Store.Inputs;

/// <summary>The parameters of a URL's query, decoded, in their order, at most a hundred.</summary>
internal static class QueryText
{
    public static IEnumerable<(string Name, string Value)> Parse(string query)
    {
        string text = query.StartsWith('?') ? query[1..] : query;
        foreach (string part in text.Split('&', 101, StringSplitOptions.RemoveEmptyEntries).Take(100))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            yield return equals < 0 ? (Decode(part), "") : (Decode(part[..equals]), Decode(part[(equals + 1)..]));
        }
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
