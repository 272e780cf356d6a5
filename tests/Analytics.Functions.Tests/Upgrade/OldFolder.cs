using System.Formats.Tar;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Analytics.Functions.Tests.Upgrade;

/// <summary>
/// A kept data folder, copied to where it may be changed and opened by the product of today at the instant at which it was left. The
/// expiry of its tables is switched off, so it is the same in ten years: else DynamoDB Local would delete by the wall clock, beginning
/// as soon as it opens a table.
/// </summary>
internal sealed class OldFolder : IAsyncDisposable
{
    public static readonly DateTimeOffset LeftAt = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public const string Packed = "data.tar.br";

    /// <summary>The tables have the names that they have on a laptop; a budget has the day's events counted.</summary>
    public static readonly IReadOnlyDictionary<string, string> Settings =
        new Dictionary<string, string> { ["ANALYTICS_TABLE"] = "Analytics", ["ANALYTICS_DAILY_EVENTS"] = "1000000" };

    private readonly string _copy;

    private OldFolder(string copy, LocalDynamo dynamo) => (_copy, Dynamo) = (copy, dynamo);

    public ManualClock Clock { get; } = new(LeftAt);

    public LocalDynamo Dynamo { get; }

    public RunningProduct Product { get; private set; } = null!;

    /// <summary>Of today's product, with a key that is as old as the folder.</summary>
    public HttpClient Client { get; private set; } = null!;

    /// <summary>What the product gave out then: secrets of keys and of a login, ids of a segment and a funnel; and the owner's password.</summary>
    public static string Given(string name) => (string)JsonNode.Parse(File.ReadAllText(Kept("given.json")))![name]!;

    public static string Kept(string file) => Repository.At("tests/Analytics.Functions.Tests/Upgrade/November2026/" + file);

    public static async Task<OldFolder> OpenAsync()
    {
        string copy = Directory.CreateTempSubdirectory("analytics-upgrade-").FullName;
        await using (FileStream kept = File.OpenRead(Kept(Packed)))
        await using (var unzipped = new BrotliStream(kept, CompressionMode.Decompress))
        {
            await TarFile.ExtractToDirectoryAsync(unzipped, copy, overwriteFiles: true);
        }

        var folder = new OldFolder(copy, await LocalDynamo.OpenAsync(copy));
        folder.Product = await RunningProduct.OpenAsync(folder.Dynamo, folder.Clock, Settings);
        folder.Client = folder.ClientWith(Given("admin"));
        return folder;
    }

    public HttpClient ClientWith(string key)
    {
        var client = new HttpClient { BaseAddress = Product.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>The answers to the questions and to those of the library, by name.</summary>
    public async Task<JsonObject> AskAsync(IReadOnlyList<Question> questions)
    {
        JsonObject answers = await Answers.AskAsync(Client, questions, Given("segment"), Given("funnel"));
        foreach ((string name, JsonNode? answer) in await new LibraryQuestions(Dynamo.Client, Product.Tables.Events, Clock.GetUtcNow()).AskAsync())
        {
            answers[name] = answer?.DeepClone();
        }

        return answers;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Product.DisposeAsync();
        await Dynamo.DisposeAsync();
        Directory.Delete(_copy, recursive: true);
    }
}
