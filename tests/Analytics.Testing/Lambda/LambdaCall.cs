using Analytics.Engine.Days;
using Analytics.Functions.Http;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace Analytics.Testing.Lambda;

/// <summary>A call of a function on its way.</summary>
public sealed class LambdaCall
{
    private readonly TaskCompletionSource<LambdaResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<byte[]> _pieces = Channel.CreateUnbounded<byte[]>();

    internal LambdaCall(string id, ReadOnlyMemory<byte> payload, TimeSpan timeout) => (Id, Payload, Timeout) = (id, payload, timeout);

    public string Id { get; }

    /// <summary>When Lambda would have ended the process; set when the function takes the call.</summary>
    public DateTimeOffset Deadline { get; internal set; }

    /// <summary>The end of it.</summary>
    public Task<LambdaResult> Result => _result.Task;

    /// <summary>The pieces of a streamed answer as they come, the first with its head; none where it comes in one piece.</summary>
    public IAsyncEnumerable<byte[]> Pieces => _pieces.Reader.ReadAllAsync();

    internal ReadOnlyMemory<byte> Payload { get; }

    internal TimeSpan Timeout { get; }

    internal void End(LambdaResult result)
    {
        _ = _pieces.Writer.TryComplete();
        _ = _result.TrySetResult(result);
    }

    internal async Task ReadStreamAsync(HttpRequest request)
    {
        using var all = new MemoryStream();
        byte[] buffer = new byte[64 * 1024];
        try
        {
            for (int read; (read = await request.Body.ReadAsync(buffer)) > 0;)
            {
                all.Write(buffer, 0, read);
                _ = _pieces.Writer.TryWrite(buffer[..read]);
            }
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException)
        {
            End(new LambdaResult(all.ToArray(), "Broken"));
            return;
        }

        string? type = Trailer("Lambda-Runtime-Function-Error-Type"), error = Trailer("Lambda-Runtime-Function-Error-Body");
        byte[] whole = all.ToArray();
        int end = whole.AsSpan().IndexOf(new byte[8]);
        End(new LambdaResult(whole[(end + 8)..], type)
        {
            Prelude = whole[..end],
            ErrorBody = error is null ? null : Encoding.UTF8.GetString(Convert.FromBase64String(error)),
        });

        string? Trailer(string name) =>
            request.SupportsTrailers() && request.CheckTrailersAvailable() && request.GetTrailer(name).ToString() is { Length: > 0 } value ? value : null;
    }
}
