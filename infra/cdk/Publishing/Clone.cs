namespace Analytics.Cdk.Publishing;

/// <summary>The clone that the app runs in.</summary>
internal static class Clone
{
    /// <summary>The folder at or above another that holds the solution.</summary>
    public static string Around(string folder)
    {
        for (DirectoryInfo? at = new(folder); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Analytics.sln")))
            {
                return at.FullName;
            }
        }

        throw new PublishException($"{folder} is not in a clone of the repository: run the CDK from its root.");
    }
}
