using System.Text.Json;

namespace Analytics.Tool.Tests.Sites;

public sealed class SitesCommandTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private RunningProduct _product = null!;

    public async ValueTask InitializeAsync() => _product = await RunningProduct.StartAsync(dynamo);

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    [Fact]
    public async Task A_site_is_made_listed_shown_and_removed()
    {
        Assert.Contains("There are no sites yet", (await Run("sites", "list")).Errors, StringComparison.Ordinal);
        ToolRun made = (await Run("sites", "create", "--domain", "example.com", "--domain", "www.example.org", "--timezone", "Europe/Tallinn", "--keep-days", "0")).Succeeded();
        Assert.Contains("js/script.js", made.Errors, StringComparison.Ordinal);

        ToolRun list = (await Run("sites", "list")).Succeeded();
        Assert.Equal(2, list.Lines.Length);
        Assert.Matches("^ID +NAME +DOMAINS +TIME ZONE +ACTIVE$", list.Lines[0]);
        Assert.Matches("^[0-9a-f]{12}  example.com  example.com, example.org  Europe/Tallinn  yes$", list.Lines[1]);

        JsonElement shown = (await Run("sites", "show", "example.org", "--json")).Succeeded().Json;
        Assert.Equal(("Europe/Tallinn", 0), (shown.GetProperty("timezone").GetString(), shown.GetProperty("settings").GetProperty("dataRetentionDays").GetInt32()));
        Assert.Contains("dataRetentionDays     0", (await Run("sites", "show", "example.org")).Lines);

        Assert.Equal("example.com", (await Run("sites", "delete", "example.com", "--yes", "--json")).Succeeded().Json.GetProperty("deleted").GetString());
        Assert.Equal("waiting", (await Run("sites", "list", "--json")).Json.GetProperty("sites")[0].GetProperty("deletion").GetProperty("state").GetString());
        Assert.Contains("'analytics sites list' shows the sites", (await Run("sites", "show", "example.com")).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_names_the_field_and_ends_with_1()
    {
        ToolRun run = await Run("sites", "create", "--domain", "example.com", "--timezone", "Mars/Olympus");

        Assert.Equal(1, run.Code);
        Assert.Contains("timezone: ", run.Errors, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task What_is_not_there_and_who_is_not_known_are_told_what_to_do()
    {
        Assert.Contains("'analytics sites list' shows the sites", (await Run("sites", "show", "nobody.net")).Errors, StringComparison.Ordinal);
        ToolRun stranger = await Run("sites", "list", "--key", "ak_of_somebody_else");
        Assert.Equal(1, stranger.Code);
        Assert.Contains("ANALYTICS_KEY", stranger.Errors, StringComparison.Ordinal);
    }

    private Task<ToolRun> Run(params string[] args) => ToolRun.OfAsync(_product, args);
}
