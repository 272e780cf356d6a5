namespace Analytics.Store.Sites;

/// <summary>What a site collects and keeps. Immutable.</summary>
public sealed record SiteSettings
{
    /// <summary>Whether country, region and city are derived. Default true. An IP address is stored in no case.</summary>
    public bool CollectGeolocation { get; init; } = true;

    /// <summary>Whether referrers, and the sources read from them, are kept. Default true.</summary>
    public bool TrackReferrers { get; init; } = true;

    /// <summary>Whether the five UTM tags are kept. Default true.</summary>
    public bool TrackUtmParams { get; init; } = true;

    /// <summary>Whether browser, operating system, device and screen are kept. Default true.</summary>
    public bool TrackDeviceType { get; init; } = true;

    /// <summary>A host name of the owner's that serves the tracker; null for none.</summary>
    public string? CustomDomain { get; init; }

    /// <summary>Whether anybody may read the dashboard. Default false.</summary>
    public bool PublicDashboard { get; init; }

    /// <summary>The hash of the public dashboard's password; null for none. Never the password itself.</summary>
    public string? PublicDashboardPassword { get; init; }

    /// <summary>Paths that are not counted; <c>*</c> stands within a segment, <c>**</c> across segments.</summary>
    public IReadOnlyList<string> ExcludedPaths { get; init; } = [];

    /// <summary>Addresses (IPv4, IPv6 or CIDR ranges) whose events are dropped.</summary>
    public IReadOnlyList<string> ExcludedIps { get; init; } = [];

    /// <summary>How long sealed days are kept, in days; 0 for ever. Default 730.</summary>
    public int DataRetentionDays { get; init; } = 730;

    /// <summary>How long raw events are kept, counted from their receipt, in days; 3 to 3650. Default: that of the store.</summary>
    public int? RawRetentionDays { get; init; }

    /// <summary>For how many days after theirs custom events are kept, but for errors and figures of speed; 3 to 36500. Null: as long as the day. Default null.</summary>
    public int? EventsRetentionDays { get; init; }

    /// <summary>For how many days after theirs events named <c>error</c> are kept; 3 to 36500. Null: as long as the day. Default null.</summary>
    public int? ErrorsRetentionDays { get; init; }

    /// <summary>For how many days after theirs events named <c>web_vitals</c> are kept; 3 to 36500. Null: as long as the day. Default null.</summary>
    public int? VitalsRetentionDays { get; init; }

    /// <summary>For how many days after theirs single visits and events are listed; 1 to 36500. Null: as long as the day is kept. Default null.</summary>
    public int? SessionsRetentionDays { get; init; }

    /// <summary>Whether only the site's own hostnames (and their subdomains) may send events. Default true.</summary>
    public bool CheckHostnames { get; init; } = true;

    /// <summary>Query parameters that stay part of the page's path; all others are dropped. Default none.</summary>
    public IReadOnlyList<string> KeptQueryParameters { get; init; } = [];

    /// <summary>Whether <c>userId</c> may be stored. Default false.</summary>
    public bool Identification { get; init; }

    /// <summary>
    /// The traits of people that are heard from browsers, beside those that servers tell; at most 20 names of 1 to 300 characters. Anybody can
    /// make them up: they are shown apart and never take the place of a server's. Only where <see cref="Identification"/> is on. Default none.
    /// </summary>
    public IReadOnlyList<string> BrowserTraits { get; init; } = [];

    /// <summary>Whether single visits and events can be listed and read, without anything by which their visitor could be recognised. Default false.</summary>
    public bool SingleVisits { get; init; }

    /// <summary>Countries (ISO 3166-1 alpha-2, upper case) whose events are dropped.</summary>
    public IReadOnlyList<string> ExcludedCountries { get; init; } = [];

    /// <summary>Whether events that come from networks of hosting providers are dropped, where the edge network tells the network. Default false.</summary>
    public bool ExcludeDatacentres { get; init; }

    /// <summary>What is replaced in paths and referrers. Default <see cref="PathScrubbing.Secrets"/>.</summary>
    public PathScrubbing ScrubPaths { get; init; } = PathScrubbing.Secrets;

    /// <summary>What counts of visitors who have not agreed. Default <see cref="ConsentMode.Full"/>.</summary>
    public ConsentMode Consent { get; init; }

    /// <summary>What becomes of events of browsers that ask not to be tracked. Default <see cref="PrivacySignals.Ignore"/>.</summary>
    public PrivacySignals PrivacySignals { get; init; }

    /// <summary>
    /// The currency that reports are in, ISO 4217: <c>EUR</c>. Money of other currencies is then left out of them, and named. Null for none:
    /// reports show money where all of it is of one currency. Default null.
    /// </summary>
    public string? Currency { get; init; }

    /// <summary>
    /// The custom properties that the site's owner has listed, for the clients that manage such a list; at most 100, names of 1 to 300
    /// characters. Events keep all of theirs, listed or not. Default none.
    /// </summary>
    public IReadOnlyList<string> CustomProperties { get; init; } = [];

    /// <summary>How many events a day the site may take before it is paused until the day ends, some thousand more or less; null for any number.</summary>
    public long? DailyEventBudget { get; init; }

    /// <summary>What becomes of events while the site is paused. Default <see cref="OverBudget.Refuse"/>.</summary>
    public OverBudget OverBudget { get; init; }
}
