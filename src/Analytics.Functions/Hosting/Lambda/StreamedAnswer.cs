using System.Buffers;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Analytics.Functions.Hosting.Lambda;

/// <summary>An answer on its way to the Runtime API, in chunks of HTTP/1.1. Its opener completes it.</summary>
internal sealed class StreamedAnswer(NetworkStream stream) : IAsyncDisposable
{
    internal const string ErrorBody = "Lambda-Runtime-Function-Error-Body";

    /// <summary>Sends at once.</summary>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> data, CancellationToken cancellation)
    {
        if (data.IsEmpty)
        {
            return; // an empty chunk would be the end
        }

        byte[] chunk = ArrayPool<byte>.Shared.Rent(data.Length + 12);
        try
        {
            int length = Encoding.ASCII.GetBytes(data.Length.ToString("x", CultureInfo.InvariantCulture), chunk);
            "\r\n"u8.CopyTo(chunk.AsSpan(length));
            data.Span.CopyTo(chunk.AsSpan(length + 2));
            "\r\n"u8.CopyTo(chunk.AsSpan(length + 2 + data.Length));
            await stream.WriteAsync(chunk.AsMemory(0, length + data.Length + 4), cancellation);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    /// <summary>Ends it, and waits until the Runtime API has taken it: before that the process may not be frozen.</summary>
    /// <param name="error">Why it ends before its time; null where it is whole.</param>
    public async Task CompleteAsync(FunctionError? error)
    {
        string end = error is null
            ? "0\r\n\r\n"
            : $"0\r\nLambda-Runtime-Function-Error-Type: {error.Type}\r\n{ErrorBody}: {Convert.ToBase64String(error.ToJson())}\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(end));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            _ = await stream.ReadAsync(new byte[512], patience.Token);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            // It was sent; that nobody confirms it changes nothing here.
        }
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();
}
