using System.Diagnostics;

namespace Analytics.Cdk.Publishing;

/// <summary>
/// The server as Lambda gets it: portable IL, the tracker and the dashboard beside it. Made with what a machine has that builds the product,
/// in a folder that is emptied first, and the same to the byte each time: an unchanged server is not deployed again.
/// </summary>
public static class PublishedServer
{
    private const string Project = "src/Analytics.Functions/Analytics.Functions.csproj";

    /// <param name="repository">The clone.</param>
    /// <param name="folder">Where it goes; null: within the CDK app's own <c>obj</c>.</param>
    /// <param name="say">Hears a line now and then.</param>
    /// <returns>The folder, absolute.</returns>
    /// <exception cref="PublishException">It cannot be built; the message has the compiler's words.</exception>
    public static string Publish(string repository, string? folder, Action<string> say)
    {
        ArgumentNullException.ThrowIfNull(say);
        folder = Path.GetFullPath(folder ?? Path.Combine(repository, "infra/cdk/obj/server"));
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        say("Publishing the server");
        string root = Path.GetFullPath(repository).TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;
        var start = new ProcessStartInfo("dotnet",
        [
            "publish", Path.Combine(root, Project), "--configuration", "Release", "--output", folder, "--nologo", "--verbosity", "quiet",

            // Neither left behind: a compiler that stays would keep this process's output open.
            "-nodeReuse:false", "-p:UseSharedCompilation=false",

            // Nothing of this machine or of this commit in the files.
            $"-p:PathMap={root}=/_/", "-p:IncludeSourceRevisionInInformationalVersion=false",
            "-p:PublishDocumentationFiles=false", "-p:UseAppHost=false", "-p:IsTransformWebConfigDisabled=true",
        ])
        {
            WorkingDirectory = root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // The build that started this app tells its children which build they belong to; this one is another.
        foreach (string inherited in start.Environment.Keys.Where(key => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            _ = start.Environment.Remove(inherited);
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? WithoutSymbols(folder) : throw new PublishException($"dotnet publish {Project} ended with {process.ExitCode}.\n{output}{errors.Result}");
    }

    // Those of referenced projects come along, whatever the build is told. Stack traces name methods without them.
    private static string WithoutSymbols(string folder)
    {
        foreach (string symbols in Directory.EnumerateFiles(folder, "*.pdb"))
        {
            File.Delete(symbols);
        }

        return folder;
    }
}
