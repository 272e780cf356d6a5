using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.Functions.Tests.Http;

/// <summary>No header of a request makes an answer a fault of the server: what is made of one is written so that every server can send it.</summary>
public sealed class HostileHeaderTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private const string Foreign = "https://exämple.õ\U0001F600";

    private static readonly string[] Headers =
        ["Origin", "Referer", "User-Agent", "Accept-Language", "Accept-Encoding", "If-None-Match", "X-Forwarded-For", "X-Forwarded-Host", "X-Umami-Cache", "Access-Control-Request-Headers", "Cookie"];

    private RunningProduct _product = null!;
    private HttpClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.StartAsync(dynamo);
        _client = new HttpClient(new SocketsHttpHandler { UseCookies = false, RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 }) { BaseAddress = _product.Address };
        _ = await _product.CreateSiteAsync("example.com");
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _product.DisposeAsync();
    }

    private async Task<HttpResponseMessage> AskAsync(string method, string address, params IEnumerable<(string Name, string Value)> headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (method is "POST" or "PUT")
        {
            request.Content = new StringContent("""{"events":[{"url":"/"}]}""", Encoding.UTF8, "application/json");
        }

        foreach ((string name, string value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        return await _client.SendAsync(request);
    }

    [Fact]
    public async Task Every_route_answers_whatever_the_headers_hold()
    {
        List<string> failed = [];
        int asked = 0;
        foreach (RouteEndpoint route in _product.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            string address = string.Join('/', route.RoutePattern.RawText!.Split('/').Select(part => part.StartsWith('{') ? "example.com" : part));
            foreach (string method in route.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods)
            {
                asked++;
                HttpResponseMessage answer = await AskAsync(method, address + "?õ=ä", Headers.Select(name => (name, Foreign)));
                if ((int)answer.StatusCode >= 500)
                {
                    failed.Add($"{method} {address}: {(int)answer.StatusCode}");
                }
            }
        }

        Assert.True(asked > 60, $"Only {asked} routes were found.");
        Assert.Empty(failed);
    }

    [Theory]
    [InlineData("https://example.com", "https://example.com", true)]
    [InlineData("capacitor://localhost", "capacitor://localhost", true)]
    [InlineData("null", "null", true)]
    [InlineData(Foreign, "*", false)]
    [InlineData("https://a b", "*", false)]
    public async Task An_origin_is_echoed_where_a_browser_can_have_sent_it(string origin, string admitted, bool withCredentials)
    {
        foreach (string method in (string[])["OPTIONS", "POST"])
        {
            HttpResponseMessage answer = await AskAsync(method, "/api/v2/track/example.com", ("Origin", origin), ("User-Agent", Some.Chrome));

            Assert.True(answer.IsSuccessStatusCode, $"{method} {(int)answer.StatusCode}");
            Assert.Equal(admitted, answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
            Assert.Equal(withCredentials, answer.Headers.Contains("Access-Control-Allow-Credentials"));
        }
    }
}
