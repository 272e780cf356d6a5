using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Analytics.Functions.Hosting.Local;

/// <summary>DynamoDB Local in Docker, where this machine has no Java that serves.</summary>
internal static class DockerEngine
{
    private const string Image = "amazon/dynamodb-local";

    /// <summary>
    /// The container reads the pipe that the Docker client hands through, and ends when it closes: with this process, however that ends.
    /// </summary>
    private const string Script = """
        exec 3<&0
        java -Djava.library.path=./DynamoDBLocal_lib -Xmx512m -jar DynamoDBLocal.jar "$@" 3<&- &
        java=$!
        ( read -r _ <&3; kill $java ) &
        wait $java
        """;

    /// <summary>The Docker client, if an engine answers it; null otherwise.</summary>
    public static async Task<string?> Find(string searchPath, CancellationToken cancellation)
    {
        if (SearchPath.Find("docker", searchPath) is not { } docker)
        {
            return null;
        }

        (int? exitCode, _) = await ChildProcess.Run(
            docker, ["version", "--format", "{{.Server.Version}}"], TimeSpan.FromSeconds(5), cancellation).ConfigureAwait(false);
        return exitCode == 0 ? docker : null;
    }

    /// <summary>Starts the container; it may take minutes to answer, when Docker has to fetch the image.</summary>
    /// <param name="docker">Full path of the client.</param>
    /// <param name="dataFolder">Mounted into the container; null: in memory.</param>
    public static (ChildProcess Process, Uri Endpoint) Start(string docker, string? dataFolder)
    {
        int port = FreePort();

        // The image's own user may not write to a folder of this machine's user.
        string[] mount = dataFolder is null ? [] : ["--user", "root", "--volume", dataFolder + ":/data"];
        string[] place = dataFolder is null ? ["-inMemory"] : ["-dbPath", "/data"];
        ChildProcess process = ChildProcess.Start(
            docker,
            [
                "run", "--rm", "--interactive",
                "--publish", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}:8000"),
                .. mount,
                "--entrypoint", "sh", Image, "-c", Script, "sh",
                "-sharedDb", "-disableTelemetry", "-cors", "http://localhost", .. place,
            ]);
        return (process, new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
