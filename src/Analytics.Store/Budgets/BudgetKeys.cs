using System.Globalization;
using Analytics.Store.Table;

namespace Analytics.Store.Budgets;

/// <summary>What the whole deployment takes in a day.</summary>
internal static class BudgetKeys
{
    /// <summary>How many events the whole deployment has taken on a day in UTC.</summary>
    public static ItemKey Budget(DateOnly day) => new("BUDGET", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
}
