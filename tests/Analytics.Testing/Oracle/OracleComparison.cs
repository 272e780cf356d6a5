using Analytics.Store.Calendars;
using Analytics.Store.Days;

namespace Analytics.Testing.Oracle;

/// <summary>The range that a range is compared with.</summary>
public static class OracleComparison
{
    public static OracleSpan Of(OracleSpan range, OracleQuestion question, OracleClock clock, DateTimeOffset now)
    {
        LocalDay today = clock.DayOf(now);
        OracleSpan begun = range.From is null && range.First <= today && today < range.Last ? range with { Last = today } : range;
        OracleSpan other = question.Compare switch
        {
            ["previous_period"] when begun.From is { } from && begun.Before is { } before => Instants(from - (before - from), from),
            ["previous_period"] => begun.Moved(-begun.Days),
            ["year_over_year"] => Back(begun, begun.First.Date.DayNumber - begun.First.Date.AddYears(-1).DayNumber),
            _ => clock.Resolve(question.Compare, now, today),
        };
        if (!question.MatchDayOfWeek)
        {
            return other;
        }

        // The nearest first; no two are equally near, for a week has seven days.
        int[] shifts = [.. Enumerable.Range(-6, 13).OrderBy(Math.Abs).Where(s => other.First.Plus(s).Date.DayOfWeek == range.First.Date.DayOfWeek)];
        bool Overlaps(int s) => other.First.Plus(s) <= range.Last && other.Last.Plus(s) >= range.First;
        return Back(other, -shifts.FirstOrDefault(s => s == 0 || !Overlaps(s), shifts[0]));

        OracleSpan Instants(DateTimeOffset from, DateTimeOffset before) => new(clock.DayOf(from), clock.DayOf(before.AddTicks(-1)), from, before);
        OracleSpan Back(OracleSpan span, int days) => span.From is { } from && span.Before is { } before
            ? Instants(from.AddHours(-24 * days), before.AddHours(-24 * days))
            : span.Moved(-days);
    }
}
