using System.Collections.Concurrent;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;

namespace Analytics.Functions.Realtime;

/// <summary>How many connections are held open: by one key or login, and by the process.</summary>
internal sealed class WatcherLimits
{
    /// <summary>Of one key or login.</summary>
    public const int OfOne = 50;

    /// <summary>Of the process.</summary>
    public const int OfAll = 5_000;

    private readonly ConcurrentDictionary<string, int> _held = new(StringComparer.Ordinal);
    private int _all;

    /// <summary>Holds a connection until what is returned is disposed of; else the problem to answer with.</summary>
    public OrProblem<IDisposable> Hold(Caller caller)
    {
        string who = caller.Identity;
        int all = Interlocked.Increment(ref _all);
        int own = _held.AddOrUpdate(who, 1, (_, n) => n + 1);
        var hold = new Held(() => Release(who));
        if (own <= OfOne && all <= OfAll)
        {
            return hold;
        }

        hold.Dispose();
        return new Problem("Too many connections", StatusCodes.Status429TooManyRequests, own > OfOne
            ? $"At most {OfOne} are held open for one key or login: close some, or let several watchers share one."
            : $"At most {OfAll} are held open by this server: come again later, or ask GET /api/v2/realtime/ID every few seconds.");
    }

    private void Release(string who)
    {
        _ = Interlocked.Decrement(ref _all);
        if (_held.AddOrUpdate(who, 0, (_, n) => n - 1) <= 0)
        {
            _ = _held.TryRemove(new KeyValuePair<string, int>(who, 0));
        }
    }

    private sealed class Held(Action release) : IDisposable
    {
        private Action? _release = release;

        public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();
    }
}
