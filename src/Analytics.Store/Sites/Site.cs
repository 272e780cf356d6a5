using Analytics.Store.Calendars;

namespace Analytics.Store.Sites;

/// <summary>A web site (or application) that is measured. Immutable.</summary>
public sealed record Site
{
    /// <summary>Names the site in keys and requests; never changes.</summary>
    public required SiteId Id { get; init; }

    /// <summary>What people call it; 1 to 200 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Its host names, lower case, without scheme, port or <c>www.</c>; each belongs to one site only.</summary>
    public required IReadOnlyList<string> Domains { get; init; }

    /// <summary>Domains that it gave up within the last 72 hours, and which still name it. Set by a change of <see cref="Domains"/>. Default none.</summary>
    public IReadOnlyList<FormerDomain> FormerDomains { get; init; } = [];

    /// <summary>
    /// Other names of it, which snippets of another product carry: Umami's website id, GoatCounter's code. Lower case, 1 to 64 of
    /// a–z 0–9 - _ . and, like host names, each of one site only. They name the site where it is asked for; pages are not judged by them.
    /// </summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>How the site counts its days.</summary>
    public SiteCalendar Calendar { get; init; } = SiteCalendar.Utc;

    /// <summary>
    /// The IANA name of the site's time zone: the newest of <see cref="Calendar"/>. Setting it sets a calendar that always had that zone.
    /// </summary>
    /// <exception cref="Inputs.AnalyticsInputException">No time zone has that name.</exception>
    public string Timezone
    {
        get => Calendar.Zone;
        init => Calendar = SiteCalendar.For(value);
    }

    /// <summary>Whether events are accepted. Default true.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>The account that owns it.</summary>
    public required string OwnerId { get; init; }

    /// <summary>What it collects and keeps.</summary>
    public SiteSettings Settings { get; init; } = new();

    /// <summary>
    /// How many partitions a day's raw events may be spread over; 1 to 64. Default 1, enough for 1,000 events a second; grows by itself
    /// where that does not suffice, and never shrinks.
    /// </summary>
    public int WriteShards { get; init; } = 1;

    /// <summary>How <see cref="WriteShards"/> last grew by itself; null where it never did.</summary>
    public ShardGrowth? Growth { get; init; }

    /// <summary>Somebody was erased of what happened up to this instant; null where nobody ever was. Set by an erasure, not by a change of the site.</summary>
    public DateTimeOffset? ErasedUntil { get; init; }

    /// <summary>Until then its events are dropped, because more came than its budget for a day allows; null where that never happened. Set by maintenance.</summary>
    public DateTimeOffset? PausedUntil { get; init; }

    /// <summary>
    /// When its deletion was asked for; null where it was not. Such a site takes and answers nothing, its names are free, and it is gone when all
    /// that is stored of it is. Set by the deletion, not by a change of the site.
    /// </summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>The first day of which something is stored, where somebody looked it up; null elsewhere. Not stored with the site.</summary>
    internal LocalDay? FirstDay { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The names that it claims for itself alone: its domains, then its aliases.</summary>
    internal IEnumerable<string> Claims() => Domains.Concat(Aliases);

    /// <summary>Whether a host, or one that it is a subdomain of, is the site's: of its domains, or of those that it gave up and that are still heard.</summary>
    internal bool Owns(string hostname, DateTimeOffset now)
    {
        foreach (string domain in Domains)
        {
            if (IsWithin(hostname, domain))
            {
                return true;
            }
        }

        foreach (FormerDomain former in FormerDomains)
        {
            if (former.Until > now && IsWithin(hostname, former.Domain))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsWithin(string hostname, string domain) =>
        hostname.EndsWith(domain, StringComparison.Ordinal)
        && (hostname.Length == domain.Length || hostname[hostname.Length - domain.Length - 1] == '.');

    /// <summary>Over how many partitions events are written now: readers look at all <see cref="WriteShards"/> some time before.</summary>
    internal int ShardsAt(DateTimeOffset now) => Growth is { } growth && now < growth.From ? growth.Before : WriteShards;
}
