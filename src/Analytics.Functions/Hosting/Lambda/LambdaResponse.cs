using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace Analytics.Functions.Hosting.Lambda;

/// <summary>
/// What the application answers: kept until it is whole, or, where the front streams, sent as it is written. After the answer was given
/// without it (its time was up) it takes nothing more.
/// </summary>
internal sealed class LambdaResponse : Stream, IHttpResponseFeature, IHttpResponseBodyFeature
{
    private readonly Func<LambdaResponse, Task<StreamedAnswer>>? _open;
    private readonly bool _isHead;
    private readonly List<(Func<object, Task> Callback, object State)> _starting = [], _completed = [];
    private readonly MemoryStream _buffer = new();
    private PipeWriter? _writer;
    private bool _begun;

    /// <param name="isHead">The request was HEAD: a body is counted and not sent.</param>
    /// <param name="open">Begins the streamed answer with what stands here by then; null: the answer is kept.</param>
    public LambdaResponse(bool isHead, Func<LambdaResponse, Task<StreamedAnswer>>? open = null) => (_isHead, _open) = (isHead, open);

    public int StatusCode { get; set; } = StatusCodes.Status200OK;
    public string? ReasonPhrase { get; set; }
    public IHeaderDictionary Headers { get; set; } = new HeaderDictionary();
    public Stream Body { get => this; set => throw new NotSupportedException("Features replace IHttpResponseBodyFeature instead."); }
    public bool HasStarted { get; private set; }
    public Stream Stream => this;
    public PipeWriter Writer => _writer ??= PipeWriter.Create(this, new StreamPipeWriterOptions(leaveOpen: true));

    /// <summary>The answer as it leaves; null where it is kept, or has not begun.</summary>
    public StreamedAnswer? Leaving { get; private set; }

    /// <summary>What was kept.</summary>
    public ReadOnlyMemory<byte> Kept => _buffer.GetBuffer().AsMemory(0, (int)_buffer.Length);

    /// <summary>More was written than any answer may hold, and only the beginning was kept.</summary>
    public bool IsTooLarge { get; private set; }

    /// <summary>The answer was given without it.</summary>
    public bool IsAbandoned { get; private set; }

    public void OnStarting(Func<object, Task> callback, object state) => _starting.Add((callback, state));

    public void OnCompleted(Func<object, Task> callback, object state) => _completed.Add((callback, state));

    public void DisableBuffering()
    {
    }

    /// <summary>From now on nothing is accepted: a late write throws.</summary>
    public void Abandon() => IsAbandoned = true;

    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        if (_begun)
        {
            return;
        }

        _begun = true;
        for (int i = _starting.Count - 1; i >= 0; i--)
        {
            await _starting[i].Callback(_starting[i].State);
        }

        HasStarted = true;
        if (_open is not null)
        {
            ObjectDisposedException.ThrowIf(IsAbandoned, this);
            Leaving = await _open(this);
        }
    }

    public async Task CompleteAsync()
    {
        if (_writer is not null)
        {
            _ = await _writer.FlushAsync();
        }

        await StartAsync();
    }

    /// <summary>Calls those who wait for the end.</summary>
    public async Task EndAsync()
    {
        for (int i = _completed.Count - 1; i >= 0; i--)
        {
            await _completed[i].Callback(_completed[i].State);
        }
    }

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        SendFileFallback.SendFileAsync(this, path, offset, count, cancellationToken);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(IsAbandoned, this);
        await StartAsync(cancellationToken);
        if (_isHead || StatusCode is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified)
        {
            return;
        }

        if (Leaving is not null)
        {
            await Leaving.WriteAsync(buffer, cancellationToken);
        }
        else if (_buffer.Length + buffer.Length <= Answer.MaxBytes)
        {
            _buffer.Write(buffer.Span);
        }
        else
        {
            IsTooLarge = true;
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => StartAsync(cancellationToken);

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Flush() => throw new NotSupportedException(Synchronous);

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException(Synchronous);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private const string Synchronous = "Writing blocks a thread of which there is hardly one: use the asynchronous methods, as with Kestrel.";
}
