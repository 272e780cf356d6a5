using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Analytics.Functions.Hosting.Lambda;
using Analytics.Testing.Lambda;

namespace Analytics.Functions.Tests.Hosting.Lambda;

public sealed class LambdaEventsTests
{
    [Fact]
    public void A_request_of_an_HTTP_API_is_what_the_browser_sent()
    {
        LambdaRequest request = Read(LambdaPayload.Recorded("http-api-get"));

        Assert.Equal(("GET", "/health/live", "?a=1&a=2&b=%26%20c"), (request.Method, request.Path, request.QueryString));
        Assert.Equal("/health/live?a=1&a=2&b=%26%20c", request.RawTarget);
        Assert.Equal("https", request.Scheme);
        Assert.Equal("a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com", request.Headers.Host);
        Assert.Equal("analytics_login=abc; theme=dark", request.Headers.Cookie);
        Assert.Equal(IPAddress.Parse("203.0.113.5"), request.Peer);
        Assert.False(request.CanHaveBody);
        Assert.False(request.IsInternal);
    }

    [Fact]
    public void The_peer_is_who_connected_whatever_a_header_claims() =>
        Assert.Equal(IPAddress.Parse("203.0.113.5"), Read(LambdaPayload.Recorded("http-api-post")).Peer);

    [Theory]
    [InlineData("http-api-post", "203.0.113.5")]
    [InlineData("function-url-post", "2001:db8::7")]
    public async Task A_body_is_the_same_as_text_and_as_base64(string shape, string peer)
    {
        LambdaRequest request = Read(LambdaPayload.Recorded(shape));

        Assert.True(request.CanHaveBody);
        Assert.Equal("""{"n":"pageview","u":"https://example.com/","d":"example.com"}""", await new StreamReader(request.Body).ReadToEndAsync());
        Assert.Equal(request.Body.Length, request.Headers.ContentLength); // and not what the header said
        Assert.Equal(IPAddress.Parse(peer), request.Peer);
    }

    [Fact]
    public void Without_a_host_header_the_domain_is_the_host()
    {
        JsonObject json = LambdaPayload.Recorded("http-api-get");
        json["headers"]!.AsObject().Remove("host");

        Assert.Equal("a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com", Read(json).Headers.Host);
    }

    [Fact]
    public void The_schedules_event_is_internal_and_asks_for_maintenance()
    {
        LambdaRequest request = Read(LambdaPayload.Recorded("schedule"));

        Assert.True(request.IsInternal);
        Assert.Equal(("POST", "/internal/maintain"), (request.Method, request.Path));
    }

    [Fact]
    public void What_comes_by_HTTP_is_never_internal_whatever_it_says()
    {
        JsonObject json = LambdaPayload.Http(
            "POST", "/internal/maintain?analytics=maintain", new Dictionary<string, string> { ["content-type"] = "application/json", ["analytics"] = "maintain" }, LambdaPayload.Maintain);
        Assert.False(Read(json).IsInternal);

        json["analytics"] = "maintain"; // no front writes this; were there one, it would still be HTTP
        Assert.False(Read(json).IsInternal);
    }

    [Theory]
    [InlineData("rest-api-v1")]
    [InlineData("event-bridge")]
    public void Another_kind_of_event_is_refused_in_words_that_say_what_was_expected(string shape)
    {
        var refusal = Assert.Throws<InvocationException>(() => Read(LambdaPayload.Recorded(shape)));

        Assert.Equal("UnknownEvent", refusal.Kind);
        Assert.Contains("payload format 2.0", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("""{"analytics":"maintain"}""", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"maintain\"")]
    [InlineData("{}")]
    [InlineData("{\"analytics\":\"erase\"}")]
    [InlineData("{\"analytics\":null}")]
    [InlineData("{\"analytics\":{\"maintain\":1}}")]
    [InlineData("{\"requestContext\":{}}")]
    [InlineData("{\"requestContext\":{\"http\":\"GET\"}}")]
    [InlineData("{\"requestContext\":null,\"Records\":[]}")]
    public void So_is_what_is_no_event_at_all(string json) =>
        Assert.Throws<InvocationException>(() => LambdaEvents.Read(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData("body", "not base64!")]
    [InlineData("rawPath", "no-slash")]
    [InlineData("rawPath", "/a%00")]
    public void A_request_that_can_be_none_is_none(string member, string value)
    {
        JsonObject json = LambdaPayload.Recorded("function-url-post");
        json[member] = value;

        Assert.Null(LambdaEvents.Read(json.ToBytes()));
    }

    [Theory]
    [InlineData(""" "body":"\ud800","rawPath":"/" """)]
    [InlineData(""" "rawPath":"/\ud800" """)]
    [InlineData(""" "rawPath":"/","headers":{"x":"\udc00"} """)]
    [InlineData(""" "rawPath":"/","headers":{"\ud800":"x"} """)]
    [InlineData(""" "rawPath":"/","cookies":["\ud800"] """)]
    public void Half_a_surrogate_pair_is_no_request(string members) =>
        Assert.Null(LambdaEvents.Read(Encoding.UTF8.GetBytes($$$"""{"requestContext":{"http":{"method":"GET"}},{{{members}}}}""")));

    [Fact]
    public void Odd_members_are_passed_over()
    {
        LambdaRequest request = LambdaEvents.Read("""
            {"rawPath":"/a","rawQueryString":null,"cookies":["a=1",null,7],"headers":{"x":null,"y":3,"":"e","Z":"1","z":"2","content-length":"99","transfer-encoding":"chunked"},
             "requestContext":{"domainName":7,"http":{"method":"GET","sourceIp":"not an address"}},"body":null,"isBase64Encoded":"true"}
            """u8.ToArray())!;

        Assert.Equal(("/a", ""), (request.Path, request.QueryString));
        Assert.Equal("a=1", request.Headers.Cookie);
        Assert.Equal(["1", "2"], request.Headers["z"].AsEnumerable());
        Assert.Null(request.Peer);
        Assert.Equal(0, request.Headers.ContentLength);
        Assert.False(request.Headers.ContainsKey("x") || request.Headers.ContainsKey("y") || request.Headers.ContainsKey("Transfer-Encoding"));
    }

    private static LambdaRequest Read(JsonObject json) => LambdaEvents.Read(json.ToBytes())!;
}
