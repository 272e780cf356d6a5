using System.Globalization;
using Analytics.Store.Inputs;

namespace Analytics.Store.Stats;

/// <summary>What an answer may keep in memory while it is found: a question over more is refused, never answered by halves.</summary>
internal static class StatsBudget
{
    /// <exception cref="AnalyticsInputException">There are more than the most.</exception>
    public static void Keep(long count, long most, string what)
    {
        if (count > most)
        {
            throw new AnalyticsInputException(
                "date_range", string.Create(CultureInfo.InvariantCulture, $"has more than {most} {what}: ask about fewer days, or filter"));
        }
    }
}
