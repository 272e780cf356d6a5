using System.Globalization;
using Analytics.Store.Calendars;
using Analytics.Store.Days;

namespace Analytics.Store.Stats.Visits;

/// <summary>
/// Names a visit by its day, by what the day was made of, and by its place in it: no visitor can be told from it, and when the day is
/// built of other events, it names nothing any more.
/// </summary>
/// <param name="Day">Its day.</param>
/// <param name="Content">What the day was made of: <see cref="ContentOf"/>.</param>
/// <param name="Time">When it began: milliseconds since 1970.</param>
/// <param name="Number">Among the visits of the day that began in the same millisecond, from 0.</param>
public readonly record struct VisitKey(LocalDay Day, string Content, long Time, int Number)
{
    /// <summary>What a day is called that is still taking events in.</summary>
    public const string Open = "open";

    /// <summary>What a day is made of, in eight characters; <see cref="Open"/> where it is not sealed.</summary>
    public static string ContentOf(Day? day) => day is not { State: not DayState.Open } ? Open
        : day.ContentHash is { Length: >= 8 } hash ? hash[..8]
        : string.Create(CultureInfo.InvariantCulture, $"v{day.Version}");

    /// <summary><c>2026-03-09_3f2a9c01_1773050400000_0</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Day}_{Content}_{Time}_{Number}");

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string? text, out VisitKey key)
    {
        key = default;
        if (text is not { Length: <= 80 } || text.Split('_') is not [string day, { Length: > 0 } content, string time, string number]
            || !LocalDay.TryParseAsked(day, out LocalDay d)
            || !long.TryParse(time, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long t)
            || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int n))
        {
            return false;
        }

        key = new VisitKey(d, content, t, n);
        return true;
    }
}
