using Analytics.Store.Calendars;
using Analytics.Store.Events;
using Analytics.Store.Ingest.Channels;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;
using Analytics.Store.Visitors;

namespace Analytics.Store;

/// <summary>Page views and custom events of library users as events and back.</summary>
internal static class LibraryEvent
{
    public static Event From(PageView view, LibraryReceipt receipt)
    {
        receipt.Check(Faults(view.Id, view.SiteId, view.VisitorId, view.SessionId, view.Path), view.SiteId, view.Timestamp)
            .Require(view.Hostname.Length <= 253, "hostname", "must be at most 253 characters")
            .ThrowIfAny();
        DateTimeOffset time = view.Timestamp.AsStored();
        var campaign = new Campaign(view.UtmSource, view.UtmMedium, view.UtmCampaign, view.UtmContent, view.UtmTerm);
        return new Event
        {
            Id = EventId.Parse(view.Id),
            Site = SiteId.Parse(view.SiteId),
            Day = receipt.Calendar.DayOf(time),
            Time = time,
            ReceivedAt = receipt.At?.AsStored() ?? time,
            Name = EventName.Pageview,
            Visitor = VisitorId.Of(view.VisitorId),
            Page = new Page(view.Hostname, view.Path, view.Title),
            Referral = new Referral(view.Referrer, view.ReferrerSource, ChannelRules.Of(new ChannelClues(view.ReferrerSource, campaign, clickId: null))),
            Campaign = campaign,
            Client = new Client
            {
                Browser = view.Browser,
                BrowserVersion = view.BrowserVersion,
                Os = view.Os,
                OsVersion = view.OsVersion,
                Device = view.DeviceType,
                ScreenWidth = view.ScreenWidth,
                ScreenHeight = view.ScreenHeight,
            },
            Place = new Place(view.Country, view.Region, view.City),
            Library = new LibraryNote(view.VisitorId, view.SessionId)
            {
                IsUnique = view.IsUnique,
                IsBounce = view.IsBounce,
                TimeOnPage = view.TimeOnPage,
            },
        };
    }

    public static Event From(CustomEvent custom, LibraryReceipt receipt)
    {
        receipt.Check(Faults(custom.Id, custom.SiteId, custom.VisitorId, custom.SessionId, custom.Path), custom.SiteId, custom.Timestamp, custom.Name)
            .Require(custom.Name.Length is >= 1 and <= EventName.MaxLength, "name", "must be 1 to 120 characters")
            .Require(custom.Name is not (EventName.Pageview or EventName.Engagement or EventName.Emptied), "name", "must not be pageview or engagement, which mean something of their own")
            .Require(custom.Properties.Count <= EventLimits.Properties, "properties", "must be at most 30")
            .Require(custom.Properties.All(p => p.Key.Length is >= 1 and <= EventLimits.PropertyName && p.Value.Length <= EventLimits.PropertyValue), "properties", "must have names of 1 to 300 and values of at most 2,000 characters")
            .ThrowIfAny();
        DateTimeOffset time = custom.Timestamp.AsStored();
        return new Event
        {
            Id = EventId.Parse(custom.Id),
            Site = SiteId.Parse(custom.SiteId),
            Day = receipt.Calendar.DayOf(time),
            Time = time,
            ReceivedAt = receipt.At?.AsStored() ?? time,
            Name = custom.Name,
            Visitor = VisitorId.Of(custom.VisitorId),
            Page = new Page(custom.Hostname, custom.Path),
            Props = custom.Properties,
            Library = new LibraryNote(custom.VisitorId, custom.SessionId) { Category = custom.Category, Value = custom.Value },
        };
    }

    public static PageView ToPageView(Event e) => new()
    {
        Id = e.Id.Value,
        SiteId = e.Site.Value,
        VisitorId = e.Library?.VisitorId ?? e.Visitor?.ToString() ?? "",
        SessionId = e.Library?.SessionId ?? "",
        Path = e.Page.Path,
        Hostname = e.Page.Hostname,
        Title = e.Page.Title,
        Referrer = e.Referral.Referrer,
        ReferrerSource = e.Referral.Source,
        UtmSource = e.Campaign.Source,
        UtmMedium = e.Campaign.Medium,
        UtmCampaign = e.Campaign.Name,
        UtmContent = e.Campaign.Content,
        UtmTerm = e.Campaign.Term,
        Country = e.Place.Country,
        Region = e.Place.Region,
        City = e.Place.City,
        DeviceType = e.Client.Device,
        Browser = e.Client.Browser,
        BrowserVersion = e.Client.BrowserVersion,
        Os = e.Client.Os,
        OsVersion = e.Client.OsVersion,
        ScreenWidth = e.Client.ScreenWidth,
        ScreenHeight = e.Client.ScreenHeight,
        IsUnique = e.Library?.IsUnique ?? false,
        IsBounce = e.Library?.IsBounce ?? false,
        TimeOnPage = e.Library?.TimeOnPage,
        Timestamp = e.Time,
    };

    public static CustomEvent ToCustomEvent(Event e) => new()
    {
        Id = e.Id.Value,
        SiteId = e.Site.Value,
        VisitorId = e.Library?.VisitorId ?? e.Visitor?.ToString() ?? "",
        SessionId = e.Library?.SessionId ?? "",
        Name = e.Name,
        Category = e.Library?.Category,
        Value = e.Library?.Value,
        Properties = e.Props,
        Path = e.Page.Path,
        Hostname = e.Page.Hostname,
        Timestamp = e.Time,
    };

    private static InputFaults Faults(string id, string siteId, string visitorId, string sessionId, string path) => new InputFaults()
        .Require(SafeId.IsValid(id), "id", SafeId.Rule)
        .Require(SafeId.IsValid(siteId), "siteId", SafeId.Rule)
        .Require(visitorId.Length is >= 1 and <= 200, "visitorId", "must be 1 to 200 characters")
        .Require(sessionId.Length <= 200, "sessionId", "must be at most 200 characters")
        .Require(path.StartsWith('/') && path.Length <= EventLimits.Path, "path", "must begin with / and have at most 2,000 characters");
}
