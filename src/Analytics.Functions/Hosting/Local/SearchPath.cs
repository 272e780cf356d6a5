namespace Analytics.Functions.Hosting.Local;

/// <summary>Finds programs as a shell does, in the folders that the settings name rather than in hidden state.</summary>
internal static class SearchPath
{
    private static readonly string[] Endings = OperatingSystem.IsWindows() ? [".exe", ".cmd", ".bat"] : [""];

    /// <summary>The program's full path; null when no folder of <paramref name="path"/> has it.</summary>
    public static string? Find(string program, string path)
    {
        foreach (string folder in path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            foreach (string ending in Endings)
            {
                string file = Path.Combine(folder, program + ending);
                if (File.Exists(file) && IsExecutable(file))
                {
                    return file;
                }
            }
        }

        return null;
    }

    private static bool IsExecutable(string file) =>
        OperatingSystem.IsWindows()
        || (File.GetUnixFileMode(file) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0;
}
