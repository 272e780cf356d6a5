namespace Analytics.Tool.Costs;

/// <summary>What a deployment has to do in a month.</summary>
internal sealed record Workload
{
    /// <summary>The page views of one site in a month, where the number of sites is not given.</summary>
    private const double PageviewsOfASite = 10_000_000;

    /// <summary>Page views a month of all sites together.</summary>
    public required double Pageviews { get; init; }

    public required Front Front { get; init; }

    public required SiteKind Kind { get; init; }

    /// <summary>Sites that share them evenly. Default: one for every ten million page views.</summary>
    public double Sites { get => field > 0 ? field : Math.Max(1, Math.Ceiling(Pageviews / PageviewsOfASite)); init; }

    /// <summary>How often the dashboard of each site is opened in a month, over 30 days.</summary>
    public double Dashboards { get; init; } = 200;

    /// <summary>How many months of days are kept: storage is of a deployment that has run so long.</summary>
    public double Months { get; init; } = 12;

    /// <summary>How long raw events are kept.</summary>
    public double RawDays { get; init; } = 30;

    /// <summary>Point-in-time recovery.</summary>
    public bool Recovery { get; init; } = true;

    /// <summary>Every sealed day is exported to a bucket and stays there as many months as days are kept.</summary>
    public bool Bucket { get; init; }

    public double Events => Pageviews * Kind.EventsAPage;

    public double EventsADayOfASite => Events / Sites / Month.Days;

    /// <summary>Requests to collect.</summary>
    public double Requests => Pageviews * Kind.RequestsAPage;

    /// <summary>Times that a script is loaded: once a visit, for browsers keep it for an hour.</summary>
    public double Scripts => Pageviews / Kind.PagesAVisit;
}
