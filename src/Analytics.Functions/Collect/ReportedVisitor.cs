using System.Net;
using Analytics.Store.Events;

namespace Analytics.Functions.Collect;

/// <summary>
/// The visitor that a server with a key of scope <c>ingest</c> reports, in place of the sender of its own request. Like a hit it prints as
/// its name only.
/// </summary>
/// <param name="OwnerId">The account of the key: events go to its sites only.</param>
internal sealed record ReportedVisitor(string OwnerId)
{
    /// <summary>As the server told it; null where it told none. Hashed, judged and looked up, never stored.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>The server's own, which is hashed and judged where it told none. It says nothing of where the visitor is.</summary>
    public IPAddress? Sender { get; init; }

    /// <summary>Families and versions are read from it. It is never stored.</summary>
    public string? UserAgent { get; init; }

    /// <summary>The server's own name for the visitor, instead of address and user agent; hashed at once.</summary>
    public string? VisitorKey { get; init; }

    /// <summary>When it happened; null for now.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>As the server told it.</summary>
    public Place Place { get; init; } = Place.Unknown;

    public override string ToString() => nameof(ReportedVisitor);
}
