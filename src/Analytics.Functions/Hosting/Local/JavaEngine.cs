using System.Globalization;
using System.Text.RegularExpressions;

namespace Analytics.Functions.Hosting.Local;

/// <summary>DynamoDB Local in a Java of this machine, run by <c>Java/EmbeddedDynamoDb</c>, which see.</summary>
internal static partial class JavaEngine
{
    public const int OldestVersion = 17;

    private const int FolderTaken = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Measured, not copied: the first compiler alone starts 0.4 s sooner with half the CPU, and answers more requests a second than
    /// both compilers on two cores, since the database underneath is native code.
    /// </summary>
    private static readonly string[] Flags = ["-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"];

    /// <summary>Java on the search path, else in JAVA_HOME; null: none.</summary>
    public static string? Find(string searchPath, string? javaHome) =>
        SearchPath.Find("java", searchPath) ?? (javaHome is null ? null : SearchPath.Find("java", Path.Combine(javaHome, "bin")));

    /// <param name="java">Full path.</param>
    /// <param name="jar">DynamoDBLocal.jar.</param>
    /// <param name="dataFolder">Where it keeps its database; null: in memory.</param>
    /// <param name="cancellation">Ends Java and throws.</param>
    /// <returns>The running process and its address; or, with no process, why Java cannot serve here.</returns>
    /// <exception cref="StartupFailure">Java is fine, and it still did not start.</exception>
    public static async Task<(ChildProcess? Process, Uri? Endpoint, string? Unfit)> Start(
        string java, string jar, string? dataFolder, CancellationToken cancellation)
    {
        string lib = Path.GetDirectoryName(jar)!;
        string launcher = Path.Combine(AppContext.BaseDirectory, "Hosting", "Local", "Java");
        string[] place = dataFolder is null ? ["-inMemory"] : ["-dbPath", dataFolder];
        ChildProcess process = ChildProcess.Start(
            java,
            [
                .. Flags,
                "-Djava.library.path=" + Path.Combine(lib, "DynamoDBLocal_lib"),
                "-cp", launcher + Path.PathSeparator + jar,
                "EmbeddedDynamoDb",
                // Without -cors any page that the user's browser shows could read the answers. -port is overruled: the system chooses.
                "-sharedDb", "-disableTelemetry", "-cors", "http://localhost", "-port", "8000", .. place,
            ],
            lib,
            KeyValuePair.Create("DDB_LOCAL_TELEMETRY", "0"));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            if (await process.NextLine("listening ", limit.Token).ConfigureAwait(false) is { } port)
            {
                return (process, new Uri("http://127.0.0.1:" + port), null);
            }

            int exitCode = await process.Ended.WaitAsync(limit.Token).ConfigureAwait(false);
            process.Dispose();
            if (exitCode == FolderTaken)
            {
                throw DataFolder.InUse(dataFolder!);
            }

            string? unfit = await WhyUnfit(java, cancellation).ConfigureAwait(false);
            return unfit is not null
                ? (null, null, unfit)
                : throw new StartupFailure(string.Create(
                    CultureInfo.InvariantCulture,
                    $"DynamoDB Local did not start (Java ended with code {exitCode}: {FailureLine.Of(process.Said())}): remove that cause, or start Docker, or set DYNAMODB_ENDPOINT."));
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            process.Dispose();
            cancellation.ThrowIfCancellationRequested();
            throw new StartupFailure(
                $"DynamoDB Local did not start within a minute ({FailureLine.Of(process.Said())}): is this machine very busy? Try again, or set DYNAMODB_ENDPOINT.");
        }
    }

    /// <summary>Asked only after a failure, since asking costs a tenth of a second: is there a Java at all, and is it new enough?</summary>
    private static async Task<string?> WhyUnfit(string java, CancellationToken cancellation)
    {
        (int? exitCode, string said) = await ChildProcess.Run(java, ["-version"], TimeSpan.FromSeconds(10), cancellation).ConfigureAwait(false);
        if (exitCode != 0)
        {
            return $"{java} does not run"; // macOS has a placeholder of that name.
        }

        return Version(said) is { } version && version < OldestVersion
            ? string.Create(CultureInfo.InvariantCulture, $"Java {version} is too old")
            : null;
    }

    /// <summary>8 for <c>"1.8.0_392"</c>, 17 for <c>"17.0.15"</c>; null when the text names none.</summary>
    internal static int? Version(string said)
    {
        Match match = VersionText().Match(said);
        return !match.Success ? null
            : int.Parse(match.Groups[match.Groups[1].Value == "1" && match.Groups[2].Success ? 2 : 1].ValueSpan, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("""version "([0-9]{1,4})(?:\.([0-9]{1,4}))?""")]
    private static partial Regex VersionText();
}
