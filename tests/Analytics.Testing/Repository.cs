namespace Analytics.Testing;

/// <summary>The clone that the tests run from.</summary>
public static class Repository
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = Find();

    /// <summary>The absolute path of a file or folder of the repository, named from its root with forward slashes.</summary>
    public static string At(string path) => Path.Combine([Root, .. path.Split('/')]);

    private static string Find()
    {
        DirectoryInfo at = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "Analytics.sln")))
        {
            at = at.Parent ?? throw new InvalidOperationException("The tests do not run from a clone of the repository.");
        }

        return at.FullName;
    }
}
