using Analytics.Functions.Http;
using System.Text;
using Analytics.Functions.Hosting;
using Analytics.Functions.Realtime;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Analytics.Functions.Tests.Realtime;

/// <summary>Somebody who looks at the stream, and what they have been told.</summary>
internal sealed class Watcher : Stream, IHostApplicationLifetime
{
    private readonly CancellationTokenSource _gone = new(), _stopping = new();
    private readonly StringBuilder _told = new();

    public Watcher(Audience audience, AnswerLimits? limits = null)
    {
        Context.Response.Body = this;
        Context.RequestAborted = _gone.Token;
        Context.Features.Set(limits);
        End = new LiveStream(this, audience.Clock).AnswerAsync(Context, stop => RealtimeRoutes.SightOf(audience.Counts, Some.Site(), stop));
    }

    public DefaultHttpContext Context { get; } = new();

    /// <summary>Of the stream.</summary>
    public Task End { get; }

    public string Told
    {
        get
        {
            lock (_told)
            {
                return _told.ToString();
            }
        }
    }

    public void Leave() => _gone.Cancel();

    public void StopApplication() => _stopping.Cancel();

    public override void Write(byte[] buffer, int offset, int count)
    {
        lock (_told)
        {
            _ = _told.Append(Encoding.UTF8.GetString(buffer, offset, count));
        }
    }

    public CancellationToken ApplicationStopping => _stopping.Token;
    public CancellationToken ApplicationStarted => CancellationToken.None;
    public CancellationToken ApplicationStopped => CancellationToken.None;
    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
