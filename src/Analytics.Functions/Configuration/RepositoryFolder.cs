namespace Analytics.Functions.Configuration;

/// <summary>The clone that a program runs from, if it does.</summary>
internal static class RepositoryFolder
{
    /// <summary>The nearest folder at or above <paramref name="folder"/> that holds the solution; null for a published program elsewhere.</summary>
    public static string? Around(string folder)
    {
        for (DirectoryInfo? at = new(folder); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Analytics.sln")))
            {
                return at.FullName;
            }
        }

        return null;
    }
}
