using System.Globalization;
using Analytics.Store.Calendars;

namespace Analytics.Store.Stats.Visits;

/// <summary>
/// Where a visit or an event stands in a list: by what the list is sorted by, then by when it was, then by its number among those of the
/// same millisecond. A page of a list begins after the last place of the one before.
/// </summary>
/// <param name="Key">What the list is sorted by.</param>
/// <param name="Day">Its day.</param>
/// <param name="Time">When it was, or began: milliseconds since 1970.</param>
/// <param name="Number">Among those of the same millisecond, from 0.</param>
public readonly record struct ListPlace(long Key, LocalDay Day, long Time, int Number) : IComparable<ListPlace>
{
    /// <summary>Orders by key, then by time, then by number.</summary>
    public int CompareTo(ListPlace other)
    {
        int order = Key.CompareTo(other.Key);
        order = order != 0 ? order : Time.CompareTo(other.Time);
        order = order != 0 ? order : Day.CompareTo(other.Day);
        return order != 0 ? order : Number.CompareTo(other.Number);
    }

    /// <summary>The place as clients send it back: <c>1773050400000.2026-03-09.1773050400000.0</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Key}.{Day}.{Time}.{Number}");

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string? text, out ListPlace place)
    {
        place = default;
        if (text?.Split('.') is not [string key, string day, string time, string number]
            || !long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out long k)
            || !LocalDay.TryParseAsked(day, out LocalDay d)
            || !long.TryParse(time, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long t)
            || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int n))
        {
            return false;
        }

        place = new ListPlace(k, d, t, n);
        return true;
    }

    /// <summary>Whether the left stands before the right.</summary>
    public static bool operator <(ListPlace left, ListPlace right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left stands after the right.</summary>
    public static bool operator >(ListPlace left, ListPlace right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left does not stand after the right.</summary>
    public static bool operator <=(ListPlace left, ListPlace right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left does not stand before the right.</summary>
    public static bool operator >=(ListPlace left, ListPlace right) => left.CompareTo(right) >= 0;
}
