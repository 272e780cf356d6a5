using System.Globalization;
using Analytics.Functions.Wire;

namespace Analytics.Functions.Stats.Reports;

/// <summary>Instants as JavaScript's <c>Date</c> reads them, for clients that send whatever it writes: ISO 8601, a date (midnight of UTC), or milliseconds since 1970.</summary>
internal static class ReportInstant
{
    /// <summary>What is asked for, for a fault.</summary>
    public const string Rule = "must be a date as 2026-03-01, an ISO 8601 instant as 2026-03-01T10:00:00Z (without an offset it is UTC), or milliseconds since 1970";

    /// <summary>Null where it is none of these.</summary>
    public static DateTimeOffset? Parse(string text) =>
        IsoInstant.TryDate(text, out DateTime day) ? new DateTimeOffset(day, TimeSpan.Zero)
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long milliseconds) && milliseconds is > 9_999 and < 253_000_000_000_000 ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
        : IsoInstant.Parse(text);

    /// <summary>A parameter as an instant; null where it is absent or faulty.</summary>
    public static DateTimeOffset? Instant(this ReportParameters parameters, string name)
    {
        if (parameters.Text(name) is not { } text)
        {
            return null;
        }

        DateTimeOffset? instant = Parse(text);
        if (instant is null)
        {
            parameters.Fault(name, Rule);
        }

        return instant;
    }

    /// <summary>As JavaScript writes it.</summary>
    public static string Write(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
