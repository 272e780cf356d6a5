using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Analytics.Tool.Tests.Server;

/// <summary>
/// A server that sends what it is told to, to the byte, and then closes the connection: an answer may end before it should. One answer a
/// connection, in order; the last one also for those that follow.
/// </summary>
internal sealed class PartServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly string[] _answers;
    private readonly TaskCompletionSource _hanging = new();
    private readonly Task _serving;

    private PartServer(string[] answers)
    {
        _answers = answers;
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Address => new($"http://{_listener.LocalEndpoint}");

    /// <summary>An answer after which the connection stays open, so that its reader waits.</summary>
    public const string Hangs = "…";

    /// <summary>Ends when somebody waits for an answer that <see cref="Hangs"/>.</summary>
    public Task Hanging => _hanging.Task;

    public static PartServer Start(params string[] answers) => new(answers);

    /// <summary>A whole answer.</summary>
    public static string Answer(string body, params string[] headers) =>
        $"HTTP/1.1 200 OK\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{string.Concat(headers.Select(header => header + "\r\n"))}Connection: close\r\n\r\n{body}";

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            for (int asked = 0; ; asked++)
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await AnswerAsync(client.GetStream(), _answers[Math.Min(asked, _answers.Length - 1)]);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(NetworkStream stream, string answer)
    {
        try
        {
            await SendAsync(stream, answer);
        }
        catch (IOException)
        {
            // The reader has gone.
        }
    }

    private async Task SendAsync(NetworkStream stream, string answer)
    {
        using var request = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        while (await request.ReadLineAsync(_stop.Token) is { Length: > 0 })
        {
            // Its headers.
        }

        await stream.WriteAsync(Encoding.UTF8.GetBytes(answer.Replace(Hangs, "", StringComparison.Ordinal)), _stop.Token);
        if (answer.EndsWith(Hangs, StringComparison.Ordinal))
        {
            _hanging.SetResult();
            await Task.Delay(Timeout.Infinite, _stop.Token);
        }

        stream.Socket.Shutdown(SocketShutdown.Send);
        _ = await request.ReadToEndAsync(_stop.Token);
    }
}
