namespace Analytics.Functions.Exports;

/// <summary>
/// A stream to an answer for a writer that closes its files without waiting: what it writes so, a few bytes at the end of a file, is kept
/// and leaves with the next write that waits, or with a flush. Neither of the servers lets a thread be blocked.
/// </summary>
internal sealed class AsyncOnly(Stream answer) : Stream
{
    private readonly MemoryStream _kept = new();

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await LeaveAsync(cancellationToken);
        await answer.WriteAsync(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        await LeaveAsync(cancellationToken);
        await answer.FlushAsync(cancellationToken);
    }

    public override void Write(ReadOnlySpan<byte> buffer) => _kept.Write(buffer);

    public override void Write(byte[] buffer, int offset, int count) => _kept.Write(buffer, offset, count);

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private async ValueTask LeaveAsync(CancellationToken cancellation)
    {
        if (_kept.Length > 0)
        {
            await answer.WriteAsync(_kept.GetBuffer().AsMemory(0, (int)_kept.Length), cancellation);
            _kept.SetLength(0);
        }
    }
}
