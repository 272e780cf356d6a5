using System.Globalization;
using System.Security.Cryptography;

namespace Analytics.Client.Events;

/// <summary>
/// Something that happened on a site. It has an id of its own from the beginning, and a time from when it is first sent: the same object,
/// sent again, is the same event and counts once.
/// </summary>
public sealed class IngestEvent
{
    private Moment? _firstSent;

    /// <summary>The page's absolute address, its path at most 2,000 characters; its query may name a campaign.</summary>
    public required string Url { get; init; }

    /// <summary><c>pageview</c>, <c>engagement</c>, or a name of the sender's own, 1 to 120 characters. Default <c>pageview</c>.</summary>
    public string Name { get; init; } = "pageview";

    /// <summary>1 to 64 characters of A–Z a–z 0–9 - _ . that no other event of the site has. Default: a random one, which stays.</summary>
    public string Id { get; init; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>When it happened, at most ten minutes ahead. Default: when it is first sent.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>Whose event it is. Default: nobody's, which a server drops as a bot's.</summary>
    public Visitor? Visitor { get; init; }

    /// <summary>The address of the page that led here.</summary>
    public string? Referrer { get; init; }

    /// <summary>The page's title, at most 300 characters.</summary>
    public string? Title { get; init; }

    /// <summary>A language such as <c>en-GB</c>, or the header <c>Accept-Language</c>.</summary>
    public string? Language { get; init; }

    /// <summary>The visitor's time zone, IANA.</summary>
    public string? Timezone { get; init; }

    /// <summary>ISO 3166-1 alpha-2, where the sender knows it: <c>EE</c>. Default: that of the visitor's address or time zone.</summary>
    public string? Country { get; init; }

    /// <summary>The screen's width in pixels, 1 to 100,000.</summary>
    public int? ScreenWidth { get; init; }

    /// <summary>The screen's height in pixels, 1 to 100,000.</summary>
    public int? ScreenHeight { get; init; }

    /// <summary>Custom properties: at most 30, names of at most 300 and values of at most 2,000 bytes.</summary>
    public IReadOnlyDictionary<string, string> Props { get; init; } = new Dictionary<string, string>();

    /// <summary>ISO 4217, with <see cref="Amount"/>: <c>EUR</c>.</summary>
    public string? Currency { get; init; }

    /// <summary>Money that the event brought, in units of <see cref="Currency"/>; at most three decimals count.</summary>
    public decimal? Amount { get; init; }

    /// <summary>Whether it undoes a bounce. Default true.</summary>
    public bool Interactive { get; init; } = true;

    /// <summary>How long the page was looked at, in milliseconds; of an <c>engagement</c>.</summary>
    public long? EngagementMs { get; init; }

    /// <summary>How far the page was scrolled, 0 to 100 percent; of an <c>engagement</c>.</summary>
    public int? Scroll { get; init; }

    /// <summary>The sender's own id of the person, 1 to 200 characters; kept only where the site's identification is on.</summary>
    public string? UserId { get; init; }

    /// <summary>What is known of that person: at most 30, names of at most 300 and values of at most 2,000 bytes. Only with <see cref="UserId"/>.</summary>
    public IReadOnlyDictionary<string, string> Traits { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether the visitor agreed to be recognised; null where nobody asked.</summary>
    public bool? Consent { get; init; }

    /// <summary>Whether the browser asks for privacy (<c>Sec-GPC</c>, <c>DNT</c>). What follows from that is set at the site.</summary>
    public bool AsksForPrivacy { get; init; }

    internal string At(DateTimeOffset now)
    {
        DateTimeOffset at = Timestamp ?? FirstSent(now);
        return at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
    }

    private DateTimeOffset FirstSent(DateTimeOffset now)
    {
        _ = Interlocked.CompareExchange(ref _firstSent, new Moment(now), null);
        return _firstSent.At;
    }

    private sealed record Moment(DateTimeOffset At);
}
