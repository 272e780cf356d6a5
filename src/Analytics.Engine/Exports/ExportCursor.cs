using System.Globalization;
using Analytics.Store.Calendars;

namespace Analytics.Engine.Exports;

/// <summary>A place in an export from which it can be gone on with: a day, and how far into it.</summary>
/// <param name="Day">The day.</param>
/// <param name="Block">The block of a closed day; null among raw events.</param>
/// <param name="At">Among raw events the millisecond of receipt; in a block unused.</param>
/// <param name="Skip">How many events to pass over: of that millisecond, or of that block.</param>
public sealed record ExportCursor(LocalDay Day, string? Block, long At, int Skip)
{
    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string? text, out ExportCursor? cursor)
    {
        cursor = null;
        string[] parts = (text ?? "").Split('_');
        if (parts.Length != 4 || !LocalDay.TryParse(parts[0], out LocalDay day) || !int.TryParse(parts[3], NumberStyles.None, CultureInfo.InvariantCulture, out int skip))
        {
            return false;
        }

        cursor = parts[1] switch
        {
            "r" when long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out long at) && at <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() =>
                new ExportCursor(day, null, at, skip),
            "b" when parts[2].Length is > 0 and <= 40 => new ExportCursor(day, parts[2].Replace('-', '#'), 0, skip),
            _ => null,
        };
        return cursor is not null;
    }

    /// <summary>Text without a character that an address would have to escape.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Day}_{(Block is null ? "r" : "b")}_{Block?.Replace('#', '-') ?? At.ToString(CultureInfo.InvariantCulture)}_{Skip}");
}
