namespace Analytics.Packages.Tests;

/// <summary>What the readmes show works for somebody who has nothing but the package.</summary>
public sealed class ReadmeTests(Packed packed)
{
    [Fact]
    public void The_first_example_of_the_store_builds_a_request_and_the_second_sends_it()
    {
        IReadOnlyList<string> examples = Examples("Analytics.Store");
        Assert.Equal(3, examples.Count);
        using var consumer = new Consumer(packed, "Analytics.Store");

        // The second goes on where the first ends, with a client that nobody has here: it is compiled, not run.
        consumer.Write("Program.cs", $$"""
            #pragma warning disable CS8321
            {{Usings(examples[1])}}
            {{examples[0]}}
            async Task Send(Amazon.DynamoDBv2.IAmazonDynamoDB client)
            {
            {{Body(examples[1])}}
            }
            """);

        Assert.Equal("AnalyticsTable\nSITE#site-123#RAW#2026-03-01#0\n", consumer.Run().ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Every_command_of_the_store_is_built_with_one_using()
    {
        string example = Examples("Analytics.Store")[2];
        using var consumer = new Consumer(packed, "Analytics.Store");
        consumer.Write("Program.cs", $"{example}\nConsole.WriteLine(createGoal.Item[\"pk\"].S + createSite.TransactItems.Count + minute.TableName);");

        Assert.Equal(["using Analytics.Store;"], example.Split('\n').Where(line => line.StartsWith("using ", StringComparison.Ordinal)));
        Assert.Equal("SITE#site-1232AnalyticsTable\n", consumer.Run().ReplaceLineEndings("\n"));
    }

    [Fact]
    public void The_example_of_the_engine_compiles()
    {
        string example = Assert.Single(Examples("Analytics.Engine"));
        using var consumer = new Consumer(packed, "Analytics.Engine");
        consumer.Write("Program.cs", "Console.WriteLine(nameof(Example.Record));");
        consumer.Write("Example.cs", ReadmeExamples.AsMethod(
            example,
            "public static async Task Record(Amazon.DynamoDBv2.IAmazonDynamoDB client, CancellationToken cancellation)"));

        Assert.Equal("Record\n", consumer.Run().ReplaceLineEndings("\n"));
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

    private static string Usings(string example) => string.Join('\n', example.Split('\n').Where(line => line.StartsWith("using ", StringComparison.Ordinal)));

    private static string Body(string example) => string.Join('\n', example.Split('\n').Where(line => !line.StartsWith("using ", StringComparison.Ordinal)));

    private static IReadOnlyList<string> Examples(string library) =>
        ReadmeExamples.Of(File.ReadAllText(Repository.At($"src/{library}/README.md")));
}
