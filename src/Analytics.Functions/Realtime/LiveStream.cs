using System.Globalization;
using System.Text;
using Analytics.Functions.Http;

namespace Analytics.Functions.Realtime;

/// <summary>
/// What can be seen of a site as server-sent events: at once, and whenever it is another. A browser comes again by itself when a stream
/// ends, so every end is a good one: after <see cref="MaxLife"/>, before the host's deadline, when the browser goes, when the process is
/// to end. Where the host keeps answers until they are whole, the first event is the whole answer, and a browser asks again after a while.
/// </summary>
internal sealed class LiveStream(IHostApplicationLifetime host, TimeProvider clock)
{
    /// <summary>The longest a stream lasts: a caller who loses access sees no more than this.</summary>
    public static readonly TimeSpan MaxLife = TimeSpan.FromMinutes(10);

    /// <summary>After this much silence a comment is sent: proxies close connections that are silent for half a minute.</summary>
    public static readonly TimeSpan MaxSilence = TimeSpan.FromSeconds(15);

    /// <summary>How long a browser waits before it comes again.</summary>
    public static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan BeforeDeadline = TimeSpan.FromSeconds(3);

    /// <summary>Answers with the stream, and returns at its end.</summary>
    /// <param name="context">The request.</param>
    /// <param name="look">Looks; null where there is nothing to be seen any more.</param>
    public async Task AnswerAsync(HttpContext context, Func<CancellationToken, Task<Sight?>> look)
    {
        // Before anything is said: where the table does not answer, this is a 503 as everywhere.
        if (await look(context.RequestAborted) is not { } sight)
        {
            await Problem.NotFound("site").ExecuteAsync(context);
            return;
        }

        AnswerLimits? limits = context.Features.Get<AnswerLimits>();
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store, no-transform"; // a proxy that compresses would keep it together
        context.Response.Headers["X-Accel-Buffering"] = "no"; // nginx would keep it together
        await WriteAsync(context, string.Create(CultureInfo.InvariantCulture, $"retry: {Retry.TotalMilliseconds}\n\n{EventOf(sight)}"));
        if (limits is { MayLast: false })
        {
            return;
        }

        using var life = new CancellationTokenSource(Life(limits), clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(life.Token, context.RequestAborted, host.ApplicationStopping);
        try
        {
            await FollowAsync(context, sight, look, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
        }
    }

    private async Task FollowAsync(HttpContext context, Sight sight, Func<CancellationToken, Task<Sight?>> look, CancellationToken end)
    {
        DateTimeOffset said = clock.GetUtcNow();
        while (!end.IsCancellationRequested)
        {
            DateTimeOffset silent = said + MaxSilence;
            await WaitUntilAsync(sight.Until < silent ? sight.Until : silent, end);
            if (await look(end) is not { } newer)
            {
                return; // a client that comes again is told so
            }

            if (newer.Version != sight.Version)
            {
                await WriteAsync(context, EventOf(newer));
                said = clock.GetUtcNow();
            }
            else if (clock.GetUtcNow() >= silent)
            {
                await WriteAsync(context, ": still here\n\n");
                said = clock.GetUtcNow();
            }

            sight = newer;
        }
    }

    // Timers count whole milliseconds: a part of one would be no wait at all.
    private Task WaitUntilAsync(DateTimeOffset then, CancellationToken end) =>
        Task.Delay(TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling((then - clock.GetUtcNow()).TotalMilliseconds))), clock, end);

    // Of a short time half, as the host itself keeps it.
    private TimeSpan Life(AnswerLimits? limits)
    {
        TimeSpan left = (limits?.Deadline ?? DateTimeOffset.MaxValue) - clock.GetUtcNow();
        TimeSpan life = left - (BeforeDeadline < left / 2 ? BeforeDeadline : left / 2);
        return life <= TimeSpan.Zero ? TimeSpan.Zero : life < MaxLife ? life : MaxLife;
    }

    private static string EventOf(Sight sight) => $"event: {sight.Kind}\ndata: {Encoding.UTF8.GetString(sight.Json.Span)}\n\n";

    // Not by the stream's own end: half of an event would be worse than an end that comes a moment later.
    private static async Task WriteAsync(HttpContext context, string text)
    {
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }
}
