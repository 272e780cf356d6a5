using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Amazon.DynamoDBv2.Model;

namespace Analytics.Functions.Tests.Stats.Reports;

/// <summary>People whom a site identifies: lists, profiles, what is stored about them, their erasure; and that no other site has any.</summary>
public sealed class PeopleTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private const string Days = "from=2026-03-07&to=2026-03-10";
    private ReportedSite _site = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await ReportedSite.StartAsync(dynamo, settings: new { identification = true, browserTraits = new[] { "theme" } });
        await TellAsync(
            Told("2026-03-07T10:00:00Z", "v1", "/signup", null),
            Told("2026-03-07T10:01:00Z", "v1", "identify", "ann/1", new { plan = "free", email = "ann@example.com" }),
            Told("2026-03-07T10:02:00Z", "v1", "/app", "ann/1"),
            Told("2026-03-08T09:00:00Z", "v2", "/app", "bob", new { plan = "pro" }),
            Told("2026-03-08T09:05:00Z", "v2", "/app", "cyd"), // on bob's device
            Told("2026-03-10T09:00:00Z", "v3", "/app", "ann/1", new { plan = "pro" }),
            Told("2026-03-10T11:00:00Z", "v3", "/app", "ann/1", new { plan = "pro" }));
        await _site.Product.MaintainAsync();
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private static object Told(string timestamp, string visitor, string what, string? userId, object? traits = null) => new
    {
        timestamp,
        visitor = new { id = visitor, userAgent = visitor == "v3" ? ReportedSite.Phone : ReportedSite.Chrome },
        name = what[0] == '/' ? "pageview" : what,
        url = "https://example.com" + (what[0] == '/' ? what : "/"),
        country = visitor == "v3" ? "DE" : "EE",
        interactive = what[0] == '/',
        userId,
        traits,
    };

    private async Task TellAsync(params object[] events)
    {
        JsonElement answer = await ReadAsync(await _site.Product.Admin.PostAsJsonAsync("/v1/ingest/batch", new { site = "example.com", events }));
        Assert.Equal(events.Length, answer.GetProperty("accepted").GetInt32());
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response) => JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;

    private async Task<JsonElement> AskAsync(string report)
    {
        string text = await _site.ReportAsync(report);
        Assert.False(text.StartsWith('4'), text);
        return JsonDocument.Parse(text).RootElement;
    }

    private async Task<string[]> UsersAsync(string asked) =>
        [.. (await AskAsync($"people?{Days}&{asked}")).GetProperty("people").EnumerateArray().Select(person => person.GetProperty("userId").GetString()!)];

    private static string Traits(string json) => Uri.EscapeDataString(json);

    [Fact]
    public async Task Who_was_seen_is_listed_with_what_is_known_of_them()
    {
        JsonElement answer = await AskAsync($"people?{Days}");

        Assert.Equal(3, answer.GetProperty("total").GetInt32());
        JsonElement ann = answer.GetProperty("people")[0];
        Assert.Equal(
            """'ann/1' '2026-03-07T10:01:00.000Z' '2026-03-10T11:00:00.000Z' 3 3 4 [] {'email':'ann@example.com','plan':'pro'} {} 'DE' 'Mobile'""",
            string.Join(' ', new[] { "userId", "firstSeen", "lastSeen", "visits", "pageviews", "events", "revenue", "traits", "unverifiedTraits", "country", "device" }.Select(name => ann.GetProperty(name).GetRawText())).Replace('"', '\''));
    }

    [Fact]
    public async Task Lists_are_sorted_searched_and_filtered_by_traits_and_by_what_people_did()
    {
        Assert.Equal(["bob", "cyd", "ann/1"], await UsersAsync("sort=visits&order=asc"));
        Assert.Equal(["ann/1"], await UsersAsync("q=EXAMPLE.com"));
        Assert.Equal(["ann/1", "bob"], await UsersAsync("traits=" + Traits("""[["is","plan",["pro"]]]""")));
        Assert.Equal(["bob"], await UsersAsync("traits=" + Traits("""[["is","plan",["pro"]],["is","email",["(none)"]]]""")));
        Assert.Equal(["cyd"], await UsersAsync("traits=" + Traits("""[["is_not","plan",["pro"]]]""")));
        Assert.Equal(["ann/1"], await UsersAsync("country=DE"));
        Assert.Equal(["bob"], await UsersAsync("limit=1&page=2&sort=firstSeen"));
        Assert.Contains("\"traits\"", await _site.ReportAsync("people?traits=plan"), StringComparison.Ordinal);
        Assert.Contains("\"traits\"", await _site.ReportAsync("people?traits=" + Traits("""[["matches","plan",["p"]]]""")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task People_of_a_list_are_as_many_as_the_metric_says()
    {
        // The same events counted by another reader: how many people a cohort table has.
        HttpResponseMessage response = await _site.Product.Admin.PostAsJsonAsync("/api/v2/sites/example.com/retention", new { date_range = new[] { "2026-03-07", "2026-03-10" }, period = "day" });
        JsonElement retention = await ReadAsync(response);

        Assert.Equal((await AskAsync($"people?{Days}")).GetProperty("total").GetInt32(), retention.GetProperty("people").GetInt32());
    }

    [Fact]
    public async Task A_profile_shows_somebody_from_all_sides()
    {
        JsonElement ann = await AskAsync("people/profile?userId=ann%2F1");

        Assert.Equal(
            ["2026-03-07T10:01:00.000Z email ann@example.com", "2026-03-07T10:01:00.000Z plan free", "2026-03-10T09:00:00.000Z plan pro"],
            ann.GetProperty("history").EnumerateArray().Select(change => $"{change.GetProperty("at").GetString()} {change.GetProperty("trait").GetString()} {change.GetProperty("value").GetString()}"));
        Assert.Equal(["2026-03-10 2 2 2", "2026-03-07 1 1 2"], ann.GetProperty("days").EnumerateArray().Select(day =>
            $"{day.GetProperty("date").GetString()} {day.GetProperty("visits")} {day.GetProperty("pageviews")} {day.GetProperty("events")}"));
        Assert.Equal(["DE 2", "EE 1"], ann.GetProperty("countries").EnumerateArray().Select(place => $"{place.GetProperty("country").GetString()} {place.GetProperty("visits")}"));
        Assert.Equal(["Mobile 2", "Desktop 1"], ann.GetProperty("devices").EnumerateArray().Select(device => $"{device.GetProperty("device").GetString()} {device.GetProperty("visits")}"));
        Assert.StartsWith("404", await _site.ReportAsync("people/profile?userId=nobody"), StringComparison.Ordinal);
        Assert.StartsWith("400", await _site.ReportAsync("people/profile"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_is_stored_of_somebody_is_given_to_them_and_nothing_of_who_shared_their_device()
    {
        JsonElement ann = await AskAsync("people/export?userId=ann%2F1"), bob = await AskAsync("people/export?userId=bob");

        // The page before signing in was ann's visitor's, too.
        Assert.Equal(["/signup", "/", "/app", "/app", "/app"], ann.GetProperty("events").EnumerateArray().Select(e => e.GetProperty("path").GetString()));
        Assert.Equal("""{"email":"ann@example.com","plan":"free"}""", ann.GetProperty("events")[1].GetProperty("traits").GetRawText());
        Assert.Equal(JsonValueKind.Null, ann.GetProperty("next").ValueKind);
        Assert.Equal(["bob"], bob.GetProperty("events").EnumerateArray().Select(e => e.GetProperty("userId").GetString()));
    }

    [Fact]
    public async Task Somebody_is_erased_from_the_same_place()
    {
        HttpResponseMessage asked = await _site.Product.Admin.DeleteAsync("/api/v2/sites/example.com/people?userId=ann%2F1");
        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        Assert.Contains("/erasures/", asked.Headers.Location!.ToString(), StringComparison.Ordinal);

        _site.Clock.Advance(TimeSpan.FromMinutes(3));
        await _site.Product.MaintainAsync();

        Assert.Equal(["bob", "cyd"], await UsersAsync("sort=lastSeen&order=asc"));
        foreach (Dictionary<string, AttributeValue> item in (await _site.Product.Dynamo.ScanAsync(new ScanRequest(_site.Product.Tables.Events), default)).Items)
        {
            Assert.DoesNotContain("ann@example.com", JsonSerializer.Serialize(item.ToDictionary(a => a.Key, a => a.Value.S ?? (a.Value.B is { } bytes ? Convert.ToHexString(bytes.ToArray()) : ""))), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_browsers_tell_stands_apart_and_only_as_far_as_the_site_hears_it()
    {
        async Task<HttpResponseMessage> SendAsync(object traits) => await _site.Product.SendEventAsync(
            new { n = "identify", u = "https://example.com/app", d = "example.com", uid = "bob", i = false, traits });

        HttpResponseMessage response = await SendAsync(new { theme = "dark", plan = "enterprise" });

        Assert.Equal((HttpStatusCode.Accepted, "traits.plan"), (response.StatusCode, response.Headers.GetValues("x-analytics-ignored").Single()));
        JsonElement bob = await AskAsync("people/profile?userId=bob");
        Assert.Equal(("""{"plan":"pro"}""", """{"theme":"dark"}"""), (bob.GetProperty("traits").GetRawText(), bob.GetProperty("unverifiedTraits").GetRawText()));
    }

    [Fact]
    public async Task A_site_that_identifies_nobody_has_no_people_and_keeps_nothing_of_them()
    {
        await _site.Product.CreateSiteAsync("plain.com", settings: new { browserTraits = new[] { "theme" } });
        object told = new { n = "identify", u = "https://plain.com/", d = "plain.com", uid = "dee", traits = new { theme = "dark-canary" } };
        HttpResponseMessage response = await _site.Product.SendEventAsync(told);
        await _site.Product.Admin.PostAsJsonAsync("/v1/ingest/batch", new { site = "plain.com", events = new[] { new { url = "https://plain.com/", userId = "dee", traits = new { email = "dark-canary" } } } });

        Assert.Equal("traits", response.Headers.GetValues("x-analytics-ignored").Single());
        Assert.Equal(HttpStatusCode.Forbidden, (await _site.Product.Admin.GetAsync("/api/v2/sites/plain.com/people")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await _site.Product.Admin.GetAsync("/api/v2/sites/plain.com/people/profile?userId=dee")).StatusCode);
        foreach (Dictionary<string, AttributeValue> item in (await _site.Product.Dynamo.ScanAsync(new ScanRequest(_site.Product.Tables.Events), default)).Items)
        {
            Assert.DoesNotContain("dark-canary", string.Join(' ', item.Values.Select(value => value.S)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Traits_need_somebody_whose_they_are()
    {
        HttpResponseMessage response = await _site.Product.Admin.PostAsJsonAsync("/v1/ingest/batch", new { site = "example.com", events = new[] { new { url = "https://example.com/", traits = new { plan = "pro" } } } });

        Assert.Contains("traits", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(3, (await AskAsync($"people?{Days}")).GetProperty("total").GetInt32());
    }
}
