using System.Collections.Concurrent;
using System.Security.Cryptography;
using Analytics.Store.Sites;

namespace Analytics.Functions.Callers;

/// <summary>
/// Credentials for one request of a browser that can send no header, such as the opening of a WebSocket: made for a caller who is known,
/// good for one site, once, within thirty seconds, and in this process. A key in an address would lie in logs for as long as it is valid.
/// </summary>
internal sealed class Tickets(TimeProvider clock)
{
    /// <summary>How long a ticket is good.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(30);

    /// <summary>The parameter that carries one.</summary>
    public const string Parameter = "ticket";

    private const int Most = 10_000;
    private readonly ConcurrentDictionary<string, (Caller Caller, DateTimeOffset Until)> _given = new(StringComparer.Ordinal);

    /// <summary>A ticket for a site; null where more are out than are remembered.</summary>
    public (string Ticket, DateTimeOffset Until)? Give(Caller caller, SiteId site)
    {
        DateTimeOffset now = clock.GetUtcNow(), until = now + Life;
        if (_given.Count >= Most)
        {
            foreach ((string old, (_, DateTimeOffset end)) in _given)
            {
                _ = end <= now && _given.TryRemove(old, out _);
            }
        }

        string ticket = "at_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));
        return _given.Count < Most && _given.TryAdd(ticket, (caller with { OnlySite = site }, until)) ? (ticket, until) : null;
    }

    /// <summary>The caller that it was given to, who may see its site alone; null where it is not good, or not any more.</summary>
    public Caller? Take(string ticket) => _given.TryRemove(ticket, out (Caller Caller, DateTimeOffset Until) given) && given.Until > clock.GetUtcNow() ? given.Caller : null;
}
