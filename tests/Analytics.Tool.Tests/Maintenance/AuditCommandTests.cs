using Amazon.DynamoDBv2.Model;

namespace Analytics.Tool.Tests.Maintenance;

public sealed class AuditCommandTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private const string Day = "2026-03-10";
    private readonly ManualClock _clock = new(Some.Noon);
    private RunningProduct _product = null!;
    private string _site = "";

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.StartAsync(dynamo, _clock);
        _site = await _product.CreateSiteAsync("example.com");
        foreach (string id in (string[])["e1", "e2"])
        {
            _ = (await _product.SendEventAsync(new { n = "pageview", u = "https://example.com/" + id, d = "example.com", id })).EnsureSuccessStatusCode();
        }
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    [Fact]
    public async Task A_day_is_open_then_built_and_then_agrees_with_its_raw_events()
    {
        Assert.Equal(["DAY         STATE  EVENTS  DRIFT", "2026-03-10  open   -       -"], (await Run("audit", "--day", Day)).Succeeded().Lines);
        ToolRun early = await Run("rebuild", "--day", Day);
        Assert.Equal(1, early.Code);
        Assert.Contains("day: is not over yet", early.Errors, StringComparison.Ordinal);

        _clock.Advance(TimeSpan.FromHours(13));
        Assert.Equal(["2026-03-09  has no events", "2026-03-10  built from 2 events"], (await Run("rebuild", "--from", "2026-03-09", "--to", Day)).Succeeded().Lines);
        Assert.Equal(["DAY         STATE    EVENTS  DRIFT", "2026-03-10  audited  2       0"], (await Run("audit", "--day", Day)).Succeeded().Lines);
    }

    [Fact]
    public async Task A_day_that_differs_is_found_and_can_be_repaired()
    {
        _clock.Advance(TimeSpan.FromHours(13));
        _ = (await Run("rebuild", "--day", Day)).Succeeded();
        await PlantAsync();

        ToolRun audit = await Run("audit", "--day", Day);
        Assert.Equal(1, audit.Code);
        Assert.Equal("2026-03-10  audited  3       1", audit.Lines[1]);
        Assert.Contains("--repair", audit.Errors, StringComparison.Ordinal);

        ToolRun repair = (await Run("audit", "--day", Day, "--repair", "--json")).Succeeded();
        Assert.Equal("repaired", repair.Json.GetProperty("days")[0].GetProperty("state").GetString());
        Assert.Equal(0, repair.Json.GetProperty("drift").GetInt32());
    }

    // A raw event that was there when the day was sealed, and that the seal did not take in: what must never happen.
    private async Task PlantAsync()
    {
        QueryResponse raw = await _product.Dynamo.QueryAsync(new QueryRequest
        {
            TableName = _product.Tables.Events,
            KeyConditionExpression = "pk = :pk",
            ExpressionAttributeValues = new() { [":pk"] = new AttributeValue($"SITE#{_site}#RAW#{Day}#0") },
        });
        Dictionary<string, AttributeValue> item = new(raw.Items[0]) { ["sk"] = new AttributeValue(raw.Items[0]["sk"].S + "x") };
        _ = await _product.Dynamo.PutItemAsync(_product.Tables.Events, item);
    }

    private Task<ToolRun> Run(string command, params string[] args) => ToolRun.OfAsync(_product, [command, "--site", "example.com", .. args]);
}
