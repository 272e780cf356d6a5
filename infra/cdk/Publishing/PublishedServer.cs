using System.Diagnostics;
using Analytics.Cdk.Options;

namespace Analytics.Cdk.Publishing;

/// <summary>
/// The server as Lambda gets it: its code, the tracker and the dashboard beside it, and the countries of addresses if asked for. Made with what a machine has that builds the product,
/// in a folder that is emptied first, and the same to the byte each time: an unchanged server is not deployed again.
/// </summary>
public static class PublishedServer
{
    /// <summary>What the runtime provided.al2023 starts.</summary>
    public const string Binary = "bootstrap";

    private const string Project = "src/Analytics.Functions/Analytics.Functions.csproj";

    /// <param name="repository">The clone.</param>
    /// <param name="code">How it is compiled.</param>
    /// <param name="places">Whether it carries the database of the countries of addresses, four megabytes zipped.</param>
    /// <param name="folder">Where it goes; null: within the CDK app's own <c>obj</c>.</param>
    /// <param name="say">Called with a line about the progress now and then.</param>
    /// <returns>The folder, absolute.</returns>
    /// <exception cref="PublishException">It cannot be built; the message has the compiler's words.</exception>
    public static string Publish(string repository, ServerCode code, bool places, string? folder, Action<string> say)
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

            // Nothing of this commit in the files; src/Directory.Build.targets keeps out what is of this machine.
            "-p:IncludeSourceRevisionInInformationalVersion=false",
            "-p:PublishDocumentationFiles=false", "-p:PublishReferencesDocumentationFiles=false", "-p:IsTransformWebConfigDisabled=true",
            places ? "-p:PlaceDatabase=true" : "-p:PlaceDatabase=false",
            .. Compiled(code),
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
        return process.ExitCode == 0 ? AsLambdaWants(folder) : throw new PublishException($"dotnet publish {Project} ended with {process.ExitCode}.\n{output}{errors.Result}");
    }

    private static string[] Compiled(ServerCode code) => code switch
    {
        ServerCode.ReadyToRun => ["-r", "linux-x64", "--self-contained", "false", "-p:PublishReadyToRun=true", "-p:UseAppHost=false"],
        ServerCode.Native => ["-p:Native=true"],
        _ => ["-p:UseAppHost=false"],
    };

    // Symbols of referenced projects come along, whatever the build is told. Stack traces name methods without them.
    private static string AsLambdaWants(string folder)
    {
        foreach (string symbols in Directory.EnumerateFiles(folder).Where(file => Path.GetExtension(file) is ".pdb" or ".dbg"))
        {
            File.Delete(symbols);
        }

        string native = Path.Combine(folder, "Analytics.Functions");
        if (File.Exists(native))
        {
            File.Move(native, Path.Combine(folder, Binary));
        }

        return folder;
    }
}
