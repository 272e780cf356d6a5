using System.Net;
using Analytics.Store.Sites;

namespace Analytics.Store.Events;

/// <summary>
/// An event as it was received, of whichever protocol: parsed once, not yet judged. It holds what must never be stored or logged
/// (address, user agent), lives for one request, and says nothing about itself.
/// </summary>
public sealed record Hit
{
    /// <summary>The site that it was sent to.</summary>
    public required Site Site { get; init; }

    /// <summary>The sender's id for it, or one that was made on receipt.</summary>
    public required EventId Id { get; init; }

    /// <summary>The import that it is a part of; null where it was sent by itself.</summary>
    public ImportId? Import { get; init; }

    /// <summary><c>pageview</c>, <c>engagement</c> or a custom name.</summary>
    public required string Name { get; init; }

    /// <summary>The page's absolute URL, at most 2,000 bytes.</summary>
    public required Uri Url { get; init; }

    /// <summary>When it was received.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When it happened: receipt less the age that a retried beacon reports, or an authenticated sender's own time.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The referring page's URL as sent; null for none.</summary>
    public string? Referrer { get; init; }

    /// <summary>The document's title.</summary>
    public string? Title { get; init; }

    /// <summary>The client's address. Hashed at once with the day's salt, never stored.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>The user agent header. Read for families and versions, never stored.</summary>
    public string? UserAgent { get; init; }

    /// <summary>An opaque visitor id of an authenticated sender, used instead of address and user agent.</summary>
    public string? VisitorKey { get; init; }

    /// <summary>The secret of the site and its local day; null where the visitor may not be recognised.</summary>
    public ReadOnlyMemory<byte>? Salt { get; init; }

    /// <summary>Country, region and city as an edge network told, or an authenticated sender, or as a lookup of the address did.</summary>
    public Place Place { get; init; } = Place.Unknown;

    /// <summary>The IANA time zone that the browser told: the country is read from it where nothing better is known.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The Accept-Language header or the browser's language.</summary>
    public string? Language { get; init; }

    /// <summary>Width of the screen in CSS pixels.</summary>
    public int? ScreenWidth { get; init; }

    /// <summary>Height of the screen in CSS pixels.</summary>
    public int? ScreenHeight { get; init; }

    /// <summary>What the protocol says about the device and how it is set up, to be kept.</summary>
    public ClientDetails Details { get; init; } = ClientDetails.None;

    /// <summary>The Sec-Purpose or Purpose header: <c>prefetch</c>, <c>prerender</c>.</summary>
    public string? Purpose { get; init; }

    /// <summary>Whether the URL's fragment is part of the page.</summary>
    public bool HashIsPage { get; init; }

    /// <summary>Custom properties, already limited in number and size.</summary>
    public IReadOnlyDictionary<string, string> Props { get; init; } = new Dictionary<string, string>();

    /// <summary>Money, if any.</summary>
    public Revenue? Revenue { get; init; }

    /// <summary>Whether a custom event undoes a bounce. Default true.</summary>
    public bool Interactive { get; init; } = true;

    /// <summary>Time and scroll depth, if any.</summary>
    public Engagement? Engagement { get; init; }

    /// <summary>Whether the visitor agreed to be recognised; null where nothing was said.</summary>
    public bool? Consent { get; init; }

    /// <summary>Whether the browser asks not to be tracked: Global Privacy Control or Do Not Track.</summary>
    public bool AsksForPrivacy { get; init; }

    /// <summary>The autonomous system that the client's address belongs to, as an edge network told; null where none did.</summary>
    public long? Network { get; init; }

    /// <summary>The browser's client hints.</summary>
    public ClientHints Hints { get; init; } = ClientHints.None;

    /// <summary>The sender's own user id.</summary>
    public string? UserId { get; init; }

    /// <summary>What the sender knows about that user; kept only where the site identifies people.</summary>
    public IReadOnlyDictionary<string, string> Traits { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether a server with a key tells <see cref="Traits"/>; else only those that the site hears from browsers are kept.</summary>
    public bool TraitsAreVerified { get; init; }

    /// <summary>Nothing but the type's name, so that no log can hold an address or a user agent.</summary>
    public override string ToString() => nameof(Hit);
}
