using System.Globalization;
using Analytics.Store.Calendars;
using Analytics.Store.Inputs;

namespace Analytics.Store.Ranges;

/// <summary>
/// Where a range query goes on: ranges run over many partitions (days and their shards), and a partition over many answers. Null means
/// the beginning when asking, the end when answered.
/// </summary>
/// <param name="Day">The day's partition to ask next.</param>
/// <param name="Shard">The shard of that day, 0-based.</param>
/// <param name="After">The sort key after which to go on; null for the partition's first item.</param>
internal sealed record Continuation(LocalDay Day, int Shard, string? After)
{
    /// <summary>Reads the text of <see cref="ToString"/>.</summary>
    /// <exception cref="AnalyticsInputException">Not such a text.</exception>
    public static Continuation Parse(string text)
    {
        string[] parts = text.Split('/', 3);
        return parts.Length >= 2 && LocalDay.TryParse(parts[0], out LocalDay day)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int shard) && shard < 64
            ? new Continuation(day, shard, parts.Length == 3 ? parts[2] : null)
            : throw new AnalyticsInputException("continuation", "must be the text of a continuation that was answered before");
    }

    /// <summary>A text that may travel, for example in a query string.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Day}/{Shard}{(After is null ? "" : "/" + After)}");
}
