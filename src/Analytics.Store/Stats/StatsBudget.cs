using System.Globalization;
using Analytics.Store.Inputs;

namespace Analytics.Store.Stats;

/// <summary>The most that a query may hold in memory. Queries over the limit are rejected, never truncated.</summary>
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
