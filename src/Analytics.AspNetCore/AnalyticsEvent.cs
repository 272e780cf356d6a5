namespace Analytics.AspNetCore;

/// <summary>Something that happened on a site.</summary>
public sealed class AnalyticsEvent
{
    /// <summary>The page's absolute address, at most 2,000 characters; its query may name a campaign.</summary>
    public required string Url { get; init; }

    /// <summary>Whose event it is.</summary>
    public required AnalyticsVisitor Visitor { get; init; }

    /// <summary><c>pageview</c>, or a name of the application's own, 1 to 120 characters. Default <c>pageview</c>.</summary>
    public string Name { get; init; } = "pageview";

    /// <summary>1 to 64 characters of A–Z a–z 0–9 - _ . that no other event of the site has: the same id counts once. Default: a random one.</summary>
    public string? Id { get; init; }

    /// <summary>When it happened. Default: when it was handed to the client.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>The address of the page that led here, as the browser told it.</summary>
    public string? Referrer { get; init; }

    /// <summary>The page's title.</summary>
    public string? Title { get; init; }

    /// <summary>The header <c>Accept-Language</c>, or a language such as <c>en-GB</c>.</summary>
    public string? Language { get; init; }

    /// <summary>ISO 3166-1 alpha-2, where the application knows it: <c>EE</c>.</summary>
    public string? Country { get; init; }

    /// <summary>The application's own id of the person, 1 to 200 characters; kept only where the site's identification is on.</summary>
    public string? UserId { get; init; }

    /// <summary>What is known of that person: at most 30, names of at most 300 and values of at most 2,000 bytes. Only with <see cref="UserId"/>.</summary>
    public IReadOnlyDictionary<string, string> Traits { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether the visitor agreed to be recognised; null where nobody asked.</summary>
    public bool? Consent { get; init; }

    /// <summary>Whether the browser asks for privacy (<c>Sec-GPC</c>, <c>DNT</c>). What follows from that is set at the site.</summary>
    public bool AsksForPrivacy { get; init; }

    /// <summary>Whether it undoes a bounce. Default true.</summary>
    public bool Interactive { get; init; } = true;

    /// <summary>Custom properties: at most 30, names of at most 300 and values of at most 2,000 bytes.</summary>
    public IReadOnlyDictionary<string, string> Props { get; init; } = new Dictionary<string, string>();

    /// <summary>ISO 4217, with <see cref="Amount"/>: <c>EUR</c>.</summary>
    public string? Currency { get; init; }

    /// <summary>Money that the event brought, in units of <see cref="Currency"/>; at most three decimals count.</summary>
    public decimal? Amount { get; init; }
}
