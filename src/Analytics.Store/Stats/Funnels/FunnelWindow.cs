using System.Globalization;
using Analytics.Store.Inputs;
using Analytics.Store.Stats.Ranges;

namespace Analytics.Store.Stats.Funnels;

/// <summary>How far from its first step the last one of a way may be. Immutable.</summary>
public sealed record FunnelWindow
{
    private const string Rule = "must be visit, day, range, or a number of seconds, minutes, hours or days as 90s, 30m, 12h, 7d, up to 5000d";

    private static readonly (char Unit, TimeSpan Length)[] Units =
        [('d', TimeSpan.FromDays(1)), ('h', TimeSpan.FromHours(1)), ('m', TimeSpan.FromMinutes(1)), ('s', TimeSpan.FromSeconds(1))];

    private readonly string _text;

    private FunnelWindow(string text, TimeSpan? span) => (_text, Span) = (text, span);

    /// <summary>Within the visit in which the first step was taken.</summary>
    public static FunnelWindow Visit { get; } = new("visit", null);

    /// <summary>Within the site's local day of the first step.</summary>
    public static FunnelWindow Day { get; } = new("day", null);

    /// <summary>As far as the range of the question goes.</summary>
    public static FunnelWindow Range { get; } = new("range", null);

    /// <summary>At most so long after the first step; null where it is one of the others.</summary>
    public TimeSpan? Span { get; }

    /// <summary>The longest way, milliseconds.</summary>
    internal long Milliseconds => Span is { } span ? (long)span.TotalMilliseconds : long.MaxValue;

    /// <summary>At most so long after the first step, the last instant included.</summary>
    /// <param name="span">1 second to 5,000 days; whole seconds.</param>
    /// <exception cref="AnalyticsInputException">It is not.</exception>
    public static FunnelWindow Of(TimeSpan span)
    {
        if (span < TimeSpan.FromSeconds(1) || span > TimeSpan.FromDays(StatsRange.MaxDays) || span.Ticks % TimeSpan.TicksPerSecond != 0)
        {
            throw new AnalyticsInputException("window", Rule);
        }

        (char unit, TimeSpan length) = Array.Find(Units, u => span.Ticks % u.Length.Ticks == 0);
        return new(string.Create(CultureInfo.InvariantCulture, $"{span.Ticks / length.Ticks}{unit}"), span);
    }

    /// <summary>Reads what <see cref="ToString"/> writes: <c>visit</c>, <c>day</c>, <c>range</c>, <c>30m</c>.</summary>
    /// <exception cref="AnalyticsInputException">It is none of these.</exception>
    public static FunnelWindow Parse(string? text, string field = "window")
    {
        if (text == Visit._text || text == Day._text || text == Range._text)
        {
            return text == Visit._text ? Visit : text == Day._text ? Day : Range;
        }

        int unit = text is { Length: > 1 } ? Array.FindIndex(Units, u => u.Unit == text[^1]) : -1;
        return unit >= 0
            && int.TryParse(text.AsSpan(0, text!.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            && count >= 1 && count <= TimeSpan.FromDays(StatsRange.MaxDays) / Units[unit].Length
                ? Of(count * Units[unit].Length)
                : throw new AnalyticsInputException(field, Rule);
    }

    /// <inheritdoc/>
    public override string ToString() => _text;
}
