using Analytics.Store.Events;
using Analytics.Store.Sites;

namespace Analytics.Testing.Simulation;

/// <summary>What the senders know: what they sent, and what was acknowledged. An outcome that nobody learned stays possible for ever.</summary>
public sealed class SimLedger
{
    private readonly Dictionary<(SiteId Site, EventId Id), int> _sent = [];
    private readonly List<Event> _accepted = [];

    /// <summary>Every event that was acknowledged, as often as it was.</summary>
    public IReadOnlyList<Event> Accepted => _accepted;

    /// <summary>How often something was sent.</summary>
    public int Attempts => _sent.Values.Sum();

    public void Send(SiteId site, EventId id) => _sent[(site, id)] = _sent.GetValueOrDefault((site, id)) + 1;

    public bool WasSent(SiteId site, EventId id) => _sent.ContainsKey((site, id));

    /// <summary>How many copies of it there can be.</summary>
    public int Copies(SiteId site, EventId id) => _sent.GetValueOrDefault((site, id));

    public void Accept(Event e) => _accepted.Add(e);
}
