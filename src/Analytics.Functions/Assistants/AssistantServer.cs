using Analytics.Functions.Callers;
using Analytics.Functions.Http;

namespace Analytics.Functions.Assistants;

/// <summary>
/// Answers the Model Context Protocol. The library that speaks it is loaded by the first request: no function's start pays for it, and
/// one that is never asked has none of it in memory.
/// </summary>
internal sealed class AssistantServer(OwnRoutes own, ILoggerFactory log, IHostApplicationLifetime life)
{
    private const int MaxBody = 256 * 1024;

    private readonly Lazy<RequestDelegate> _protocol = new(() => AssistantProtocol.Build(own, log, life));

    public async Task AnswerAsync(HttpContext context)
    {
        if (await Body.ReadAsync(context.Request, MaxBody, context.RequestAborted) is not { } message)
        {
            await Problem.TooLarge(MaxBody).ExecuteAsync(context);
            return;
        }

        using var body = new MemoryStream(message.ToArray(), writable: false);
        context.Request.Body = body;
        await _protocol.Value(context);
    }
}
