using System.Net;
using Analytics.Engine.Erasing;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.Tool.Tests.Erasures;

public sealed class EraseCommandTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private const string Wordpress = """["contains","event:page",["/wp-"]]""";
    private readonly ManualClock _clock = new(Some.Noon);
    private RunningProduct _product = null!;

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.StartAsync(dynamo, _clock);
        _ = await _product.CreateSiteAsync("example.com");
        await Send("/wp-login.php", "203.0.113.5");
        await Send("/wp-admin", "203.0.113.5");
        await Send("/wp-admin", "203.0.113.6");
        await Send("/", "203.0.113.6");
        _clock.Advance(TimeSpan.FromMinutes(1));
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    [Fact]
    public async Task A_dry_run_shows_what_would_go_and_yes_erases_it()
    {
        ToolRun dry = (await Run("--filter", Wordpress, "--dry-run")).Succeeded();
        Assert.Equal(["DAY         EVENTS  PAGEVIEWS  VISITS  VISITORS", "2026-03-10  3       3          2       2", "in all      3       3          2       2"], dry.Lines);
        Assert.Equal(3, (await Run("--filter", Wordpress, "--dry-run", "--json")).Succeeded().Json.GetProperty("events").GetInt32());

        ToolRun asked = (await Run("--filter", Wordpress, "--filter", """["is","visit:entry_page",["/wp-login.php"]]""", "--from", "2026-03-10", "--yes", "--json")).Succeeded();
        string id = asked.Json.GetProperty("id").GetString()!;
        Assert.Contains($"--show {id}", asked.Errors, StringComparison.Ordinal);
        _clock.Advance(TimeSpan.FromMinutes(3));
        await _product.Services.GetRequiredService<Eraser>().RunAsync(TimeSpan.FromMinutes(1), _ => { }, TestContext.Current.CancellationToken);

        ToolRun shown = (await Run("--show", id)).Succeeded();
        Assert.Contains("state         finished", shown.Lines);
        Assert.Contains("events        2", shown.Lines);
        Assert.Equal(1, (await Run("--filter", Wordpress, "--dry-run", "--json")).Succeeded().Json.GetProperty("events").GetInt32());
    }

    [Theory]
    [InlineData("--yes", "--filter", Wordpress)]
    [InlineData("--filter", "--yes")]
    [InlineData("--filter", "--filter", "event:page contains /wp-", "--dry-run")]
    [InlineData("--show", "--show", "x", "--everything")]
    public async Task What_is_not_said_plainly_erases_nothing(string option, params string[] args)
    {
        ToolRun run = await Run(args);

        Assert.Equal(2, run.Code);
        Assert.StartsWith($"error: {option}: ", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filter_that_the_server_refuses_is_told_with_its_words()
    {
        ToolRun run = await Run("--filter", """["is","event:goal",["Signup"]]""", "--dry-run");

        Assert.Equal(1, run.Code);
        Assert.Contains("`event:goal` cannot say what is erased", run.Errors, StringComparison.Ordinal);
    }

    private Task<ToolRun> Run(params string[] args) => ToolRun.OfAsync(_product, ["erase", "--site", "example.com", .. args]);

    /// <summary>Events of one moment have no order of their own, and a visit's entry page needs one.</summary>
    private async Task Send(string path, string address)
    {
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(
            HttpStatusCode.Accepted,
            (await _product.SendEventAsync(new { n = "pageview", u = "https://example.com" + path, d = "example.com" }, Some.Chrome, address)).StatusCode);
    }
}
