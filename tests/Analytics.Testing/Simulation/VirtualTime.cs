using System.Security.Cryptography;
using System.Text;

namespace Analytics.Testing.Simulation;

/// <summary>
/// The time of a simulated world, and the only thing that ever runs in it: what is due, in order, on one thread. An await goes on
/// where its answer arrives, inside the action that brings it, so the same actions give the same course of events.
/// </summary>
public sealed class VirtualTime(DateTimeOffset begin)
{
    private readonly PriorityQueue<Action, (long Ticks, long Number)> _due = new();
    private readonly IncrementalHash _trace = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private long _number;

    public DateTimeOffset Now { get; private set; } = begin;

    /// <summary>How many lines were noted.</summary>
    public int Steps { get; private set; }

    /// <summary>If set, receives each noted line, to find the cause of a failure. Default: none.</summary>
    public Action<string>? Log { get; init; }

    /// <summary>Does something after a while.</summary>
    public void After(TimeSpan delay, Action action)
    {
        RequireThread();
        _due.Enqueue(action, ((Now + (delay > TimeSpan.Zero ? delay : TimeSpan.Zero)).UtcTicks, _number++));
    }

    /// <summary>Lets time pass until an instant. Nothing that is due later happens.</summary>
    public void RunUntil(DateTimeOffset end)
    {
        SynchronizationContext? before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null); // else answers would be brought to another thread
        try
        {
            while (_due.TryPeek(out _, out (long Ticks, long Number) next) && next.Ticks <= end.UtcTicks)
            {
                Action action = _due.Dequeue();
                Now = new DateTimeOffset(next.Ticks, TimeSpan.Zero);
                action();
            }

            Now = end;
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    /// <summary>Notes what happens: the notes of two runs of one seed must be the same.</summary>
    /// <param name="line">What happens.</param>
    /// <param name="detail">What may differ between two runs, names that are drawn by the product among it: for the log only.</param>
    public void Note(string line, Func<string>? detail = null)
    {
        RequireThread();
        Steps++;
        string stamped = $"{Now:MM-dd HH:mm:ss.fff} {line}";
        _trace.AppendData(Encoding.UTF8.GetBytes(stamped));
        Log?.Invoke(detail is null ? stamped : $"{stamped}  {detail()}");
    }

    /// <summary>A hash of all that was noted.</summary>
    public string TraceHash() => Convert.ToHexStringLower(_trace.GetCurrentHash());

    /// <summary>Code that reaches the world from another thread has left it (Task.Run, Parallel): its order can not be replayed.</summary>
    public void RequireThread()
    {
        if (Environment.CurrentManagedThreadId != _thread)
        {
            throw new NotSupportedException("The product left the simulation's thread: what it does there cannot be replayed.");
        }
    }
}
