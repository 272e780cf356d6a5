using Analytics.Store.Goals;

namespace Analytics.Functions.Goals;

/// <summary>The name of a goal that was given none.</summary>
internal static class GoalName
{
    public static string Of(Goal goal)
    {
        string name = goal.Type == GoalType.Event ? goal.Pattern
            : goal.ScrollThreshold is { } percent ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Scroll {percent}% of {goal.Pattern}")
            : $"Visit {goal.Pattern}";
        if (goal.Properties.Count > 0)
        {
            name += $" ({string.Join(", ", goal.Properties.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}: {p.Value}"))})";
        }

        return name.Length <= 200 ? name : name[..200];
    }
}
