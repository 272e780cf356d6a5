using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace Analytics.Functions.Hosting.Lambda;

/// <summary>
/// Lambda's Runtime API, version 2018-06-01: hands out invocations one after the other and takes their answers.
/// </summary>
internal sealed class RuntimeApi : IDisposable
{
    private const string Root = "/2018-06-01/runtime/";
    private const string ErrorType = "Lambda-Runtime-Function-Error-Type";
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private readonly string _host;
    private readonly int _port;
    private readonly Lazy<HttpClient> _http;

    /// <param name="address">Host and port, as <c>AWS_LAMBDA_RUNTIME_API</c> names them.</param>
    public RuntimeApi(string address)
    {
        int colon = address.LastIndexOf(':');
        _host = colon < 0 ? address : address[..colon];
        _port = colon < 0 ? 80 : int.Parse(address.AsSpan(colon + 1), CultureInfo.InvariantCulture);
        _http = new Lazy<HttpClient>(() => Client(address));
    }

    /// <summary>The next invocation, whenever it comes.</summary>
    /// <exception cref="HttpRequestException">The sandbox is ending.</exception>
    public async Task<Invocation> NextAsync(CancellationToken cancellation)
    {
        using HttpResponseMessage response = await _http.Value.GetAsync("invocation/next", cancellation);
        _ = response.EnsureSuccessStatusCode();
        string id = Header(response, "Lambda-Runtime-Aws-Request-Id") ?? throw new HttpRequestException("The Runtime API named no invocation.");
        DateTimeOffset deadline = long.TryParse(Header(response, "Lambda-Runtime-Deadline-Ms"), CultureInfo.InvariantCulture, out long at)
            ? DateTimeOffset.FromUnixTimeMilliseconds(at)
            : DateTimeOffset.MaxValue;
        return new Invocation(id, await response.Content.ReadAsByteArrayAsync(cancellation), deadline, Header(response, "Lambda-Runtime-Trace-Id"));
    }

    /// <summary>Answers with JSON of at most 6 MB.</summary>
    public Task AnswerAsync(Invocation invocation, ReadOnlyMemory<byte> json) => PostAsync($"invocation/{invocation.Id}/response", json, null);

    /// <summary>Lets the invocation fail.</summary>
    public Task FailAsync(Invocation invocation, FunctionError error) => PostAsync($"invocation/{invocation.Id}/error", error.ToJson(), error.Type);

    /// <summary>Lets the start fail; the process is to end with a code that is not 0.</summary>
    public Task FailStartAsync(FunctionError error) => PostAsync("init/error", error.ToJson(), error.Type);

    /// <summary>
    /// Begins an answer that leaves as it is written. On a socket, because an error after the first byte is told in trailers, which
    /// <see cref="HttpClient"/> cannot send.
    /// </summary>
    public async Task<StreamedAnswer> OpenAsync(Invocation invocation, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(_host, _port, cancellation);
            var stream = new NetworkStream(socket, ownsSocket: true);
            await stream.WriteAsync(
                Encoding.ASCII.GetBytes(
                    $"POST {Root}invocation/{invocation.Id}/response HTTP/1.1\r\nHost: {_host}:{_port.ToString(CultureInfo.InvariantCulture)}\r\n"
                    + "Content-Type: application/vnd.awslambda.http-integration-response\r\nLambda-Runtime-Function-Response-Mode: streaming\r\n"
                    + $"Transfer-Encoding: chunked\r\nTrailer: {ErrorType}, {StreamedAnswer.ErrorBody}\r\n\r\n"),
                cancellation);
            return new StreamedAnswer(stream);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Makes what the first call needs, where there is time for it.</summary>
    public void Prepare() => _ = _http.Value;

    public void Dispose()
    {
        if (_http.IsValueCreated)
        {
            _http.Value.Dispose();
        }
    }

    private static HttpClient Client(string address) => new(
        new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ActivityHeadersPropagator = null,

            // On this machine: to connect takes no time, and to wait for it would be compiled first.
            ConnectCallback = (context, _) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                try
                {
                    socket.Connect(context.DnsEndPoint);
                    return ValueTask.FromResult<Stream>(new NetworkStream(socket, ownsSocket: true));
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            },
        })
    {
        BaseAddress = new Uri($"http://{address}{Root}"),
        Timeout = Timeout.InfiniteTimeSpan, // the process is frozen while it waits for the next invocation, for hours
    };

    private async Task PostAsync(string path, ReadOnlyMemory<byte> json, string? errorType)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ReadOnlyMemoryContent(json) };
        request.Content.Headers.ContentType = Json;
        if (errorType is not null)
        {
            request.Headers.Add(ErrorType, errorType);
        }

        using HttpResponseMessage response = await _http.Value.SendAsync(request);
        if (response.StatusCode == HttpStatusCode.RequestEntityTooLarge)
        {
            throw new InvocationException("AnswerTooLarge", "The Runtime API takes at most 6 MB.");
        }

        _ = response.EnsureSuccessStatusCode();
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values.FirstOrDefault() : null;
}
