namespace Analytics.Store.Inputs;

/// <summary>
/// The alphabet of every identifier that may come from outside: 1 to 64 of A–Z a–z 0–9 - _ . and therefore never a key's
/// separator, never a path segment that needs escaping, never a surprise in a log.
/// </summary>
internal static class SafeId
{
    public const int MaxLength = 64;
    public const string Rule = "must be 1 to 64 characters of A–Z a–z 0–9 - _ .";

    public static bool IsValid(string? text)
    {
        if (text is null || text.Length is 0 or > MaxLength)
        {
            return false;
        }

        foreach (char c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.'))
            {
                return false;
            }
        }

        return true;
    }
}
