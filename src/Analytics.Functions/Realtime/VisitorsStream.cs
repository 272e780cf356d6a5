using System.Globalization;
using System.Text;
using System.Text.Json;
using Analytics.Functions.Http;
using Analytics.Store.Sites;

namespace Analytics.Functions.Realtime;

/// <summary>
/// The number of visitors as server-sent events: at once, and whenever it is another. A browser comes again by itself when a stream ends,
/// so every end is a good one: after <see cref="MaxLife"/>, before the host's deadline, when the browser goes, when the process is to
/// end. Where the host keeps answers until they are whole, the first event is the whole answer, and a browser asks every five seconds.
/// </summary>
internal sealed class VisitorsStream(LiveCounts counts, IHostApplicationLifetime host, TimeProvider clock)
{
    /// <summary>The longest a stream lasts: a caller who loses access sees no more than this.</summary>
    public static readonly TimeSpan MaxLife = TimeSpan.FromMinutes(10);

    /// <summary>After this much silence a comment is sent: proxies close connections that are silent for half a minute.</summary>
    public static readonly TimeSpan MaxSilence = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan BeforeDeadline = TimeSpan.FromSeconds(3);

    /// <summary>Answers with the stream, and returns at its end.</summary>
    public async Task AnswerAsync(HttpContext context, Site site)
    {
        // Before anything is said: where the table does not answer, this is a 503 as everywhere.
        LiveCount count = await counts.ReadAsync(site, context.RequestAborted);
        AnswerLimits? limits = context.Features.Get<AnswerLimits>();
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Accel-Buffering"] = "no"; // nginx would keep it together
        await WriteAsync(context, string.Create(CultureInfo.InvariantCulture, $"retry: {LiveCount.MaxAge.TotalMilliseconds}\n\n{Event(count)}"));
        if (limits is { MayLast: false })
        {
            return;
        }

        using var life = new CancellationTokenSource(Life(limits), clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(life.Token, context.RequestAborted, host.ApplicationStopping);
        try
        {
            await FollowAsync(context, site, count, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
        }
    }

    private async Task FollowAsync(HttpContext context, Site site, LiveCount count, CancellationToken end)
    {
        DateTimeOffset said = clock.GetUtcNow();
        while (!end.IsCancellationRequested)
        {
            DateTimeOffset silent = said + MaxSilence;
            await WaitUntilAsync(count.Until < silent ? count.Until : silent, end);
            LiveCount newer = await counts.ReadAsync(site, end);
            if (newer.Visitors != count.Visitors)
            {
                await WriteAsync(context, Event(newer));
                said = clock.GetUtcNow();
            }
            else if (clock.GetUtcNow() >= silent)
            {
                await WriteAsync(context, ": still here\n\n");
                said = clock.GetUtcNow();
            }

            count = newer;
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

    private static string Event(LiveCount count) =>
        $"event: visitors\ndata: {JsonSerializer.Serialize(new CurrentVisitorsView(count.Visitors), RealtimeJson.Default.CurrentVisitorsView)}\n\n";

    // Not by the stream's own end: half of an event would be worse than an end that comes a moment later.
    private static async Task WriteAsync(HttpContext context, string text)
    {
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }
}
