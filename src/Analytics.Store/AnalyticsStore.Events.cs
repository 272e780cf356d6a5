using Amazon.DynamoDBv2.Model;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Ranges;

namespace Analytics.Store;

public sealed partial class AnalyticsStore
{
    /// <summary>Writes a page view: one write unit up to 1 KB. Safe to retry: the same id counts once.</summary>
    /// <param name="pageView">The page view.</param>
    /// <param name="calendar">How the site counts its days: always the same for a site. Default UTC.</param>
    /// <param name="writeShards">Over how many partitions the site's days are spread. Default 1.</param>
    public PutItemRequest RecordPageViewCommand(PageView pageView, SiteCalendar? calendar = null, int writeShards = 1) =>
        new RecordEvent(LibraryEvent.From(pageView, calendar ?? SiteCalendar.Utc), writeShards, RawTtl).ToRequest(Table);

    /// <summary>Writes a custom event, in every respect like a page view.</summary>
    /// <param name="customEvent">The event.</param>
    /// <param name="calendar">How the site counts its days: always the same for a site. Default UTC.</param>
    /// <param name="writeShards">Over how many partitions the site's days are spread. Default 1.</param>
    public PutItemRequest RecordCustomEventCommand(CustomEvent customEvent, SiteCalendar? calendar = null, int writeShards = 1) =>
        new RecordEvent(LibraryEvent.From(customEvent, calendar ?? SiteCalendar.Utc), writeShards, RawTtl).ToRequest(Table);

    /// <summary>Reads the page views of a range; a request covers one partition of it.</summary>
    public QueryRequest QueryPageViewsCommand(SiteRange range, string? continuation = null) =>
        QueryEvents.ToRequest(Table, range, continuation, pageviews: true);

    /// <summary>Reads the page views of a range of UTC days.</summary>
    public QueryRequest QueryPageViewsCommand(string siteId, DateTimeOffset start, DateTimeOffset end, string? continuation = null) =>
        QueryPageViewsCommand(new SiteRange { SiteId = siteId, Start = start, End = end }, continuation);

    /// <summary>Reads the custom events of a range; a request covers one partition of it.</summary>
    public QueryRequest QueryCustomEventsCommand(SiteRange range, string? continuation = null) =>
        QueryEvents.ToRequest(Table, range, continuation, pageviews: false);

    /// <summary>The page views of the answer, in the order of their receipt. A copy of an event may appear twice: its id is the same.</summary>
    /// <param name="range">The range that was asked for.</param>
    /// <param name="continuation">The continuation that was asked with.</param>
    /// <param name="response">The answer.</param>
    /// <param name="now">The present: what has expired is left out, which DynamoDB deletes up to two days late. Default: it is not.</param>
    public static ResultPage<PageView> ReadPageViews(SiteRange range, string? continuation, QueryResponse response, DateTimeOffset? now = null)
    {
        ResultPage<Event> page = QueryEvents.Read(range, continuation, response, RawItem.Read, now);
        return new([.. page.Items.Where(e => e.IsPageview).Select(LibraryEvent.ToPageView)], page.Next);
    }

    /// <summary>The custom events of the answer, in the order of their receipt.</summary>
    /// <param name="range">The range that was asked for.</param>
    /// <param name="continuation">The continuation that was asked with.</param>
    /// <param name="response">The answer.</param>
    /// <param name="now">The present: what has expired is left out, which DynamoDB deletes up to two days late. Default: it is not.</param>
    public static ResultPage<CustomEvent> ReadCustomEvents(SiteRange range, string? continuation, QueryResponse response, DateTimeOffset? now = null)
    {
        ResultPage<Event> page = QueryEvents.Read(range, continuation, response, RawItem.Read, now);
        return new([.. page.Items.Where(e => !e.IsPageview && !e.IsEngagement).Select(LibraryEvent.ToCustomEvent)], page.Next);
    }
}
