using Analytics.Store.Events;
using Analytics.Store.Ingest.Referrers;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;
using Analytics.Store.Visitors;

namespace Analytics.Store.Ingest.Steps;

/// <summary>An event while the steps put it together from a hit. Lives for one run of the pipeline.</summary>
internal sealed class EventDraft(Hit hit)
{
    private ReferringPage? _referrer;
    private bool _isReferrerParsed;

    public Hit Hit { get; } = hit;

    public SiteSettings Settings => Hit.Site.Settings;

    /// <summary>The page's host name as it is kept and compared.</summary>
    public string Hostname { get; } = SiteRules.Normalize(HostText.Ascii(hit.Url));

    /// <summary>The parameters of the page's query, decoded once.</summary>
    public IReadOnlyList<(string Name, string Value)> Query => field ??= Hit.Url.Query.Length > 1 ? [.. QueryText.Parse(Hit.Url.Query)] : [];

    /// <summary>What the page's address says about where its visitor came from, read once. It is empty if the site does not track tags.</summary>
    public LandingTags Tags => field ??= Settings.TrackUtmParams ? LandingTags.Of(Query, Hit.Url.Fragment) : LandingTags.None;

    /// <summary>The referring page, parsed once; null if there is none.</summary>
    public ReferringPage? Referrer
    {
        get
        {
            if (!_isReferrerParsed)
            {
                _referrer = ReferringPage.Parse(Hit.Referrer);
                _isReferrerParsed = true;
            }

            return _referrer;
        }
    }

    public Page Page { get; set; } = new("", "/");
    public Campaign Campaign { get; set; } = Campaign.None;
    public Referral Referral { get; set; } = Referral.Direct;
    public Client Client { get; set; } = Client.Unknown;
    public Place Place { get; set; } = Place.Unknown;
    public VisitorId? Visitor { get; set; }
    public IReadOnlyDictionary<string, string> Props { get; set; } = new Dictionary<string, string>();
    public string? UserId { get; set; }
    public Traits? Traits { get; set; }

    public Event ToEvent() => new()
    {
        Id = Hit.Id,
        Site = Hit.Site.Id,
        Day = Hit.Site.Calendar.DayOf(Hit.Time),
        Time = Hit.Time,
        ReceivedAt = Hit.ReceivedAt,
        Name = Text.Clean(Hit.Name, EventName.MaxLength) ?? "(blank)",
        Visitor = Visitor,
        Page = Page,
        Campaign = Campaign,
        Referral = Referral,
        Client = Client,
        Place = Place,
        Props = Props,
        Revenue = Hit.Revenue,
        Interactive = Hit.Interactive,
        Engagement = Hit.Engagement,
        UserId = UserId,
        Traits = Traits,
        Import = Hit.Import,
    };
}
