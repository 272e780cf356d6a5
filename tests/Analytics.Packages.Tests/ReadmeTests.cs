namespace Analytics.Packages.Tests;

/// <summary>What the readmes show works for somebody who has nothing but the package.</summary>
public sealed class ReadmeTests(Packed packed, LocalDynamo dynamo)
{
    // What a reader has: tables, and a site.
    private const string Given = """
        using var client = new Amazon.DynamoDBv2.AmazonDynamoDBClient("local", "local", new Amazon.DynamoDBv2.AmazonDynamoDBConfig { ServiceURL = args[0] });
        await new Analytics.Engine.Tables.TableCreator(client).CreateAsync(new Analytics.Engine.Tables.TableNames("AnalyticsTable", "AnalyticsSalts"), default);
        CancellationToken cancellation = default;
        """;

    private const string WithSite = """
        await client.TransactWriteItemsAsync(new Analytics.Store.AnalyticsStore(new Analytics.Store.AnalyticsStoreOptions { TableName = "AnalyticsTable" }).CreateSiteCommand(new()
        {
            Id = new("site-123"), Name = "My Website", Domains = ["example.com"], OwnerId = "user-456", CreatedAt = DateTimeOffset.UnixEpoch, UpdatedAt = DateTimeOffset.UnixEpoch,
        }));
        """;

    [Fact]
    public void What_the_store_records_is_sealed_and_answered_as_its_readme_shows()
    {
        IReadOnlyList<string> examples = Examples("Analytics.Store");
        Assert.Equal(6, examples.Count);

        // Nothing is due in the first minute. The day is sealed by hand, asked about, and read event by event.
        Assert.Equal(
            ["2 page views of 1 visitors", "/ 1", "/blog/post 1", "pv-789 /blog/post", "pv-790 /"],
            Run("Analytics.Engine", [.. examples.Take(5)]));
    }

    [Fact]
    public void Every_command_of_the_store_is_built_with_one_using()
    {
        string example = Examples("Analytics.Store")[^1];
        using var consumer = new Consumer(packed, "Analytics.Store");
        consumer.Write("Program.cs", $"{example}\nConsole.WriteLine(createGoal.Item[\"pk\"].S + createSite.TransactItems.Count + minute.TableName);");

        Assert.Equal(["using Analytics.Store;"], example.Split('\n').Where(line => line.StartsWith("using ", StringComparison.Ordinal)));
        Assert.Equal("SITE#site-1232AnalyticsTable\n", consumer.Run().ReplaceLineEndings("\n"));
    }

    [Fact]
    public void The_engine_records_seals_and_answers_as_its_readme_shows()
    {
        IReadOnlyList<string> examples = Examples("Analytics.Engine");
        Assert.Equal(3, examples.Count);

        Assert.Equal(["recorded", "/blog/post: 1 visitors, 1 page views"], Run("Analytics.Engine", examples, WithSite));
    }

    [Fact]
    public void The_examples_of_the_middleware_compile_and_the_first_begins_an_application()
    {
        IReadOnlyList<string> examples = Examples("Analytics.AspNetCore");
        Assert.Equal(2, examples.Count);
        using var consumer = new Consumer(packed, "Analytics.AspNetCore");
        consumer.Write("Program.cs", $"Console.WriteLine(nameof(Example.Track));\nif (args.Length > 0) Application.Run(args);");
        consumer.Write("Application.cs", ReadmeExamples.AsMethod(examples[0], "public static void Run(string[] args)").Replace("class Example", "class Application", StringComparison.Ordinal));
        consumer.Write("Example.cs", ReadmeExamples.AsMethod(
            examples[1],
            "public static async Task Track(Analytics.AspNetCore.AnalyticsClient analytics, Microsoft.AspNetCore.Http.HttpContext context)"));

        Assert.Equal("Track\n", consumer.Run().ReplaceLineEndings("\n"));
    }

    [Fact]
    public void The_examples_of_the_client_are_one_program_that_compiles()
    {
        IReadOnlyList<string> examples = Examples("Analytics.Client");
        Assert.Equal(4, examples.Count);
        using var consumer = new Consumer(packed, "Analytics.Client");
        consumer.Write("Program.cs", string.Join('\n', [.. examples.SelectMany(example => Usings(example).Split('\n')).Distinct(), "if (args.Length == 0) { Console.WriteLine(nameof(AnalyticsApi)); return; }", .. examples.Select(Body)]));

        Assert.Equal("AnalyticsApi\n", consumer.Run().ReplaceLineEndings("\n"));
    }

    // The examples one after the other, as one program over tables of its own: the lines that it prints.
    private string[] Run(string package, IReadOnlyList<string> examples, string? before = null)
    {
        using var consumer = new Consumer(packed, package);
        string program = string.Join('\n', [.. examples.Select(Usings), Given, before ?? "", .. examples.Select(Body)]);
        string name = LocalDynamo.NewTableName();
        consumer.Write("Program.cs", program
            .Replace("\"AnalyticsTable\"", $"\"{name}\"", StringComparison.Ordinal)
            .Replace("\"AnalyticsSalts\"", $"\"{name}-salts\"", StringComparison.Ordinal));
        return consumer.Run(dynamo.Endpoint.ToString()).ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string Usings(string example) => string.Join('\n', example.Split('\n').Where(line => line.StartsWith("using ", StringComparison.Ordinal)));

    private static string Body(string example) => string.Join('\n', example.Split('\n').Where(line => !line.StartsWith("using ", StringComparison.Ordinal)));

    private static IReadOnlyList<string> Examples(string library) =>
        ReadmeExamples.Of(File.ReadAllText(Repository.At($"src/{library}/README.md")));
}
