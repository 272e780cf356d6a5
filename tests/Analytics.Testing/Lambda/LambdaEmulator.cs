using Analytics.Engine.Days;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Analytics.Testing.Lambda;

/// <summary>
/// The side of Lambda that a function sees: the Runtime API on a loopback port. Hands out what <see cref="InvokeAsync"/> is given, one
/// after the other, and takes answers, streamed answers with their trailers, errors, and errors at the start.
/// </summary>
public sealed class LambdaEmulator : IAsyncDisposable
{
    /// <summary>The most that Lambda takes in, and gives out in one piece.</summary>
    public const int MostBytes = 6_291_556;

    /// <summary>As Lambda makes it known to functions.</summary>
    public const string TraceId = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";

    private readonly Channel<LambdaCall> _waiting = Channel.CreateUnbounded<LambdaCall>();
    private readonly ConcurrentDictionary<string, LambdaCall> _open = new();
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> _startError = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _ending = new();
    private readonly WebApplication _app;

    private LambdaEmulator(WebApplication app) => _app = app;

    /// <summary>Host and port, for <c>AWS_LAMBDA_RUNTIME_API</c>.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The function has started: it asked for its first invocation.</summary>
    public Task Asked => _asked.Task;

    /// <summary>The error that the function reported instead of starting, as JSON.</summary>
    public Task<string> StartError => _startError.Task;

    /// <summary>How long a call may take. Default: 30 seconds.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    public static async Task<LambdaEmulator> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = null;
        });
        WebApplication app = builder.Build();
        var emulator = new LambdaEmulator(app);
        app.MapGet("/2018-06-01/runtime/invocation/next", (RequestDelegate)emulator.NextAsync);
        app.MapPost("/2018-06-01/runtime/invocation/{id}/response", (RequestDelegate)emulator.AnswerAsync);
        app.MapPost("/2018-06-01/runtime/invocation/{id}/error", (RequestDelegate)emulator.FailAsync);
        app.MapPost("/2018-06-01/runtime/init/error", (RequestDelegate)emulator.FailStartAsync);
        await app.StartAsync();
        emulator.Address = new Uri(app.Urls.First()).Authority;
        return emulator;
    }

    /// <summary>Calls the function, and answers when it has.</summary>
    public async Task<LambdaResult> InvokeAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellation = default) =>
        await Begin(payload).Result.WaitAsync(TimeSpan.FromSeconds(60), cancellation);

    /// <summary>Calls the function: the pieces of a streamed answer can be read as they come.</summary>
    public LambdaCall Begin(ReadOnlyMemory<byte> payload)
    {
        var call = new LambdaCall(Guid.NewGuid().ToString(), payload, Timeout);
        _open[call.Id] = call;
        return _waiting.Writer.TryWrite(call) ? call : throw new InvalidOperationException("The emulator has ended.");
    }

    public async ValueTask DisposeAsync()
    {
        if (_ending.IsCancellationRequested)
        {
            return;
        }

        await _ending.CancelAsync();
        _ = _waiting.Writer.TryComplete();
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
    }

    private async Task NextAsync(HttpContext context)
    {
        _ = _asked.TrySetResult();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _ending.Token);
        LambdaCall call;
        try
        {
            call = await _waiting.Reader.ReadAsync(end.Token);
        }
        catch (Exception over) when (over is OperationCanceledException or ChannelClosedException)
        {
            context.Abort(); // as a sandbox that is torn down
            return;
        }

        call.Deadline = DateTimeOffset.UtcNow + call.Timeout;
        IHeaderDictionary headers = context.Response.Headers;
        headers["Lambda-Runtime-Aws-Request-Id"] = call.Id;
        headers["Lambda-Runtime-Deadline-Ms"] = call.Deadline.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        headers["Lambda-Runtime-Invoked-Function-Arn"] = "arn:aws:lambda:eu-central-1:123456789012:function:analytics";
        headers["Lambda-Runtime-Trace-Id"] = TraceId;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = call.Payload.Length;
        await context.Response.Body.WriteAsync(call.Payload);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (!_open.TryRemove((string)context.Request.RouteValues["id"]!, out LambdaCall? call))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        if (context.Request.Headers["Lambda-Runtime-Function-Response-Mode"] == "streaming")
        {
            await call.ReadStreamAsync(context.Request);
            context.Response.StatusCode = StatusCodes.Status202Accepted;
            return;
        }

        byte[] body = await ReadAsync(context.Request);
        bool fits = body.Length <= MostBytes;
        context.Response.StatusCode = fits ? StatusCodes.Status202Accepted : StatusCodes.Status413PayloadTooLarge;
        call.End(fits ? new LambdaResult(body) : new LambdaResult([], "Function.ResponseSizeTooLarge"));
    }

    private async Task FailAsync(HttpContext context)
    {
        if (_open.TryRemove((string)context.Request.RouteValues["id"]!, out LambdaCall? call))
        {
            call.End(new LambdaResult(await ReadAsync(context.Request), context.Request.Headers["Lambda-Runtime-Function-Error-Type"].ToString()));
        }

        context.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    private async Task FailStartAsync(HttpContext context)
    {
        _ = _startError.TrySetResult(Encoding.UTF8.GetString(await ReadAsync(context.Request)));
        context.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    private static async Task<byte[]> ReadAsync(HttpRequest request)
    {
        using var all = new MemoryStream();
        await request.Body.CopyToAsync(all);
        return all.ToArray();
    }
}
