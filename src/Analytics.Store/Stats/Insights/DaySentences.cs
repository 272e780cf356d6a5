using System.Globalization;

namespace Analytics.Store.Stats.Insights;

/// <summary>Unusual days in sentences of plain English, with their figures.</summary>
/// <param name="Counted">What is counted, in lower case and more than one: <c>page views</c>.</param>
public sealed record DaySentences(string Counted)
{
    /// <summary>What is unusual about a day; null where nothing is.</summary>
    public string? Of(JudgedDay day)
    {
        ArgumentNullException.ThrowIfNull(day);
        return day is not { IsUnusual: true, Low: { } low, High: { } high } ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"{day.Day}, a {day.Day.Date.DayOfWeek}, had {day.Count:#,0} {Counted}, {(day.Verdict == DayVerdict.High ? "more" : "fewer")} than usual: {Math.Ceiling(low):#,0} to {Math.Floor(high):#,0} were expected from {day.Weekdays} such days before it.");
    }
}
