namespace Analytics.Functions.Wire;

/// <summary>What is said of a name that nothing here has.</summary>
internal static class UnknownField
{
    /// <summary>What is wrong, and what would be right.</summary>
    /// <param name="known">The names that there are.</param>
    public static string Problem(IEnumerable<string> known) => $"is unknown: leave it out. Known are {string.Join(", ", known)}";

    /// <summary>The same, and where it stands.</summary>
    /// <param name="place">A JSON pointer: <c>#/include/labels</c>.</param>
    /// <param name="known">The names that there are.</param>
    public static string At(string place, IEnumerable<string> known) => $"{place}: {Problem(known)}";
}
