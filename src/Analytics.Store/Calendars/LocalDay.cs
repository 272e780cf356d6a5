using System.Globalization;
using Analytics.Store.Inputs;

namespace Analytics.Store.Calendars;

/// <summary>A calendar day of a site, in the site's own time zone; not a span of UTC. Ordered by date.</summary>
/// <remarks>Written as <c>yyyy-MM-dd</c> in the invariant culture, in keys as in answers. <c>default</c> is 0001-01-01.</remarks>
public readonly record struct LocalDay(DateOnly Date) : IComparable<LocalDay>
{
    /// <summary>A day by year, month (1–12) and day of month (1–31).</summary>
    public LocalDay(int year, int month, int day) : this(new DateOnly(year, month, day))
    {
    }

    /// <summary>The day <paramref name="days"/> later; earlier where negative.</summary>
    public LocalDay Plus(int days) => new(Date.AddDays(days));

    /// <exception cref="AnalyticsInputException">Not <c>yyyy-MM-dd</c>.</exception>
    public static LocalDay Parse(string? text, string field = "day") =>
        TryParse(text, out LocalDay day) ? day : throw new AnalyticsInputException(field, "must be a date as yyyy-MM-dd");

    /// <summary>False where <see cref="Parse"/> would throw.</summary>
    public static bool TryParse(string? text, out LocalDay day)
    {
        bool valid = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date);
        day = new LocalDay(date);
        return valid;
    }

    /// <summary>What is wrong with a text that <see cref="TryParseAsked"/> refuses.</summary>
    internal const string AskedRule = "must be a date as yyyy-MM-dd, from 1970 to 9990";

    /// <summary>A day that a request asks for: one that has days before and after it in every time zone.</summary>
    internal static bool TryParseAsked(string? text, out LocalDay day) => TryParse(text, out day) && day.Date.Year is >= 1970 and <= 9990;

    /// <inheritdoc/>
    public int CompareTo(LocalDay other) => Date.CompareTo(other.Date);

    /// <summary>Whether the left day is before the right one.</summary>
    public static bool operator <(LocalDay left, LocalDay right) => left.Date < right.Date;

    /// <summary>Whether the left day is after the right one.</summary>
    public static bool operator >(LocalDay left, LocalDay right) => left.Date > right.Date;

    /// <summary>Whether the left day is the right one or before it.</summary>
    public static bool operator <=(LocalDay left, LocalDay right) => left.Date <= right.Date;

    /// <summary>Whether the left day is the right one or after it.</summary>
    public static bool operator >=(LocalDay left, LocalDay right) => left.Date >= right.Date;

    /// <summary><c>yyyy-MM-dd</c>, invariant.</summary>
    public override string ToString() => Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
