using System.Net;
using System.Net.Http.Headers;
using System.Threading.Channels;

namespace Analytics.AspNetCore;

/// <summary>
/// Sends events in the background: together, again where the server did not answer, and never in the way of the application. Safe for
/// use by many at once; make one and keep it. Disposing sends what still waits, for as long as <see cref="AnalyticsOptions.Patience"/>.
/// </summary>
/// <remarks>What waits is in memory: a process that is killed takes it along.</remarks>
public sealed class AnalyticsClient : IAsyncDisposable
{
    private const int MaxBody = 4 * 1024 * 1024; // the server takes 5 MB
    private readonly AnalyticsOptions _options;
    private readonly TimeProvider _clock;
    private readonly HttpClient _http;
    private readonly bool _ownsHttp;
    private readonly Channel<ReadOnlyMemory<byte>> _waiting;
    private readonly CancellationTokenSource _ending = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _running;
    private volatile TaskCompletionSource _full = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _underWay;
    private long _delivered;
    private long _lost;
    private int _disposed;

    /// <param name="options">Where to, and how. Later changes of it have no effect that can be relied on.</param>
    /// <param name="http">Sends the requests, and is not disposed of; null: one of the client's own, with a time-out of ten seconds.</param>
    /// <param name="clock">Tells when events happen; null: the system's.</param>
    /// <exception cref="ArgumentException">The options cannot be used; every fault is named.</exception>
    public AnalyticsClient(AnalyticsOptions options, HttpClient? http = null, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        _options = options;
        _clock = clock ?? TimeProvider.System;
        _ownsHttp = http is null;
        _http = http ?? new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        _waiting = Channel.CreateBounded<ReadOnlyMemory<byte>>(
            new BoundedChannelOptions(options.QueueLimit) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            _ => Interlocked.Increment(ref _lost));
        _running = Task.Run(RunAsync);
    }

    /// <summary>Events that wait or are under way.</summary>
    public int Waiting => _waiting.Reader.Count + Volatile.Read(ref _underWay);

    /// <summary>Events that the server answered for: they are stored, or it dropped them for a reason of its own.</summary>
    public long Delivered => Interlocked.Read(ref _delivered);

    /// <summary>Events that were given up: the oldest where too many waited, what the server refused, what disposing had no time for.</summary>
    public long Lost => Interlocked.Read(ref _lost);

    /// <summary>
    /// Hands an event over and returns at once. Nothing that goes wrong later is thrown: see <see cref="Lost"/>. After disposing, events
    /// are lost.
    /// </summary>
    public ValueTask TrackAsync(AnalyticsEvent e)
    {
        ArgumentNullException.ThrowIfNull(e);
        if (Written(e) is not { Length: <= EventJson.MaxEvent } written || !_waiting.Writer.TryWrite(written))
        {
            _ = Interlocked.Increment(ref _lost);
        }
        else if (_waiting.Reader.Count >= _options.BatchSize)
        {
            _ = _full.TrySetResult();
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Sends what still waits, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            await _running;
            return;
        }

        _ = _waiting.Writer.TryComplete();
        await _ending.CancelAsync();
        _ended.CancelAfter(_options.Patience);
        await _running;
        _ending.Dispose();
        _ended.Dispose();
        if (_ownsHttp)
        {
            _http.Dispose();
        }
    }

    private ReadOnlyMemory<byte>? Written(AnalyticsEvent e)
    {
        try
        {
            return EventJson.Of(e, _clock.GetUtcNow());
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return null; // for example, properties that change during the write: an event must never fail the request that it reports
        }
    }

    private async Task RunAsync()
    {
        List<ReadOnlyMemory<byte>> batch = new(_options.BatchSize);
        while (await _waiting.Reader.WaitToReadAsync())
        {
            await GatherAsync();
            for (int size = 0; batch.Count < _options.BatchSize && size < MaxBody && _waiting.Reader.TryRead(out ReadOnlyMemory<byte> e); size += e.Length)
            {
                batch.Add(e);
                Volatile.Write(ref _underWay, batch.Count);
            }

            bool delivered = await DeliverAsync(EventJson.Batch(_options.Site, batch));
            _ = Interlocked.Add(ref delivered ? ref _delivered : ref _lost, batch.Count);
            batch.Clear();
            Volatile.Write(ref _underWay, 0);
        }
    }

    // Until a request is full, or the first event of it has waited long enough.
    private async Task GatherAsync()
    {
        TaskCompletionSource full = _full = new(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_waiting.Reader.Count < _options.BatchSize && !_ending.IsCancellationRequested)
        {
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token);
            _ = await Task.WhenAny(full.Task, Task.Delay(_options.Interval, _clock, enough.Token));
            await enough.CancelAsync();
        }
    }

    // The same events with the same ids until the server answers: what it stored without our hearing of it counts once.
    private async Task<bool> DeliverAsync(byte[] body)
    {
        for (TimeSpan pause = _options.FirstPause; !_ended.IsCancellationRequested; pause = pause * 2 < _options.LongestPause ? pause * 2 : _options.LongestPause)
        {
            if (await TryDeliverAsync(body) is { } final)
            {
                return final;
            }

            await PauseAsync(pause);
        }

        return false;
    }

    private async Task PauseAsync(TimeSpan pause)
    {
        // One who is leaving tries more often, for as long as patience lasts.
        bool leaving = _ending.IsCancellationRequested;
        try
        {
            await Task.Delay(leaving ? _options.FirstPause : pause, _clock, leaving ? _ended.Token : _ending.Token);
        }
        catch (OperationCanceledException)
        {
            // There is no time to wait any longer.
        }
    }

    /// <summary>Whether the server took the events or refused them for good; null where it may take them later.</summary>
    private async Task<bool?> TryDeliverAsync(byte[] body)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_options.Endpoint!.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/v1/ingest/batch")) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _options.Key);
            using HttpResponseMessage response = await _http.SendAsync(request, _ended.Token);
            return response.StatusCode switch
            {
                HttpStatusCode.OK => true,
                HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError => null,
                _ => false,
            };
        }
        catch (Exception unreachable) when (unreachable is not OutOfMemoryException)
        {
            return null; // whatever it is, the application goes on and the events wait
        }
    }
}
