using System.Globalization;
using Analytics.Store.Calendars;

namespace Analytics.Functions.Health;

/// <summary>How amounts are written in sentences, in the same way everywhere.</summary>
internal static class Amounts
{
    /// <summary><c>1,234 events</c>, <c>1 event</c>.</summary>
    public static string Of(long count, string thing) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {thing}{(count == 1 ? "" : "s")}");

    /// <summary><c>90 minutes</c>, <c>9 hours</c>, <c>3 days</c>: rounded down.</summary>
    public static string Of(TimeSpan time) =>
        time < TimeSpan.FromHours(2) ? Of((long)time.TotalMinutes, "minute")
        : time < TimeSpan.FromDays(2) ? Of((long)time.TotalHours, "hour")
        : Of((long)time.TotalDays, "day");

    /// <summary><c>2026-03-10 14:30 UTC</c>.</summary>
    public static string Of(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary><c>2026-03-10, 2026-03-12 and 4 more</c>.</summary>
    public static string Of(IReadOnlyList<LocalDay> days) => days.Count switch
    {
        <= 2 => string.Join(" and ", days),
        _ => string.Create(CultureInfo.InvariantCulture, $"{days[0]}, {days[1]} and {days.Count - 2} more"),
    };
}
