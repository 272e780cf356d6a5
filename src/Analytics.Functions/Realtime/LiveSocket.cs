using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Analytics.Functions.Realtime;

/// <summary>
/// A watch as a WebSocket, in LittleStats' messages: what is to be seen at once and whenever it is another, a ping each half minute, a pong
/// for each ping of the client. Other messages of a client are not needed, and not answered. It ends as <see cref="LiveStream"/> does.
/// </summary>
internal sealed class LiveSocket(IHostApplicationLifetime host, TimeProvider clock)
{
    private static readonly TimeSpan MaxSilence = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan MostOfASend = TimeSpan.FromSeconds(20);
    private const int MaxMessage = 4 * 1024;

    /// <summary>Opens the socket, and returns at its end.</summary>
    /// <param name="context">A request that opens a socket.</param>
    /// <param name="look">Looks; null where there is nothing to be seen any more.</param>
    public async Task AnswerAsync(HttpContext context, Func<CancellationToken, Task<Sight?>> look)
    {
        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
        using var life = new CancellationTokenSource(LiveStream.MaxLife, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(life.Token, context.RequestAborted, host.ApplicationStopping);
        using var deaf = new CancellationTokenSource(); // to end hearing is to break the socket off: it comes last
        using var sending = new SemaphoreSlim(1);
        var outbox = new Outbox(socket, sending);
        Task hearing = HearAsync(socket, outbox, end, deaf.Token);
        try
        {
            await TellAsync(outbox, look, end.Token);
        }
        catch (Exception over) when (over is OperationCanceledException or WebSocketException)
        {
            // The client is gone, or the time is over.
        }
        finally
        {
            await CloseAsync(socket, hearing);
            await deaf.CancelAsync();
            await hearing;
        }
    }

    private async Task TellAsync(Outbox outbox, Func<CancellationToken, Task<Sight?>> look, CancellationToken end)
    {
        long told = -1;
        DateTimeOffset said = clock.GetUtcNow();
        while (await look(end) is { } sight)
        {
            if (sight.Version != told)
            {
                await outbox.SendAsync(sight.Json, end);
                (told, said) = (sight.Version, clock.GetUtcNow());
            }
            else if (clock.GetUtcNow() >= said + MaxSilence)
            {
                await outbox.SendAsync(Word("ping"), end);
                said = clock.GetUtcNow();
            }

            TimeSpan wait = sight.Until - clock.GetUtcNow();
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling(wait.TotalMilliseconds))), clock, end);
        }
    }

    private async Task HearAsync(WebSocket socket, Outbox outbox, CancellationTokenSource end, CancellationToken deaf)
    {
        byte[] buffer = new byte[MaxMessage];
        try
        {
            while (true)
            {
                ValueWebSocketReceiveResult heard = await socket.ReceiveAsync(buffer.AsMemory(), deaf);
                if (heard.MessageType == WebSocketMessageType.Close || !heard.EndOfMessage)
                {
                    break; // nothing that we are told is as long as that
                }

                if (IsPing(buffer.AsSpan(0, heard.Count)))
                {
                    await outbox.SendAsync(Word("pong"), end.Token);
                }
            }
        }
        catch (Exception over) when (over is OperationCanceledException or WebSocketException)
        {
        }

        await end.CancelAsync();
    }

    private static bool IsPing(ReadOnlySpan<byte> message)
    {
        try
        {
            var reader = new Utf8JsonReader(message);
            return JsonDocument.TryParseValue(ref reader, out JsonDocument? json)
                && json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("type", out JsonElement type)
                && type.ValueKind == JsonValueKind.String && type.ValueEquals("ping");
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private byte[] Word(string word) =>
        Encoding.UTF8.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $$"""{"type":"{{word}}","timestamp":{{clock.GetUtcNow().ToUnixTimeMilliseconds()}}}"""));

    // Says that it is over, and lets the client say so too.
    private static async Task CloseAsync(WebSocket socket, Task hearing)
    {
        if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            try
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "Come again", patience.Token);
                await hearing.WaitAsync(patience.Token);
            }
            catch (Exception over) when (over is OperationCanceledException or WebSocketException or IOException)
            {
            }
        }
    }

    /// <summary>One message after the other. A client that takes none is given up.</summary>
    private sealed class Outbox(WebSocket socket, SemaphoreSlim sending)
    {
        public async Task SendAsync(ReadOnlyMemory<byte> message, CancellationToken end)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(end);
            patience.CancelAfter(MostOfASend);
            await sending.WaitAsync(patience.Token);
            try
            {
                await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, patience.Token);
            }
            finally
            {
                _ = sending.Release();
            }
        }
    }
}
