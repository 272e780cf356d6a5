namespace Analytics.Store.Sites;

/// <summary>How the settings that are a choice are written. A word that is none of the choice becomes a value that <see cref="SiteRules"/> refuses.</summary>
internal static class SettingWords
{
    public static string Of<T>(T choice) where T : struct, Enum => choice.ToString().ToLowerInvariant();

    public static T Read<T>(string word) where T : struct, Enum
    {
        foreach (T choice in Enum.GetValues<T>())
        {
            if (Of(choice) == word)
            {
                return choice;
            }
        }

        return (T)(object)-1;
    }

    public static string Rule<T>() where T : struct, Enum => "must be " + string.Join(", ", Enum.GetValues<T>().Select(Of));
}
