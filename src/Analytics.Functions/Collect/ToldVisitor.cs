using System.Net;
using Analytics.Store.Events;

namespace Analytics.Functions.Collect;

/// <summary>
/// What a server with a key of scope <c>ingest</c> tells of its visitor, in place of what its own request shows. Like a hit it prints as
/// its name only.
/// </summary>
/// <param name="OwnerId">Whose key it is: events go to this account's sites only.</param>
internal sealed record ToldVisitor(string OwnerId)
{
    /// <summary>Hashed and judged, never stored.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>Read for families and versions, never stored.</summary>
    public string? UserAgent { get; init; }

    /// <summary>The server's own name for the visitor, instead of address and user agent; hashed at once.</summary>
    public string? VisitorKey { get; init; }

    /// <summary>When it happened; null for now.</summary>
    public DateTimeOffset? Time { get; init; }

    public Place Place { get; init; } = Place.Unknown;

    public override string ToString() => nameof(ToldVisitor);
}
