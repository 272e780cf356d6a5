using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Analytics.Tool.Terminal;

namespace Analytics.Tool.Server;

/// <summary>A server, through its HTTP API. What it refuses becomes a <see cref="ToolFailure"/> that says what to do.</summary>
internal sealed class AnalyticsServer : IDisposable
{
    private readonly HttpClient _http;
    private readonly CommandContext _context;

    public AnalyticsServer(Uri address, string key, CommandContext context)
    {
        _context = context;
        _http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All, PooledConnectionLifetime = TimeSpan.FromMinutes(2) })
        {
            BaseAddress = address,
            Timeout = TimeSpan.FromSeconds(100),
        };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("analytics-tool", "1"));
    }

    /// <summary>Where it is.</summary>
    public Uri Address => _http.BaseAddress!;

    /// <summary>The JSON at a path, relative to the server's address and without a slash before it.</summary>
    public Task<JsonElement> GetAsync(string path, CancellationToken cancellation) => AskAsync(HttpMethod.Get, path, null, cancellation);

    /// <summary>Sends JSON and reads the JSON that comes back.</summary>
    public Task<JsonElement> PostAsync(string path, ReadOnlyMemory<byte> json, CancellationToken cancellation) =>
        AskAsync(HttpMethod.Post, path, () => Retries.Content(json, "application/json"), cancellation);

    /// <summary>Sends a body that may be sent twice without counting twice, and reads the JSON that comes back.</summary>
    public Task<JsonElement> PostAsync(string path, Func<HttpContent> body, CancellationToken cancellation) => AskAsync(HttpMethod.Post, path, body, cancellation);

    /// <summary>Removes what is there.</summary>
    public async Task DeleteAsync(string path, CancellationToken cancellation)
    {
        using HttpResponseMessage response = await SendAsync(HttpMethod.Delete, path, null, cancellation);
    }

    /// <summary>Sends, again after a pause where the server is busy or out of reach, and throws where it refuses.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, Func<HttpContent>? body, CancellationToken cancellation)
    {
        HttpResponseMessage response = await Retries.SendAsync(
            _http, () => new HttpRequestMessage(method, path) { Content = body?.Invoke() }, _context, cancellation);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw Refusal.Of(response.StatusCode, Encoding.UTF8.GetString(await ReadAsync(response, cancellation)));
        }
    }

    /// <summary>The whole body of an answer.</summary>
    /// <exception cref="ToolFailure">It was cut off, or does not end.</exception>
    public async Task<byte[]> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(_http.Timeout, _context.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        try
        {
            return await response.Content.ReadAsByteArrayAsync(either.Token);
        }
        catch (Exception cut) when (cut is IOException or HttpRequestException || (cut is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new ToolFailure($"The answer of {Address} was cut off in the middle ({cut.Message}): try again.");
        }
    }

    /// <summary>Sends once, whatever comes of it: for those who measure.</summary>
    public Task<HttpResponseMessage> TryAsync(HttpRequestMessage request, CancellationToken cancellation) => _http.SendAsync(request, cancellation);

    public void Dispose() => _http.Dispose();

    private async Task<JsonElement> AskAsync(HttpMethod method, string path, Func<HttpContent>? body, CancellationToken cancellation)
    {
        using HttpResponseMessage response = await SendAsync(method, path, body, cancellation);
        byte[] bytes = await ReadAsync(response, cancellation);
        try
        {
            using JsonDocument json = JsonDocument.Parse(bytes);
            return json.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw new ToolFailure($"{Address} answered something that is no JSON: is --server the address of an Analytics?");
        }
    }
}
