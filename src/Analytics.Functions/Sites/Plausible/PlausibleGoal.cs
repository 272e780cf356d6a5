using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Analytics.Store.Goals;

namespace Analytics.Functions.Sites.Plausible;

/// <summary>Goals as Plausible knows them: an event by its name, or pages by a path in which <c>*</c> is anything.</summary>
internal static class PlausibleGoal
{
    private const string Start = @"(?s)\A";
    private const string End = @"\z";

    /// <summary>The goal of an event's name.</summary>
    public static Goal OfEvent(Goal start, string name) => start with { Type = GoalType.Event, Pattern = name, MatchType = GoalMatch.Exact };

    /// <summary>The goal of a path.</summary>
    public static Goal OfPage(Goal start, string path)
    {
        string before = path.TrimEnd('*');
        (GoalMatch match, string pattern) = before.Contains('*', StringComparison.Ordinal) ? (GoalMatch.Regex, Start + string.Join(".*", path.Split('*').Select(Regex.Escape)) + End)
            : before.Length < path.Length ? (GoalMatch.StartsWith, before)
            : (GoalMatch.Exact, path);
        return start with { Type = GoalType.Pageview, Pattern = pattern, MatchType = match };
    }

    /// <summary>The name of the event, or the path. Regular expressions of other forms are shown as they are.</summary>
    public static (string? EventName, string? PagePath) MeantBy(Goal goal)
    {
        string text = goal.MatchType switch
        {
            GoalMatch.StartsWith => goal.Pattern + "*",
            GoalMatch.Contains => $"*{goal.Pattern}*",
            GoalMatch.Regex when goal.Pattern.StartsWith(Start, StringComparison.Ordinal) && goal.Pattern.EndsWith(End, StringComparison.Ordinal)
                => string.Join('*', goal.Pattern[Start.Length..^End.Length].Split(".*").Select(Regex.Unescape)),
            _ => goal.Pattern,
        };
        return goal.Type == GoalType.Event ? (text, null) : (null, text);
    }

    /// <summary>Whether two goals are met by the same.</summary>
    public static bool IsSame(Goal one, Goal other) =>
        (one.Type, one.Pattern, one.MatchType, one.ScrollThreshold) == (other.Type, other.Pattern, other.MatchType, other.ScrollThreshold)
        && one.Properties.Count == other.Properties.Count && one.Properties.All(p => other.Properties.TryGetValue(p.Key, out string? value) && value == p.Value);

    /// <summary>The same id for the same goal, so that two who make it at once make one.</summary>
    public static string IdOf(Goal goal)
    {
        string[] said = [goal.Type.ToString(), goal.MatchType.ToString(), goal.Pattern, .. goal.Properties.OrderBy(p => p.Key, StringComparer.Ordinal).SelectMany(p => (string[])[p.Key, p.Value])];
        return Convert.ToHexStringLower(Hash(string.Join('\n', said)));
    }

    /// <summary>The number that clients know a goal by: its id where that is twelve hexadecimal digits, else a number above all of these.</summary>
    public static long NumberOf(Goal goal) =>
        goal.Id.Length == 12 && goal.Id.All(char.IsAsciiHexDigitLower)
            ? long.Parse(goal.Id, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
            : (1L << 48) + long.Parse(Convert.ToHexStringLower(Hash(goal.Id)), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text))[..6];
}
