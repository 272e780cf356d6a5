using System.Net;
using System.Text.Json.Nodes;
using Analytics.Functions.Callers;
using Analytics.Store.Accounts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.Functions.Tests.Collect;

/// <summary>
/// Every collecting route of the running product keeps the event, and names in <c>x-analytics-ignored</c> what it left out of it.
/// </summary>
public sealed class IgnoredFieldTests(LocalDynamo dynamo) : IAsyncLifetime
{
    // Of each protocol an event that counts; where its own fields stand; a field of text, one of a number, and one with a limit.
    private static readonly Protocol[] Protocols =
    [
        new("POST /api/event", """{"n":"pageview","u":"https://example.com/","d":"example.com"}""", "", "l", "w", "ti"),
        new("POST /api/send", """{"type":"event","payload":{"website":"example.com","hostname":"example.com","url":"/"}}""", "payload", "tag", "lcp", "referrer"),
        new("POST /api/batch", """[{"type":"event","payload":{"website":"example.com","hostname":"example.com","url":"/"}}]""", "0.payload", "tag", "lcp", "referrer"),
        new("POST /collect", """{"s":"example.com","e":"pageview","u":"https://example.com/"}""", "", "t", "sw", "r"),
        new("POST /api/sites/{siteId}/collect", """{"e":"pageview","u":"https://example.com/"}""", "", "t", "sw", "r"),
        new("POST /api/v2/track/{siteId}", """{"events":[{"type":"pageview","url":"/"}]}""", "events.0", "title", null, "title"),
        new("POST /pageview", """{"anonymousId":"","page":{"path":"/"},"context":{"screen":{}},"site":"example.com"}""", "context.screen", null, "width", null),
        new("POST /track", """{"anonymousId":"","event":{"name":"Signup"},"context":{"campaign":{}},"site":"example.com"}""", "context.campaign", "source", null, "source"),
        new("POST /identify", """{"anonymousId":"","userId":"u","context":{"campaign":{}},"site":"example.com"}""", "context.campaign", "source", null, "source"),
        new("POST /api/v0/count", """{"no_sessions":true,"hits":[{"path":"/"}]}""", "hits.0", "language", null, "title"),
        new("GET /count", "p=/&site=example.com", "", null, null, "t"),
        new("POST /count", "p=/&site=example.com", "", null, null, "t"),
        new("GET /collect", "sid=example.com&h=example.com&p=/", "", null, null, "r"),
        new("GET /pixel.gif", "site=example.com&url=/", "", null, null, "title"),
    ];

    private RunningProduct _product = null!;

