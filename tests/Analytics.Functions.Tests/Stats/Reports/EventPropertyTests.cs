using System.Text.Json;

namespace Analytics.Functions.Tests.Stats.Reports;

/// <summary>The custom properties of events of one name.</summary>
public sealed class EventPropertyTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private const string Days = "?from=2026-03-09&to=2026-03-10";
    private ReportedSite _site = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await ReportedSite.StartAsync(dynamo);
        await _site.HappensAsync("""
            7 10:00 ann *Signup  plan=pro
            9 10:00 ann *Signup  EE plan=pro  tier=1
            9 10:01 ann *Signup  EE plan=pro  tier=2
            9 10:02 bob *Signup  DE plan=free
            9 10:03 bob *Login   DE plan=none method=link
            9 10:04 cyd *Signup  EE
            """);
        await _site.Product.MaintainAsync(); // days that are over are sealed, the present one is not
        await _site.HappensAsync("10 09:00 ann *Signup EE plan=pro color=red");
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Their_names_are_found_with_what_each_of_them_says()
    {
        string answer = await _site.ReportAsync("events/Signup/properties" + Days);

        Assert.Equal(
            """
            {"name":"Signup","properties":[
            {"property":"plan","events":4,"visitors":3,"values":[{"value":"pro","events":3,"visitors":2,"percentage":66.7},{"value":"free","events":1,"visitors":1,"percentage":33.3}],"total":2},
            {"property":"tier","events":2,"visitors":1,"values":[{"value":"1","events":1,"visitors":1,"percentage":100},{"value":"2","events":1,"visitors":1,"percentage":100}],"total":2},
            {"property":"color","events":1,"visitors":1,"values":[{"value":"red","events":1,"visitors":1,"percentage":100}],"total":1}
            ],"total":3,"leftOut":0}
            """.ReplaceLineEndings(""),
            answer);
    }

    [Theory]
    [InlineData("limit=1", "plan 2")]
    [InlineData("limit=1&page=2", "tier 2")]
    [InlineData("limit=2&page=2", "color 2")]
    [InlineData("q=PLA", "plan 0")]
    public async Task Names_that_are_left_out_are_counted(string asked, string expected)
    {
        using var json = JsonDocument.Parse(await _site.ReportAsync($"events/Signup/properties{Days}&{asked}"));

        Assert.Equal(expected, $"{json.RootElement.GetProperty("properties")[0].GetProperty("property")} {json.RootElement.GetProperty("leftOut")}");
        Assert.Equal(1, json.RootElement.GetProperty("properties").GetArrayLength());
    }

    [Theory]
    [InlineData("&property=plan&limit=1&page=2", """{"name":"Signup","properties":[{"property":"plan","events":4,"visitors":3,"values":[{"value":"free","events":1,"visitors":1,"percentage":33.3}],"total":2}]}""")]
    [InlineData("&property=plan&q=FR", """{"name":"Signup","properties":[{"property":"plan","events":4,"visitors":3,"values":[{"value":"free","events":1,"visitors":1,"percentage":100}],"total":1}]}""")]
    [InlineData("&property=plan&country=DE", """{"name":"Signup","properties":[{"property":"plan","events":1,"visitors":1,"values":[{"value":"free","events":1,"visitors":1,"percentage":100}],"total":1}]}""")]
    [InlineData("&property=absent", """{"name":"Signup","properties":[{"property":"absent","events":0,"visitors":0,"values":[],"total":0}]}""")]
    public async Task One_of_them_is_asked_by_its_name(string asked, string expected) => Assert.Equal(expected, await _site.ReportAsync("events/Signup/properties" + Days + asked));

    [Fact]
    public async Task Numbers_are_compared_where_that_is_asked()
    {
        string answer = await _site.ReportAsync($"events/Signup/properties{Days}&property=plan&limit=1&compare=previous_period");

        Assert.Equal(
            """{"name":"Signup","properties":[{"property":"plan","events":4,"visitors":3,"change":{"events":300,"visitors":200},"values":[{"value":"pro","events":3,"visitors":2,"change":{"events":200,"visitors":100},"percentage":66.7}],"total":2}]}""",
            answer);
    }

    [Fact]
    public async Task An_event_that_never_was_has_none() =>
        Assert.Equal("""{"name":"a/b","properties":[],"total":0,"leftOut":0}""", await _site.ReportAsync("events/a%2Fb/properties"));

    [Fact]
    public async Task Every_fault_of_the_address_is_named_at_once()
    {
        string answer = await _site.ReportAsync($"events/Signup/properties?limit=51&compare=last_week&page=0&from=x");

        Assert.StartsWith("400 ", answer, StringComparison.Ordinal);
        Assert.All(["limit", "compare", "page", "from"], field => Assert.Contains($"\"{field}\":[\"must be", answer, StringComparison.Ordinal));
        Assert.Contains("\"property\":[\"must be", await _site.ReportAsync("events/Signup/properties?property=" + new string('k', 301)), StringComparison.Ordinal);
    }
}
