using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Analytics.Functions.Tests.Http;

/// <summary>The product under a path of a host, behind a proxy that takes the path off and behind one that does not.</summary>
public sealed class PublicPathTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private RunningProduct _product = null!;

    public async ValueTask InitializeAsync() => _product = await RunningProduct.StartAsync(dynamo, settings: new Dictionary<string, string> { ["ANALYTICS_PATH"] = "/stats/" });

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    [Theory]
    [InlineData("/stats")]
    [InlineData("")]
    public async Task Whatever_leads_back_begins_with_the_path(string sent)
    {
        using HttpResponseMessage signedIn = await _product.Anonymous.PostAsJsonAsync(sent + "/api/v2/login", new { email = RunningProduct.Email, password = RunningProduct.Password });
        Assert.Contains("path=/stats/;", signedIn.Headers.GetValues("Set-Cookie").First(), StringComparison.OrdinalIgnoreCase);

        using HttpResponseMessage made = await _product.Admin.PostAsJsonAsync(sent + "/api/v2/sites", new { domain = "example.com" });
        Assert.StartsWith("/stats/api/v2/sites/", made.Headers.Location!.OriginalString, StringComparison.Ordinal);
        string site = made.Headers.Location.OriginalString["/stats".Length..];
        using HttpResponseMessage goal = await _product.Admin.PostAsJsonAsync(sent + site + "/goals", new { pattern = "Signup" });
        Assert.StartsWith("/stats/api/v2/sites/", goal.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal("Signup", (await _product.Admin.GetFromJsonAsync<JsonElement>(goal.Headers.Location)).GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("core.js")]
    [InlineData("script.js")]
    [InlineData("plus.js")]
    [InlineData("full.js")]
    [InlineData("pixel.js")]
    public async Task Every_build_of_the_tracker_sends_to_the_path(string build)
    {
        string script = await _product.Anonymous.GetStringAsync("/stats/js/" + build);
        Assert.Contains("/stats/api/event", script, StringComparison.Ordinal);
        Assert.DoesNotContain("/api/event", script.Replace("/stats/api/event", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("/api/send", await _product.Anonymous.GetStringAsync("/stats/script.js"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_dashboard_is_found_with_a_slash_and_its_files_beside_it()
    {
        using HttpResponseMessage without = await _product.Anonymous.GetAsync("/stats?period=7d");
        Assert.Equal((HttpStatusCode.TemporaryRedirect, "/stats/?period=7d"), (without.StatusCode, without.Headers.Location!.OriginalString));
        string page = await _product.Anonymous.GetStringAsync("/stats/");
        Assert.Contains("src=\"./assets/", page, StringComparison.Ordinal);
        Assert.DoesNotContain("=\"/", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/statistics/health/live")]
    [InlineData("/STATS/health/live")]
    public async Task Another_path_is_none_of_the_products(string path)
    {
        using HttpResponseMessage answer = await _product.Anonymous.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
