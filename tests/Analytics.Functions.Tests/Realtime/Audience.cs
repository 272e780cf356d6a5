using System.Runtime.CompilerServices;
using Analytics.Engine;
using Analytics.Functions.Realtime;
using Analytics.Store.Events;

namespace Analytics.Functions.Tests.Realtime;

/// <summary>Visitors who are there as long as the test says, and how often somebody counted them.</summary>
internal sealed class Audience
{
    private int _reads;

    public Audience(AlarmClock clock, int visitors = 0)
    {
        (Clock, Visitors) = (clock, visitors);
        Counts = new LiveCounts(RawEvents.Reader((_, _, _) => AsyncEnumerable.Empty<Event>(), (_, _, from, _, cancellation) => Read(from, cancellation)), clock);
    }

    public AlarmClock Clock { get; }

    public LiveCounts Counts { get; }

    public int Visitors { get; set; }

    /// <summary>Set: the table does not answer.</summary>
    public Exception? Failure { get; set; }

    /// <summary>The table answers when this has ended.</summary>
    public Task Answers { get; set; } = Task.CompletedTask;

    public int Reads => Volatile.Read(ref _reads);

    private async IAsyncEnumerable<Event> Read(DateTimeOffset from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        _ = Interlocked.Increment(ref _reads);
        DateTimeOffset now = Clock.GetUtcNow();
        int visitors = Visitors;
        await Answers.WaitAsync(cancellation);
        if (Failure is { } failure)
        {
            throw failure;
        }

        for (int i = 0; i < visitors; i++)
        {
            yield return Some.Pageview($"{from.UtcTicks}-{i}", "/", now, (ulong)i + 1);
        }
    }
}
