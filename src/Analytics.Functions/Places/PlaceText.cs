using Analytics.Store.Events;

namespace Analytics.Functions.Places;

/// <summary>Reads the words for a place of an edge network, a log or a database. What is no such word is not known.</summary>
internal static class PlaceText
{
    private const int LongestCity = 100;

    /// <summary>ISO 3166-1 alpha-2, in capitals; null for anything else, and for <c>XX</c> and <c>ZZ</c>, by which others say that they do not know.</summary>
    public static string? Country(ReadOnlySpan<char> text) =>
        text.Length == 2 && char.IsAsciiLetter(text[0]) && char.IsAsciiLetter(text[1]) && text.ToString().ToUpperInvariant() is var country and not ("XX" or "ZZ") ? country : null;

    /// <param name="country">Without it nothing else is known.</param>
    /// <param name="region">The second part of ISO 3166-2 (<c>37</c> of <c>EE-37</c>), 1 to 3 letters and digits, or all of it.</param>
    /// <param name="city">Its name, at most 100 characters.</param>
    public static Place Read(string? country, string? region, string? city)
    {
        if (Country(country) is not { } known)
        {
            return Place.Unknown;
        }

        string? part = region?.StartsWith(known + "-", StringComparison.OrdinalIgnoreCase) == true ? region[3..] : region;
        return new Place(
            known,
            part is { Length: >= 1 and <= 3 } && part.All(char.IsAsciiLetterOrDigit) ? $"{known}-{part}".ToUpperInvariant() : null,
            city is { Length: >= 1 and <= LongestCity } ? city : null);
    }
}
