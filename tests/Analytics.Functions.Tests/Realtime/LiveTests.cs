using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Analytics.Functions.Callers;
using Analytics.Functions.Realtime;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.Functions.Tests.Realtime;

/// <summary>What happens on a site at this moment, asked for and told through a WebSocket.</summary>
public sealed class LiveTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private const string Path = "/api/v2/realtime/example.com";
    private readonly WatchedQueries _table = new(dynamo.Endpoint);
    private RunningProduct _product = null!;

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.StartAsync(dynamo, client: _table);
        _ = await _product.CreateSiteAsync("example.com");
    }

    public async ValueTask DisposeAsync()
    {
        await _product.DisposeAsync();
        _table.Dispose();
    }

    private async Task VisitAsync(string path, string address = "203.0.113.5") => Assert.Equal(
        HttpStatusCode.Accepted,
        (await _product.SendEventAsync(new { n = "pageview", u = "https://example.com" + path, d = "example.com", r = "https://news.example/" }, address: address)).StatusCode);

    private async Task<JsonElement> LookAsync() =>
        JsonDocument.Parse(await _product.Admin.GetStringAsync(Path)).RootElement.GetProperty("data");

    private async Task<ClientWebSocket> OpenAsync(string? key = RunningProduct.Key, string? cookie = null, string? origin = null, string query = "")
    {
        var socket = new ClientWebSocket();
        Set("Authorization", key is null ? null : "Bearer " + key);
        Set("Cookie", cookie);
        Set("Origin", origin);
        await socket.ConnectAsync(new Uri($"ws://{_product.Address.Authority}{Path}{query}"), TestContext.Current.CancellationToken);
        return socket;

        void Set(string name, string? value)
        {
            if (value is not null)
            {
                socket.Options.SetRequestHeader(name, value);
            }
        }
    }

    private async Task<HttpStatusCode?> RefusalAsync(string? key = null, string? cookie = null, string? origin = null, string query = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Path + query);
        request.Headers.TryAddWithoutValidation("Connection", "Upgrade");
        request.Headers.TryAddWithoutValidation("Upgrade", "websocket");
        request.Headers.TryAddWithoutValidation("Sec-WebSocket-Version", "13");
        request.Headers.TryAddWithoutValidation("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
        foreach ((string name, string? value) in new[] { ("Authorization", key is null ? null : "Bearer " + key), ("Cookie", cookie), ("Origin", origin) })
        {
            if (value is not null)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using HttpResponseMessage response = await _product.Anonymous.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return response.StatusCode;
    }

    private static async Task<JsonElement> HearAsync(WebSocket socket)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        byte[] buffer = new byte[64 * 1024];
        WebSocketReceiveResult heard = await socket.ReceiveAsync(buffer, patience.Token);
        return JsonDocument.Parse(buffer.AsMemory(0, heard.Count)).RootElement;
    }

    private async Task<string> SignInAsync()
    {
        HttpResponseMessage signedIn = await _product.Anonymous.PostAsJsonAsync("/api/v2/login", new { email = RunningProduct.Email, password = RunningProduct.Password });
        return signedIn.Headers.GetValues("Set-Cookie").First().Split(';')[0];
    }

    private async Task<string> TicketAsync() =>
        (await (await _product.Admin.PostAsync(Path + "/tickets", null)).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("ticket").GetString()!;

    [Fact]
    public async Task A_look_shows_visitors_minutes_lists_and_the_newest_events()
    {
        await VisitAsync("/");
        await VisitAsync("/pricing");
        await VisitAsync("/", "203.0.113.6");

        JsonElement data = await LookAsync();

        Assert.Equal(2, data.GetProperty("activeVisitors").GetInt32());
        Assert.Equal(30, data.GetProperty("minutes").GetArrayLength());
        Assert.Equal(3, data.GetProperty("minutes").EnumerateArray().Sum(m => m.GetProperty("pageviews").GetInt32()));
        Assert.Equal("""[{"path":"/","count":1},{"path":"/pricing","count":1}]""", data.GetProperty("topPages").GetRawText());
        Assert.Equal("""[{"domain":"news.example","count":2}]""", data.GetProperty("topReferrers").GetRawText());
        Assert.Equal("""[{"device":"Desktop","count":2}]""", data.GetProperty("topDevices").GetRawText());
        Assert.Equal(["/", "/pricing", "/"], data.GetProperty("events").EnumerateArray().Select(e => e.GetProperty("path").GetString()));
    }

    [Fact]
    public async Task A_watcher_is_told_at_once_and_within_ten_seconds_of_a_beacon_and_is_answered()
    {
        if (RunningProduct.InLambda)
        {
            Assert.Equal(HttpStatusCode.NotImplemented, await RefusalAsync(RunningProduct.Key));
            return;
        }

        using ClientWebSocket socket = await OpenAsync();
        JsonElement first = await HearAsync(socket);
        Assert.Equal(("stats_update", 0), (first.GetProperty("type").GetString(), first.GetProperty("data").GetProperty("activeVisitors").GetInt32()));

        var watch = Stopwatch.StartNew();
        await VisitAsync("/a");
        JsonElement second = await HearAsync(socket);
        while (second.GetProperty("data").GetProperty("activeVisitors").GetInt32() == 0)
        {
            second = await HearAsync(socket); // another minute may have begun
        }

        Assert.Equal("/a", second.GetProperty("data").GetProperty("events")[0].GetProperty("path").GetString());
        TestContext.Current.TestOutputHelper!.WriteLine($"beacon to message: {watch.Elapsed}");

        await socket.SendAsync(Encoding.UTF8.GetBytes("""{"type":"ping"}"""), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);
        JsonElement answer = await HearAsync(socket);
        while (answer.GetProperty("type").GetString() == "stats_update")
        {
            answer = await HearAsync(socket);
        }

        Assert.Equal("pong", answer.GetProperty("type").GetString());
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_watch_that_is_over_ends_with_a_word_so_that_clients_come_again()
    {
        if (RunningProduct.InLambda)
        {
            return; // no connection is held open there
        }

        var clock = new AlarmClock(new DateTimeOffset(DateTimeOffset.UtcNow.Date.AddHours(12), TimeSpan.Zero));
        await using RunningProduct product = await RunningProduct.StartAsync(dynamo, clock);
        _ = await product.CreateSiteAsync("example.com");
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", "Bearer " + RunningProduct.Key);
        await socket.ConnectAsync(new Uri($"ws://{product.Address.Authority}{Path}"), TestContext.Current.CancellationToken);
        _ = await HearAsync(socket);

        clock.Advance(LiveStream.MaxLife);
        byte[] buffer = new byte[64 * 1024];
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        WebSocketReceiveResult last = await socket.ReceiveAsync(buffer, patience.Token);
        while (last.MessageType != WebSocketMessageType.Close)
        {
            last = await socket.ReceiveAsync(buffer, patience.Token);
        }

        Assert.Equal(WebSocketCloseStatus.NormalClosure, last.CloseStatus);
    }

    [Fact]
    public async Task The_same_message_comes_as_an_event_of_a_stream()
    {
        await VisitAsync("/");
        using HttpResponseMessage response = await _product.Admin.GetAsync(Path + "/stream", HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());

        Assert.Equal("retry: 5000", await reader.ReadLineAsync());
        Assert.Equal("", await reader.ReadLineAsync());
        Assert.Equal("event: stats_update", await reader.ReadLineAsync());
        using var message = JsonDocument.Parse((await reader.ReadLineAsync())!["data: ".Length..]);
        Assert.Equal(1, message.RootElement.GetProperty("data").GetProperty("activeVisitors").GetInt32());
    }

    [Fact]
    public async Task Another_sites_page_opens_no_socket_with_our_cookie()
    {
        string cookie = await SignInAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, await RefusalAsync(cookie: cookie, origin: "https://evil.example"));
        Assert.Equal(HttpStatusCode.Unauthorized, await RefusalAsync(cookie: cookie, origin: "null"));
        Assert.Equal(HttpStatusCode.Unauthorized, await RefusalAsync());
        if (!RunningProduct.InLambda)
        {
            using ClientWebSocket own = await OpenAsync(key: null, cookie, origin: $"http://{_product.Address.Authority}");
            Assert.Equal(WebSocketState.Open, own.State);
        }
    }

    [Fact]
    public async Task A_ticket_is_good_once_and_for_its_site_alone()
    {
        _ = await _product.CreateSiteAsync("other.com");
        string once = await TicketAsync(), elsewhere = await TicketAsync();

        Assert.Equal(HttpStatusCode.OK, (await _product.Anonymous.GetAsync($"{Path}?ticket={once}")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _product.Anonymous.GetAsync($"{Path}?ticket={once}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _product.Anonymous.GetAsync($"/api/v2/realtime/other.com?ticket={elsewhere}")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _product.Anonymous.GetAsync($"/api/v2/sites/example.com/pages?ticket={await TicketAsync()}")).StatusCode);
    }

    [Fact]
    public void A_ticket_is_good_for_thirty_seconds()
    {
        var clock = new ManualClock(Some.Noon);
        var tickets = new Tickets(clock);
        var caller = new Caller("default", Store.Accounts.Scopes.Stats);
        string one = tickets.Give(caller, Some.Site().Id)!.Value.Ticket, two = tickets.Give(caller, Some.Site().Id)!.Value.Ticket;

        clock.Advance(TimeSpan.FromSeconds(29));
        Assert.NotNull(tickets.Take(one));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(tickets.Take(two));
    }

    [Fact]
    public async Task One_key_holds_no_more_than_fifty_connections_and_is_told_so()
    {
        WatcherLimits limits = _product.Services.GetRequiredService<WatcherLimits>();
        var caller = new Caller(Caller.Deployment, Store.Accounts.Scopes.All, Program: "bootstrap key");
        List<IDisposable> held = [.. Enumerable.Range(0, WatcherLimits.OfOne).Select(i => limits.Hold(caller).TryGet(out IDisposable? hold, out _) ? hold : throw new InvalidOperationException())];

        HttpResponseMessage refused = await _product.Admin.GetAsync(Path + "/stream");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Contains("close some", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        held[0].Dispose();
        held[0].Dispose(); // twice is once
        using HttpResponseMessage admitted = await _product.Admin.GetAsync(Path + "/stream", HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.OK, admitted.StatusCode);
        Assert.Equal(RunningProduct.InLambda, limits.Hold(caller).TryGet(out _, out _)); // there a stream is answered in one piece, and holds nothing
    }

    [Fact]
    public async Task A_hundred_watchers_cost_one_look()
    {
        LiveSites sites = _product.Services.GetRequiredService<LiveSites>();
        Store.Sites.Site site = (await _product.Services.GetRequiredService<Engine.Sites.SiteDirectory>().FindAsync("example.com", TestContext.Current.CancellationToken))!;
        _ = await sites.LookAsync(site, TestContext.Current.CancellationToken);
        await Task.Delay(LiveSites.Pace + TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
        _table.Queries = 0;

        Sight[] seen = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => sites.LookAsync(site, TestContext.Current.CancellationToken)));

        Assert.Single(seen.Distinct());
        Assert.InRange(_table.Queries, 1, 2); // about midnight two days are looked at
    }

    private sealed class WatchedQueries(Uri endpoint)
        : AmazonDynamoDBClient(new BasicAWSCredentials("local", "local"), new AmazonDynamoDBConfig { ServiceURL = endpoint.ToString() })
    {
        private int _queries;

        public int Queries
        {
            get => _queries;
            set => _queries = value;
        }

        public override Task<QueryResponse> QueryAsync(QueryRequest request, CancellationToken cancellationToken = default)
        {
            _ = Interlocked.Increment(ref _queries);
            return base.QueryAsync(request, cancellationToken);
        }
    }
}
