using System.Globalization;
using System.Text.RegularExpressions;

namespace Analytics.Functions.Wire;

/// <summary>
/// An instant as ISO 8601 writes it: <c>2026-11-01T10:00:00.000Z</c>, <c>2026-11-01T12:00+02:00</c>. Without an offset it is of UTC.
/// Other notations mean different days to different people, so they are refused.
/// </summary>
internal static partial class Instant
{
    public const string Rule = "must be an ISO 8601 instant such as 2026-11-01T10:00:00.000Z; without an offset it is of UTC";

    /// <summary>The instant; null where the text is none.</summary>
    public static DateTimeOffset? Parse(string? text)
    {
        if (text is null or { Length: > 40 } || Form().Match(text) is not { Success: true } match)
        {
            return null;
        }

        // What the form lets differ, made alike: the platform's own parser reads the numbers and knows the calendar.
        string fraction = match.Groups["fraction"].Value;
        string offset = match.Groups["offset"].Value;
        string zone = offset.Length == 0 || offset is "Z" or "z" ? "+00:00" : $"{offset[..3]}:{(offset.Length > 3 ? offset[^2..] : "00")}";
        string whole = $"{match.Groups["date"].Value}T{match.Groups["time"].Value}:{(match.Groups["second"].Success ? match.Groups["second"].Value : "00")}"
            + $".{fraction.PadRight(7, '0')[..7]}{zone}";
        return DateTimeOffset.TryParseExact(whole, "yyyy-MM-dd'T'HH:mm:ss.fffffffzzz", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out DateTimeOffset time)
            ? time
            : null;
    }

    [GeneratedRegex(
        @"^(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ](?<time>[0-9]{2}:[0-9]{2})(?::(?<second>[0-9]{2})(?:[.,](?<fraction>[0-9]{1,9}))?)?(?<offset>[Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)?$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
