using System.IO.Compression;
using System.Text;
using Analytics.Tool.Terminal;
using Analytics.Tool.Tests.Server;

namespace Analytics.Tool.Tests.Exports;

/// <summary>What stands under a file's name is a whole export, or what stood there before.</summary>
public sealed class ExportFileTests : IDisposable
{
    private const string First = """{"id":"e1","time":"2026-03-10T12:00:00.000Z","receivedAt":"2026-03-10T12:00:00.000Z","name":"pageview","hostname":"example.com","path":"/"}""";
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Endings => [.. Broken.Keys];

    private static readonly Dictionary<string, string> Broken = new()
    {
        ["cut off before its length"] = $"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{First}\n",
        ["cut off between chunks"] = $"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{First.Length + 1:x}\r\n{First}\n\r\n",
        ["ended in a line"] = PartServer.Answer(First + "\n" + First[..40]),
        ["ended before its last event"] = PartServer.Answer(First + "\n", "x-analytics-events: 2"),
        ["not an export"] = PartServer.Answer("<html>\n"),
        ["a fault in the middle of a day"] = PartServer.Answer("""{"title":"An error occurred"}""").Replace("200 OK", "500 Fault", StringComparison.Ordinal),
    };

    [Theory, MemberData(nameof(Endings))]
    public async Task An_answer_that_is_broken_leaves_nothing_under_the_files_name(string how)
    {
        await using PartServer server = PartServer.Start(Whole("next"), Broken[how]);

        ToolRun run = await Export(server, "-o", _folder.At("march.csv"));

        Assert.Equal(1, run.Code);
        Assert.Matches(@"error: .*(was cut off in the middle|is no export|An error occurred)", run.Errors);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Name));
    }

    [Fact]
    public async Task What_stood_there_stays_until_the_export_is_whole()
    {
        string file = _folder.At("march.ndjson");
        await File.WriteAllTextAsync(file, "before");
        await using PartServer broken = PartServer.Start(Whole("next"), Broken["ended in a line"]);
        await using PartServer whole = PartServer.Start(Whole("next"), Whole(null));

        Assert.Equal(1, (await Export(broken, "-o", file)).Code);
        Assert.Equal("before", await File.ReadAllTextAsync(file));
        _ = (await Export(whole, "-o", file)).Succeeded();
        Assert.Equal([First, First], await File.ReadAllLinesAsync(file));
        Assert.Equal([file], Directory.GetFileSystemEntries(_folder.Name));
    }

    [Fact]
    public async Task An_export_that_is_interrupted_leaves_nothing_and_fails()
    {
        await using PartServer server = PartServer.Start(Whole("next"), $"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{First}\n{PartServer.Hangs}");
        using var stop = new CancellationTokenSource();
        using var said = new StringWriter();
        Task<int> run = AnalyticsCommand.RunAsync(["export", "--site", "example.com", "--day", "2026-03-10", "-o", _folder.At("march.ndjson.gz")], new CommandContext
        {
            Results = said,
            Errors = said,
            Variable = new Dictionary<string, string> { ["ANALYTICS_SERVER"] = server.Address.ToString(), ["ANALYTICS_KEY"] = "key" }.GetValueOrDefault,
            Stop = stop.Token,
        });

        Assert.Same(server.Hanging, await Task.WhenAny(server.Hanging, run));
        Assert.EndsWith(".part", Assert.Single(Directory.GetFileSystemEntries(_folder.Name)), StringComparison.Ordinal);
        await stop.CancelAsync();

        Assert.Equal(1, await run);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Name));
    }

    [Theory]
    [InlineData("march.ndjson", false)]
    [InlineData("march.JSONL", false)]
    [InlineData("march.csv", true)]
    [InlineData("march.csv.gz", true)]
    [InlineData("march.ndjson.gz", false)]
    [InlineData("march", false)]
    [InlineData("march.txt", true, "--format", "csv")]
    [InlineData("march.csv", false, "--format", "ndjson")]
    public async Task The_files_name_decides_its_form_unless_that_is_named(string name, bool isTable, params string[] more)
    {
        await using PartServer server = PartServer.Start(Whole(null));

        _ = (await Export(server, ["-o", _folder.At(name), .. more])).Succeeded();

        string text = Encoding.UTF8.GetString(await BytesAsync(name));
        Assert.StartsWith(isTable ? "id,time,receivedAt,name," : "{\"id\":", text, StringComparison.Ordinal);
        Assert.EndsWith(isTable ? "\r\n" : "}\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--output: .xlsx is no form of an export; end it in .ndjson, .jsonl or .csv", "-o", "march.xlsx")]
    [InlineData("--output: .json is no form of an export", "-o", "march.json.gz")]
    [InlineData("'ndjson'", "--format", "xml")]
    [InlineData("--bom: goes with csv only", "--bom")]
    public async Task A_form_that_is_not_known_is_refused_with_those_that_are(string said, params string[] options)
    {
        await using PartServer server = PartServer.Start(Whole(null));

        ToolRun run = await Export(server, options);

        Assert.Equal(2, run.Code);
        Assert.Contains(said, run.Errors, StringComparison.Ordinal);
        Assert.Empty(run.Output.Replace(Environment.NewLine, "", StringComparison.Ordinal).Split("Description:")[0]);
    }

    [Fact]
    public async Task A_table_begins_with_a_byte_order_mark_where_one_is_wanted_and_with_its_header_in_any_case()
    {
        await using PartServer server = PartServer.Start(PartServer.Answer(""));

        _ = (await Export(server, "-o", _folder.At("marked.csv"), "--bom")).Succeeded();
        _ = (await Export(server, "-o", _folder.At("plain.csv"))).Succeeded();

        byte[] marked = await BytesAsync("marked.csv"), plain = await BytesAsync("plain.csv");
        Assert.Equal<byte>([0xEF, 0xBB, 0xBF, .. plain], marked);
        Assert.Equal(
            "id,time,receivedAt,name,visitor,hostname,path,title,referrer,source,channel,clickId,utmSource,utmMedium,utmCampaign,utmContent,utmTerm,browser,"
            + "browserVersion,os,osVersion,device,screenWidth,screenHeight,language,country,region,city,engagementMs,scroll,currency,amount,userId,interactive,props,"
            + "locale,timezone,deviceManufacturer,deviceModel,screenDensity,traits,traitsVerified\r\n",
            Encoding.UTF8.GetString(plain));
    }

    [Fact]
    public async Task A_link_stays_a_link_and_a_device_a_device()
    {
        await using PartServer server = PartServer.Start(Whole(null));
        await File.WriteAllTextAsync(_folder.At("real.ndjson"), "before");
        _ = File.CreateSymbolicLink(_folder.At("link.ndjson"), _folder.At("real.ndjson"));

        _ = (await Export(server, "-o", _folder.At("link.ndjson"))).Succeeded();
        _ = (await Export(server, "-o", "/dev/null")).Succeeded();

        Assert.NotNull(new FileInfo(_folder.At("link.ndjson")).LinkTarget);
        Assert.Equal([First], await File.ReadAllLinesAsync(_folder.At("real.ndjson")));
        Assert.False(File.GetAttributes("/dev/null").HasFlag(FileAttributes.Archive));
    }

    [Fact]
    public async Task A_folder_or_a_place_that_is_not_there_is_named()
    {
        await using PartServer server = PartServer.Start(Whole(null));

        ToolRun folder = await Export(server, "-o", _folder.Name), nowhere = await Export(server, "-o", _folder.At("none/march.csv"));

        Assert.Equal((1, 1), (folder.Code, nowhere.Code));
        Assert.Contains("is a folder", folder.Errors, StringComparison.Ordinal);
        Assert.Contains("none", nowhere.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static string Whole(string? next) =>
        PartServer.Answer(First + "\n", ["x-analytics-events: 1", .. next is null ? Array.Empty<string>() : [$"x-analytics-next: {next}"]]);

    private static Task<ToolRun> Export(PartServer server, params string[] more) =>
        ToolRun.OfAsync(server.Address, ["export", "--site", "example.com", "--day", "2026-03-10", .. more]);

    private async Task<byte[]> BytesAsync(string name)
    {
        await using Stream file = File.OpenRead(_folder.At(name));
        await using Stream text = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var bytes = new MemoryStream();
        await text.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}