    public static TheoryData<string> Routes => [.. Protocols.Select(p => p.Route)];

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.StartAsync(dynamo);
        _ = await _product.CreateSiteAsync("example.com", settings: new { identification = true });
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    [Fact]
    public void Every_collecting_route_is_among_the_protocols()
    {
        string[] closed = ["POST /api/v2/login", "POST /api/v0/count"];
        IEnumerable<string> collecting =
            from route in _product.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            where route.Metadata.GetRequiredMetadata<Access.Rule>() is { IsInternal: false, Scope: Scopes.None }
            from method in route.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods
            where method == "POST" || (method == "GET" && route.Metadata.GetMetadata<Functions.Http.KnownParameters>() is not null)
            select $"{method} {route.RoutePattern.RawText}";

        Assert.Equal(
            Protocols.Select(p => p.Route).Except(closed).Order(StringComparer.Ordinal),
            collecting.Except(closed).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_field_that_nobody_knows_is_left_out_and_named_and_the_event_counts(string route)
    {
        Protocol protocol = Of(route);
        Assert.Null(Ignored(await CountedAsync(protocol, null, null)));

        Assert.EndsWith("made_up", Ignored(await CountedAsync(protocol, "made_up", "x")), StringComparison.Ordinal);
        Assert.EndsWith("made%20up", Ignored(await CountedAsync(protocol, "made up", "x")), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_parameter_of_the_query_that_nobody_knows_is_named_and_the_event_counts(string route) =>
        Assert.Equal("made_up", Ignored(await CountedAsync(Of(route), null, null, "made_up=1")));

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_number_that_is_sent_as_text_is_read(string route)
    {
        if (Of(route) is { Number: { } number } protocol)
        {
            Assert.Null(Ignored(await CountedAsync(protocol, number, "200")));
            Assert.EndsWith(number, Ignored(await CountedAsync(protocol, number, "wide")), StringComparison.Ordinal);
            Assert.EndsWith(number, Ignored(await CountedAsync(protocol, number, 1e9)), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_text_that_is_sent_as_a_number_is_read(string route)
    {
        if (Of(route) is { Text: { } text } protocol)
        {
            Assert.Null(Ignored(await CountedAsync(protocol, text, 5)));
            Assert.EndsWith(text, Ignored(await CountedAsync(protocol, text, new JsonObject { ["a"] = 1 })), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task What_is_over_its_limit_is_cut_or_left_out_and_named(string route)
    {
        if (Of(route) is { Limited: { } limited } protocol)
        {
            Assert.EndsWith(limited, Ignored(await CountedAsync(protocol, limited, new string('a', 2_100))), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/count?P=/&Site=example.com")]
    [InlineData("/pixel.gif?SITE=example.com&url=/")]
    [InlineData("/collect?SID=example.com&h=example.com&P=/")]
    public async Task A_parameter_that_is_read_in_any_case_is_not_named(string address)
    {
        HttpResponseMessage response = await _product.SendAsync(address);

        Assert.Single(await _product.StoredAsync());
        Assert.Null(Ignored(response));
    }

    [Theory]
    [InlineData(""" "data":{"revenue":"much","currency":"EUR"} """, "payload.data.revenue")]
    [InlineData(""" "data":{"revenue":"5","currency":"EURO"} """, "payload.data.currency")]
    [InlineData(""" "data":{"revenue":"much","currency":"EURO"} """, "payload.data.revenue,payload.data.currency")]
    [InlineData(""" "data":{"tag":"mine"},"tag":"theirs" """, "payload.data.tag")]
    [InlineData(""" "data":{FULL},"tag":"theirs" """, "payload.tag")]
    [InlineData(""" "data":{FULL,"p31":1},"tag":"theirs" """, "payload.data.p31,payload.tag")]
    [InlineData(""" "data":{FULL},"tag":" " """, null)]
    public async Task Of_Umamis_money_and_tag_that_is_named_which_is_not_kept(string fields, string? named)
    {
        string full = string.Join(',', Enumerable.Range(1, 30).Select(i => $"\"p{i}\":1"));
        HttpResponseMessage response = await _product.SendAsync(
            "/api/send", $$$"""{"type":"event","payload":{"website":"example.com","hostname":"example.com","url":"/",{{{fields.Replace("FULL", full, StringComparison.Ordinal)}}}}}""");

        Assert.Equal(named, Ignored(response));
        Assert.Single(await _product.StoredAsync());
    }

    [Fact]
    public async Task The_data_of_a_performance_event_is_named_for_it_is_not_kept() => Assert.Equal(
        "payload.data",
        Ignored(await _product.SendAsync("/api/send", """{"type":"performance","payload":{"website":"example.com","hostname":"example.com","url":"/","lcp":5,"data":{"a":1}}}""")));

    [Fact]
    public async Task Long_names_are_cut_between_characters_and_the_header_stays_short()
    {
        var body = new JsonObject { ["n"] = "pageview", ["u"] = "https://example.com/", ["x" + new string('a', 46) + "\U0001F600"] = 1 };
        for (int i = 0; i < 20; i++)
        {
            body[i.ToString("D2", System.Globalization.CultureInfo.InvariantCulture) + new string('\uFFFD', 60)] = 1;
        }

        string ignored = Ignored(await _product.SendAsync("/api/event", body.ToJsonString()))!;

        Assert.InRange(ignored.Length, 20, 3_100);
        Assert.Equal("x" + new string('a', 46), ignored.Split(',')[0]);
        Assert.All(ignored.Split(',').SkipLast(1).Skip(1), name => Assert.Matches("^[0-9]{2}(%EF%BF%BD)+$", name));
    }

    [Fact]
    public async Task Names_of_strangers_cannot_break_the_header_nor_fill_it()
    {
        var body = new JsonObject { ["n"] = "pageview", ["u"] = "https://example.com/", ["a\r\nset-cookie: x=1"] = 1, ["õ,b"] = 1 };
        for (int i = 0; i < 30; i++)
        {
            body[$"f{i}"] = 1;
        }

        string ignored = Ignored(await _product.SendAsync("/api/event", body.ToJsonString()))!;

        Assert.StartsWith("a%0D%0Aset-cookie%3A%20x%3D1,%C3%B5%2Cb,f0,f1,", ignored, StringComparison.Ordinal);
        Assert.EndsWith(",f17,+12", ignored, StringComparison.Ordinal);
    }

    private static Protocol Of(string route) => Protocols.Single(p => p.Route == route);

    private static string? Ignored(HttpResponseMessage response) =>
        response.Headers.TryGetValues("x-analytics-ignored", out IEnumerable<string>? names) ? names.Single() : null;

    private async Task<HttpResponseMessage> CountedAsync(Protocol protocol, string? field, JsonNode? value, string query = "")
    {
        int before = (await _product.StoredAsync()).Count;
        (string method, string path) = (protocol.Route.Split(' ')[0], protocol.Route.Split(' ')[1].Replace("{siteId}", "example.com", StringComparison.Ordinal));
        bool isBody = protocol.Sample[0] is '{' or '[';
        string all = isBody ? query
            : string.Join('&', new[] { protocol.Sample, field is null ? "" : $"{Uri.EscapeDataString(field)}={value}", query }.Where(p => p.Length > 0));
        HttpResponseMessage response = await _product.SendAsync(
            all.Length > 0 ? $"{path}?{all}" : path,
            isBody ? With(protocol, field, value) : null,
            key: path == "/api/v0/count" ? RunningProduct.Key : null,
            method: new HttpMethod(method));

        Assert.True(response.IsSuccessStatusCode, $"{protocol.Route}: {(int)response.StatusCode} {await response.TextAsync()}");
        Assert.Null(response.DroppedFor());
        Assert.Equal(before + 1, (await _product.StoredAsync()).Count);
        return response;
    }

    private static string With(Protocol protocol, string? field, JsonNode? value)
    {
        JsonNode body = JsonNode.Parse(protocol.Sample)!;
        JsonNode place = body;
        foreach (string step in protocol.Place.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            place = int.TryParse(step, out int index) ? place[index]! : place[step]!;
        }

        if (field is not null)
        {
            place[field] = value;
        }

        return body.ToJsonString();
    }

    /// <param name="Route">Method and pattern.</param>
    /// <param name="Sample">A body, or a query, that counts.</param>
    /// <param name="Place">Where in the body the fields stand.</param>
    /// <param name="Text">A field of text.</param>
    /// <param name="Number">A field of a number.</param>
    /// <param name="Limited">A field of text that has a limit.</param>
    private sealed record Protocol(string Route, string Sample, string Place, string? Text, string? Number, string? Limited);
}
