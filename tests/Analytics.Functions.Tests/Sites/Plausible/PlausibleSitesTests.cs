using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Analytics.Store;

namespace Analytics.Functions.Tests.Sites.Plausible;

/// <summary>Plausible's Sites API over the product's own sites and goals.</summary>
public sealed class PlausibleSitesTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private readonly ManualClock _clock = new(Some.Noon);
    private RunningProduct _product = null!;

    public async ValueTask InitializeAsync() => _product = await RunningProduct.StartAsync(dynamo, _clock);

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    /// <summary>The body of what was answered; with the status before it where that is not 200.</summary>
    private async Task<string> SendAsync(string method, string path, string? body = null, HttpClient? client = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/api/v1/sites" + path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, body[0] == '{' ? "application/json" : "application/x-www-form-urlencoded");
        }

        using HttpResponseMessage response = await (client ?? _product.Admin).SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        return response.StatusCode == HttpStatusCode.OK ? text : $"{(int)response.StatusCode} {JsonDocument.Parse(text).RootElement.GetProperty("error").GetString()}";
    }

    private async Task<JsonElement> JsonAsync(string method, string path, string? body = null)
    {
        string text = await SendAsync(method, path, body);
        Assert.StartsWith("{", text, StringComparison.Ordinal);
        return JsonDocument.Parse(text).RootElement;
    }

    private Task<string> MakeAsync(string domain) => SendAsync("POST", "", $$"""{"domain":"{{domain}}"}""");

    [Fact]
    public async Task A_site_is_made_read_renamed_and_deleted()
    {
        JsonElement made = await JsonAsync("POST", "", """{"domain":"https://www.Example.com/","timezone":"Europe/Tallinn"}""");
        Assert.Equal(("example.com", "Europe/Tallinn", 0), (made.GetProperty("domain").GetString(), made.GetProperty("timezone").GetString(), made.GetProperty("custom_properties").GetArrayLength()));
        JsonElement tracker = made.GetProperty("tracker_script_configuration");
        Assert.Equal(HttpStatusCode.OK, (await _product.Anonymous.GetAsync($"/js/{tracker.GetProperty("id").GetString()}.js")).StatusCode);
        Assert.Equal("id,installation_type,track_404_pages,hash_based_routing,outbound_links,file_downloads,revenue_tracking,tagged_events,form_submissions,pageview_props", string.Join(',', tracker.EnumerateObject().Select(m => m.Name)));

        Assert.Equal(made.GetRawText(), await SendAsync("GET", "/example.com"));
        Assert.Equal("example.org", (await JsonAsync("PUT", "/example.com", """{"domain":"example.org"}""")).GetProperty("domain").GetString());
        Assert.Equal("example.org", (await JsonAsync("GET", "/example.com")).GetProperty("domain").GetString()); // the former domain still names it
        Assert.Equal("""{"deleted":true}""", await SendAsync("DELETE", "/example.org"));
        Assert.StartsWith("404 ", await SendAsync("GET", "/example.org"), StringComparison.Ordinal);
        Assert.Equal("""{"sites":[],"meta":{"after":null,"before":null,"limit":100}}""", await SendAsync("GET", ""));
    }

    [Fact]
    public async Task A_rename_leaves_the_other_domains_alone()
    {
        _ = await _product.Admin.PostAsJsonAsync("/api/v2/sites", new { domains = new[] { "a.example", "b.example", "c.example" } });

        _ = await JsonAsync("PUT", "/a.example", """{"domain":"c.example"}""");

        using JsonDocument site = JsonDocument.Parse(await _product.Admin.GetStringAsync("/api/v2/sites/b.example"));
        Assert.Equal(["c.example", "b.example"], site.RootElement.GetProperty("domains").EnumerateArray().Select(d => d.GetString()));
    }

    [Fact]
    public async Task A_site_may_be_asked_for_as_the_fields_of_a_form() =>
        Assert.Contains("\"domain\":\"example.com\",\"timezone\":\"Europe/Tallinn\"", await SendAsync("POST", "", "domain=example.com&timezone=Europe%2FTallinn"), StringComparison.Ordinal);

    [Theory]
    [InlineData("POST", "", "{}", "400 domain: is required: a host name such as example.com")]
    [InlineData("POST", "", """{"domain":" "}""", "400 domain: is required: a host name such as example.com")]
    [InlineData("POST", "", """{"domain":"a b"}""", "400 domain: must be lower-case host names")]
    [InlineData("POST", "", """{"domain":"example.com"}""", "400 domain: 'example.com' belongs to another site")]
    [InlineData("POST", "", """{"domain":"b.example","timezone":"Mars/Base"}""", "400 timezone: ")]
    [InlineData("POST", "", """{"timezone":"Mars/Base"}""", "400 domain: is required: a host name such as example.com; timezone: ")]
    [InlineData("POST", "", """{"domain":"b.example","team_id":"1"}""", "400 team_id: is unknown: leave it out. Known are domain, timezone, tracker_script_configuration")]
    [InlineData("POST", "", """{"domain":"b.example","tracker_script_configuration":{"outbound_links":true}}""", "400 tracker_script_configuration: cannot be set:")]
    [InlineData("POST", "", """{"domain":7}""", "400 domain: must be text")]
    [InlineData("POST", "", "[]", "400 body: must be a JSON object")]
    [InlineData("PUT", "/example.com", "{}", "400 domain: is required")]
    [InlineData("PUT", "/example.com", """{"domain":"other.com"}""", "400 domain: 'other.com' belongs to another site")]
    [InlineData("PUT", "/nothing.example", """{"domain":"b.example"}""", "404 No such site")]
    [InlineData("GET", "/nothing.example", null, "404 No such site")]
    [InlineData("DELETE", "/nothing.example", null, "404 No such site")]
    [InlineData("GET", "?limit=1001", null, "400 limit: must be a whole number from 1 to 1000")]
    [InlineData("GET", "?after=%20&before=x&limit=0", null, "400 limit: must be a whole number from 1 to 1000; after: must be after as the meta of another page has it; before: ")]
    [InlineData("GET", "?team_id=1", null, "400 team_id: is an unknown query parameter")]
    [InlineData("GET", "/goals", null, "400 site_id: is required")]
    [InlineData("GET", "/goals?site_id=nothing.example", null, "404 No such site")]
    [InlineData("PUT", "/goals", """{"site_id":"example.com"}""", "400 goal_type: is required: event or page")]
    [InlineData("PUT", "/goals", """{"site_id":"example.com","goal_type":"click"}""", "400 goal_type: must be event or page")]
    [InlineData("PUT", "/goals", """{"site_id":"example.com","goal_type":"event"}""", "400 event_name: is required of a goal of type event")]
    [InlineData("PUT", "/goals", """{"site_id":"example.com","goal_type":"page","event_name":"Signup"}""", "400 page_path: is required of a goal of type page; event_name: is not of a goal of type page")]
    [InlineData("PUT", "/goals", """{"site_id":"example.com","goal_type":"page","page_path":"register"}""", "400 page_path: must begin with / or *")]
    [InlineData("PUT", "/goals", """{"site_id":"example.com","goal_type":"event","event_name":"A","custom_props":{"a":null}}""", "400 custom_props.a: must be text")]
    [InlineData("PUT", "/goals", """{"goal_type":"event","event_name":"A"}""", "400 site_id: is required")]
    [InlineData("PUT", "/goals?site_id=other.com", """{"site_id":"example.com","goal_type":"event","event_name":"A"}""", "400 site_id: is another in the body than in the address")]
    [InlineData("DELETE", "/goals/7?site_id=example.com", null, "404 No such goal")]
    [InlineData("DELETE", "/goals/7", null, "400 site_id: is required")]
    [InlineData("GET", "/custom-props", null, "400 site_id: is required")]
    [InlineData("PUT", "/custom-props", """{"site_id":"example.com"}""", "400 property: is required")]
    [InlineData("PUT", "/custom-props", """{"site_id":"nothing.example","property":"a"}""", "404 No such site")]
    public async Task What_cannot_be_done_is_refused_with_its_name(string method, string path, string? body, string words)
    {
        _ = await MakeAsync("example.com");
        _ = await MakeAsync("other.com");

        Assert.StartsWith(words, await SendAsync(method, path, body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_is_walked_from_the_newest_to_the_oldest_and_back()
    {
        for (int i = 0; i < 5; i++)
        {
            _ = await MakeAsync($"s{i}.example");
            _clock.Advance(TimeSpan.FromSeconds(i == 2 ? 0 : 1)); // two of the same time
        }

        List<string> walked = [];
        string? after = null;
        List<JsonElement> pages = [];
        do
        {
            JsonElement page = await JsonAsync("GET", "?limit=2" + (after is null ? "" : "&after=" + after));
            pages.Add(page);
            walked.AddRange(page.GetProperty("sites").EnumerateArray().Select(s => s.GetProperty("domain").GetString()!));
            after = page.GetProperty("meta").GetProperty("after").GetString();
        }
        while (after is not null);

        Assert.Equal([2, 2, 1], pages.Select(p => p.GetProperty("sites").GetArrayLength()));
        Assert.Equal(["s0.example", "s1.example"], walked[^2..].Order());
        Assert.Equal(5, walked.Distinct().Count());
        Assert.Null(pages[0].GetProperty("meta").GetProperty("before").GetString());
        string back = pages[2].GetProperty("meta").GetProperty("before").GetString()!;
        Assert.Equal(pages[1].GetRawText(), await SendAsync("GET", "?limit=2&before=" + back));
    }

    [Fact]
    public async Task A_goal_is_found_or_made_but_never_twice()
    {
        _ = await MakeAsync("example.com");
        const string Signup = """{"site_id":"example.com","goal_type":"event","event_name":"Signup"}""";
        JsonElement made = await JsonAsync("PUT", "/goals", Signup);
        long id = made.GetProperty("id").GetInt64();

        Assert.Equal($$$"""{"domain":"example.com","id":{{{id}}},"goal_type":"event","display_name":"Signup","event_name":"Signup","page_path":null,"custom_props":{}}""", made.GetRawText());
        Assert.InRange(id, 1, 1L << 53);
        Assert.Equal(made.GetRawText(), await SendAsync("PUT", "/goals", Signup));
        Assert.Equal(made.GetRawText(), await SendAsync("PUT", "/goals?site_id=example.com", "goal_type=event&event_name=Signup"));
        string[] atOnce = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SendAsync("PUT", "/goals", """{"site_id":"example.com","goal_type":"page","page_path":"/register"}""")));
        Assert.Single(atOnce.Distinct());
        Assert.Contains("\"display_name\":\"Visit /register\",\"event_name\":null,\"page_path\":\"/register\"", atOnce[0], StringComparison.Ordinal);
        _clock.Advance(TimeSpan.FromSeconds(1));
        JsonElement pro = await JsonAsync("PUT", "/goals", "site_id=example.com&goal_type=event&event_name=Signup&display_name=Joined&custom_props[plan]=pro");
        Assert.Equal("""{"plan":"pro"}""", pro.GetProperty("custom_props").GetRawText());
        Assert.StartsWith("400 display_name: belongs to another goal", await SendAsync("PUT", "/goals", """{"site_id":"example.com","goal_type":"event","event_name":"Other","display_name":"Joined"}"""), StringComparison.Ordinal);

        JsonElement listed = (await JsonAsync("GET", "/goals?site_id=example.com")).GetProperty("goals");
        Assert.Equal("Joined,Signup,Visit /register", string.Join(',', listed.EnumerateArray().Select(g => g.GetProperty("display_name").GetString()).Order(StringComparer.Ordinal)));
        Assert.Equal("Joined", listed[0].GetProperty("display_name").GetString());
        Assert.Equal("""{"deleted":true}""", await SendAsync("DELETE", $"/goals/{id}?site_id=example.com"));
        Assert.Equal("""{"deleted":true}""", await SendAsync("DELETE", $"/goals/{pro.GetProperty("id").GetInt64()}", "site_id=example.com"));
        Assert.StartsWith("404 ", await SendAsync("DELETE", $"/goals/{id}?site_id=example.com"), StringComparison.Ordinal);
        Assert.Single((await JsonAsync("GET", "/goals?site_id=example.com")).GetProperty("goals").EnumerateArray());
    }

    [Theory]
    [InlineData("/register", "/register", "/register/")]
    [InlineData("/blog*", "/blog,/blog/a,/blogs", "/a/blog")]
    [InlineData("/*/register", "/a/register,/a/b/register", "/register,/a/register/b")]
    [InlineData("*/thanks", "/thanks,/a/thanks", "/thanks/b")]
    [InlineData("/a.b*c", "/a.bc,/a.b/x/c", "/axbc,/a.bc/d")]
    public async Task A_star_in_the_path_of_a_goal_is_anything(string path, string met, string notMet)
    {
        _ = await MakeAsync("example.com");
        JsonElement goal = await JsonAsync("PUT", "/goals", JsonSerializer.Serialize(new { site_id = "example.com", goal_type = "page", page_path = path }));
        object[] events = [.. $"{met},{notMet}".Split(',').Select(page => new { timestamp = "2026-03-10T10:00:00Z", url = "https://example.com" + page, visitor = new { id = page } })];
        _ = await _product.Admin.PostAsJsonAsync("/v1/ingest/batch", new { site = "example.com", events });

        Assert.Equal(path, goal.GetProperty("page_path").GetString());
        Assert.Equal(path, (await JsonAsync("GET", "/goals?site_id=example.com")).GetProperty("goals")[0].GetProperty("page_path").GetString());
        Assert.Equal(goal.GetRawText(), await SendAsync("PUT", "/goals", JsonSerializer.Serialize(new { site_id = "example.com", goal_type = "page", page_path = path })));
        JsonElement answer = await _product.QueryAsync(new { site_id = "example.com", metrics = new[] { "visitors" }, date_range = "day", filters = new object[] { new object[] { "is", "event:goal", new[] { "Visit " + path } } }, dimensions = new[] { "event:page" } });
        Assert.Equal(met.Split(',').Order(StringComparer.Ordinal), answer.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("dimensions")[0].GetString()!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Goals_of_every_making_are_listed_with_a_number_of_their_own()
    {
        _ = await MakeAsync("example.com");
        using JsonDocument site = JsonDocument.Parse(await _product.Admin.GetStringAsync("/api/v2/sites/example.com"));
        string id = site.RootElement.GetProperty("id").GetString()!;
        var store = new AnalyticsStore(new AnalyticsStoreOptions { TableName = _product.Tables.Events });
        await _product.Dynamo.PutItemAsync(store.CreateGoalCommand(new Store.Goals.Goal { Id = "by-hand", SiteId = id, Name = "By hand", Type = Store.Goals.GoalType.Pageview, Pattern = "/docs", MatchType = Store.Goals.GoalMatch.Contains, CreatedAt = Some.Noon, UpdatedAt = Some.Noon }));
        _ = await _product.Admin.PostAsJsonAsync("/api/v2/sites/example.com/goals", new { type = "event", pattern = "Old", isActive = false });

        JsonElement goal = Assert.Single((await JsonAsync("GET", "/goals?site_id=example.com")).GetProperty("goals").EnumerateArray());

        Assert.Equal("*/docs*", goal.GetProperty("page_path").GetString());
        Assert.InRange(goal.GetProperty("id").GetInt64(), 1L << 48, 1L << 53);
        Assert.Equal("""{"deleted":true}""", await SendAsync("DELETE", $"/goals/{goal.GetProperty("id").GetInt64()}?site_id=example.com"));
    }

    [Fact]
    public async Task Custom_properties_are_listed_and_taken_off_the_list()
    {
        _ = await MakeAsync("example.com");

        Assert.Equal("""{"custom_properties":[]}""", await SendAsync("GET", "/custom-props?site_id=example.com"));
        Assert.Equal("""{"created":true}""", await SendAsync("PUT", "/custom-props", """{"site_id":"example.com","property":"author"}"""));
        Assert.Equal("""{"created":true}""", await SendAsync("PUT", "/custom-props", "site_id=example.com&property=author"));
        string[] atOnce = await Task.WhenAll(Enumerable.Range(0, 3).Select(i => SendAsync("PUT", "/custom-props", $$"""{"site_id":"example.com","property":"a/b {{i}}"}""")));
        Assert.All(atOnce, answer => Assert.Equal("""{"created":true}""", answer));
        Assert.Equal("author", (await JsonAsync("GET", "/example.com")).GetProperty("custom_properties")[0].GetString());
        Assert.Equal(4, (await JsonAsync("GET", "/custom-props?site_id=example.com")).GetProperty("custom_properties").GetArrayLength());

        Assert.Equal("""{"deleted":true}""", await SendAsync("DELETE", "/custom-props/a%2Fb%200?site_id=example.com"));
        Assert.Equal("""{"deleted":true}""", await SendAsync("DELETE", "/custom-props/a/b%201?site_id=example.com"));
        Assert.Equal("""{"deleted":true}""", await SendAsync("DELETE", "/custom-props/author", """{"site_id":"example.com"}"""));
        Assert.Equal("""{"deleted":true}""", await SendAsync("DELETE", "/custom-props/author", """{"site_id":"example.com"}"""));
        Assert.Equal("""{"custom_properties":[{"property":"a/b 2"}]}""", await SendAsync("GET", "/custom-props?site_id=example.com"));
        Assert.StartsWith("400 property: must be names of 1 to 300 characters", await SendAsync("PUT", "/custom-props", $$"""{"site_id":"example.com","property":"{{new string('x', 301)}}"}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reading_takes_a_key_for_numbers_and_writing_one_for_sites()
    {
        _ = await MakeAsync("example.com");
        HttpResponseMessage made = await _product.Admin.PostAsJsonAsync("/api/v2/keys", new { name = "Numbers", scopes = new[] { "stats" } });
        using JsonDocument key = JsonDocument.Parse(await made.Content.ReadAsStringAsync());
        HttpClient numbers = _product.Anonymous;
        Assert.StartsWith("401 ", await SendAsync("GET", "", client: numbers), StringComparison.Ordinal);

        numbers.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.RootElement.GetProperty("secret").GetString());

        foreach (string path in (string[])["", "/example.com", "/goals?site_id=example.com", "/custom-props?site_id=example.com"])
        {
            Assert.StartsWith("{", await SendAsync("GET", path, client: numbers), StringComparison.Ordinal);
        }

        foreach ((string method, string path) in ((string, string)[])[("POST", ""), ("PUT", "/example.com"), ("DELETE", "/example.com"), ("PUT", "/goals"), ("DELETE", "/goals/1"), ("PUT", "/custom-props"), ("DELETE", "/custom-props/a")])
        {
            Assert.StartsWith("401 This needs a key or a login with the scope 'admin'", await SendAsync(method, path, client: numbers), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Another_accounts_site_is_not_there()
    {
        var store = new AnalyticsStore(new AnalyticsStoreOptions { TableName = _product.Tables.Events });
        await _product.Dynamo.TransactWriteItemsAsync(store.CreateSiteCommand(Some.Site("strange", domain: "strange.example")));

        foreach ((string method, string path, string? body) in ((string, string, string?)[])
        [
            ("GET", "/strange.example", null), ("PUT", "/strange", """{"domain":"a.example"}"""), ("DELETE", "/strange", null),
            ("GET", "/goals?site_id=strange", null), ("PUT", "/goals", """{"site_id":"strange","goal_type":"event","event_name":"A"}"""), ("DELETE", "/goals/1?site_id=strange", null),
            ("GET", "/custom-props?site_id=strange", null), ("PUT", "/custom-props?site_id=strange", """{"property":"a"}"""), ("DELETE", "/custom-props/a?site_id=strange", null),
        ])
        {
            Assert.StartsWith("404 No such site", await SendAsync(method, path, body), StringComparison.Ordinal);
        }

        Assert.DoesNotContain("strange", await SendAsync("GET", ""), StringComparison.Ordinal);
    }
}
