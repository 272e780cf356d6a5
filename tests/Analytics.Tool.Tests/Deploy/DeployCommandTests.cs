using Analytics.Tool.Tests.Server;
using Analytics.Engine.Recording;
using Analytics.Engine.Sites;
using Analytics.Store.Drops;
using System.Text.Json;
using Analytics.Engine;
using Analytics.Store.Ingest;
using Analytics.Store.Sites;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.Tool.Tests.Deploy;

public sealed class DeployCommandTests(LocalDynamo dynamo)
{
    private const string Identity = """
        <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
        <Arn>arn:aws:iam::123456789012:user/ann</Arn><UserId>AIDA</UserId><Account>123456789012</Account>
        </GetCallerIdentityResult><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></GetCallerIdentityResponse>
        """;

    [Fact]
    public async Task A_deployment_that_answers_is_said_to()
    {
        await using RunningProduct product = await RunningProduct.StartAsync(dynamo);

        ToolRun run = (await ToolRun.OfAsync(new Dictionary<string, string>(), "deploy", "check", "--address", product.Address.ToString())).Succeeded();

        Assert.Equal(6, run.Lines.Length);
        Assert.All(run.Lines, line => Assert.StartsWith("ok", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_a_key_it_says_whether_all_is_well_with_the_sites()
    {
        await using RunningProduct product = await RunningProduct.StartAsync(dynamo);
        _ = await product.CreateSiteAsync("example.com");
        var variables = new Dictionary<string, string> { ["ANALYTICS_KEY"] = RunningProduct.Key };
        string[] check = ["deploy", "check", "--json", "--address", product.Address.ToString()];
        Assert.Equal("ok", Verdict((await ToolRun.OfAsync(variables, check)).Succeeded(), "health"));

        Site site = (await product.Services.GetRequiredService<SiteDirectory>().FindAsync("example.com", CancellationToken.None))!;
        for (int i = 0; i < 100; i++)
        {
            product.Services.GetRequiredService<DropTally>().Count(site, DropReason.Hostname);
        }

        ToolRun run = await ToolRun.OfAsync(variables, check);
        Assert.Equal(1, run.Code);
        Assert.True(run.Json.GetProperty("ready").GetBoolean());
        JsonElement dropped = run.Json.GetProperty("findings").EnumerateArray().Last();
        Assert.Equal(("events_dropped", "amiss"), (dropped.GetProperty("what").GetString(), dropped.GetProperty("verdict").GetString()));
        Assert.StartsWith("example.com: ", dropped.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains("the site's domains", dropped.GetProperty("remedy").GetString(), StringComparison.Ordinal);

        ToolRun refused = await ToolRun.OfAsync(new Dictionary<string, string> { ["ANALYTICS_KEY"] = "ak_wrong" }, check);
        Assert.Equal("unknown", Verdict(refused.Succeeded(), "health"));
    }

    [Fact]
    public async Task A_deployment_that_tells_strangers_numbers_is_found()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync((200, "ok"), (200, "ok"), (200, "x"), (200, "x"), (200, "{}"));

        ToolRun run = await ToolRun.OfAsync(new Dictionary<string, string>(), "deploy", "check", "--json", "--address", server.Address.ToString());

        Assert.Equal(1, run.Code);
        Assert.Equal("missing", Verdict(run, "strangers are refused"));
        Assert.Equal(("ok", "missing"), (Verdict(run, "process"), Verdict(run, "dashboard")));
    }

    [Fact]
    public async Task The_clone_that_these_tests_run_in_has_all_but_an_account()
    {
        await using ScriptedServer sts = await ScriptedServer.StartAsync((200, Identity));
        var variables = new Dictionary<string, string>
        {
            ["PATH"] = Environment.GetEnvironmentVariable("PATH")!,
            ["AWS_ACCESS_KEY_ID"] = "AKIDEXAMPLE",
            ["AWS_SECRET_ACCESS_KEY"] = "secret",
            ["AWS_REGION"] = "eu-central-1",
            ["AWS_ENDPOINT_URL_STS"] = sts.Address.ToString(),
        };

        ToolRun run = await ToolRun.OfAsync(variables, "deploy", "check", "--json", "--folder", Repository.At("infra"), "-c", "front=url");

        Assert.All(["dotnet", "node", "clone", "npm packages", "cdk", "credentials", "region"], what => Assert.Equal("ok", Verdict(run, what)));
        Assert.Contains("123456789012", run.Output, StringComparison.Ordinal);
        Assert.Equal("unknown", Verdict(run, "options"));
        Assert.Contains("aws://123456789012/eu-central-1", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_is_everything_is_named_with_what_to_do()
    {
        using var folder = new TemporaryFolder();

        ToolRun run = await ToolRun.OfAsync(
            new Dictionary<string, string> { ["PATH"] = folder.Name, ["AWS_PROFILE"] = "of-nobody" }, "deploy", "check", "--json", "--folder", folder.Name);

        Assert.Equal(1, run.Code);
        Assert.False(run.Json.GetProperty("ready").GetBoolean());
        Assert.All(["dotnet", "node", "clone", "credentials", "region"], what => Assert.Equal("missing", Verdict(run, what)));
        Assert.All(run.Json.GetProperty("findings").EnumerateArray(), finding => Assert.NotEmpty(finding.GetProperty("remedy").GetString()!));
    }

    private static string Verdict(ToolRun run, string what) =>
        run.Json.GetProperty("findings").EnumerateArray().Single(f => f.GetProperty("what").GetString() == what).GetProperty("verdict").GetString()!;
}
