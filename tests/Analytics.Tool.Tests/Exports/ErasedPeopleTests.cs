using System.Net;
using System.Net.Http.Json;

namespace Analytics.Tool.Tests.Exports;

/// <summary>An erased person is in no export, and no import brings them back.</summary>
public sealed class ErasedPeopleTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private const string Day = "2026-03-10";
    private readonly ManualClock _clock = new(Some.Noon);
    private readonly TemporaryFolder _folder = new();
    private RunningProduct _product = null!;

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.StartAsync(dynamo, _clock);
        _ = await _product.CreateSiteAsync("example.com", settings: new { identification = true });
        await Send("a1", null, "203.0.113.5"); // before signing in
        await Send("a2", "ada", "203.0.113.5");
        await Send("b1", "bob", "203.0.113.6");
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return _product.DisposeAsync();
    }

    [Fact]
    public async Task An_export_leaves_them_out_at_once_and_an_older_one_does_not_bring_them_back()
    {
        string before = _folder.At("before.ndjson");
        _ = (await Run("export", "--site", "example.com", "--day", Day, "-o", before)).Succeeded();
        Assert.Equal(3, File.ReadLines(before).Count());

        _clock.Advance(TimeSpan.FromMinutes(1));
        using HttpResponseMessage asked = await _product.Admin.PostAsJsonAsync("/api/v2/sites/example.com/erasures", new { userId = "ada" });
        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);

        ToolRun after = (await Run("export", "--site", "example.com", "--day", Day)).Succeeded();
        Assert.Contains("\"b1\"", Assert.Single(after.Lines), StringComparison.Ordinal);
        ToolRun import = (await Run("import", "--site", "example.com", before, "--json")).Succeeded();
        Assert.Equal(1, import.Json.GetProperty("dropped").GetProperty("erased").GetInt32());
    }

    private Task<ToolRun> Run(params string[] args) => ToolRun.OfAsync(_product, args);

    private async Task Send(string id, string? uid, string address) => Assert.Equal(
        HttpStatusCode.Accepted,
        (await _product.SendEventAsync(new { n = "pageview", u = "https://example.com/" + id, d = "example.com", id, uid }, Some.Chrome, address)).StatusCode);
}
