using Amazon.DynamoDBv2.Model;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Inputs;
using Analytics.Store.Ranges;
using Analytics.Store.Sites;

namespace Analytics.Store;

public sealed partial class AnalyticsStore
{
    /// <summary>
    /// Writes a page view and, in the same transaction, what its day needs to be built with it (see <see cref="MarkDayCommand"/>): all
    /// or nothing. Four write units up to 1 KB; eight to ten for a day that is over. Safe to send again: the same id counts once.
    /// </summary>
    /// <remarks>
    /// A TransactionCanceledException with the reason ConditionalCheckFailed says that the day takes no more events; with the reason
    /// TransactionConflict that another process recorded an event of the same day at the same instant: send it again.
    /// </remarks>
    /// <param name="pageView">The page view. Its day is that of <see cref="PageView.Timestamp"/>: today, or any day that the site keeps.</param>
    /// <param name="site">Its site, as it was read not more than half a minute ago.</param>
    /// <param name="now">The present: the time of receipt, from which the raw event's time to live counts.</param>
    /// <exception cref="AnalyticsInputException">Also where it is another site's, or of a day that the site no longer keeps.</exception>
    public TransactWriteItemsRequest RecordMarkedPageViewCommand(PageView pageView, Site site, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(site);
        return Marked(LibraryEvent.From(pageView, new(site.Calendar, now) { Site = site }), site, now);
    }

    /// <summary>Writes a custom event and what its day needs, in every respect like <see cref="RecordMarkedPageViewCommand"/>.</summary>
    /// <param name="customEvent">The event.</param>
    /// <param name="site">Its site, as it was read not more than half a minute ago.</param>
    /// <param name="now">The present.</param>
    /// <exception cref="AnalyticsInputException">Also where it is another site's, or of a day that the site no longer keeps.</exception>
    public TransactWriteItemsRequest RecordMarkedCustomEventCommand(CustomEvent customEvent, Site site, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(site);
        return Marked(LibraryEvent.From(customEvent, new(site.Calendar, now) { Site = site }), site, now);
    }

    /// <summary>
    /// Marks a day as having work to do, so that events which are written by themselves (<see cref="RecordPageViewCommand(PageView,
    /// DateTimeOffset, SiteCalendar?, int)"/>) are sealed. Send it before the first of them and again every quarter of an hour in which
    /// there are more: then an event costs one write unit. Two write units; six to eight for a day that is over.
    /// </summary>
    /// <remarks>A TransactionCanceledException with the reason ConditionalCheckFailed says that the day takes no more events.</remarks>
    /// <param name="site">The site, as it was read not more than half a minute ago.</param>
    /// <param name="time">Any instant of the day.</param>
    /// <param name="now">The present.</param>
    /// <exception cref="AnalyticsInputException">The site keeps no events of that day.</exception>
    public TransactWriteItemsRequest MarkDayCommand(Site site, DateTimeOffset time, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(site);
        new LibraryReceipt(site.Calendar, now) { Site = site }.Check(new InputFaults(), site.Id.Value, time).ThrowIfAny();
        return new TransactWriteItemsRequest { TransactItems = [.. Mark(site, site.Calendar.DayOf(time), now)] };
    }

    /// <summary>
    /// Writes a page view by itself, received when it happened: for what happens now, on a day that <see cref="MarkDayCommand"/> has
    /// marked. One write unit up to 1 KB. Safe to send again: the same id counts once.
    /// </summary>
    /// <param name="pageView">The page view.</param>
    /// <param name="calendar">How the site counts its days: always the same for a site. Default UTC.</param>
    /// <param name="writeShards">Over how many partitions the site's days are spread. Default 1.</param>
    public PutItemRequest RecordPageViewCommand(PageView pageView, SiteCalendar? calendar = null, int writeShards = 1) =>
        Alone(LibraryEvent.From(pageView, new(calendar ?? SiteCalendar.Utc, At: null)), writeShards);

    /// <summary>The same of a page view of any time: it is received now, and its time to live counts from now.</summary>
    /// <param name="pageView">The page view.</param>
    /// <param name="now">The present.</param>
    /// <param name="calendar">How the site counts its days: always the same for a site. Default UTC.</param>
    /// <param name="writeShards">Over how many partitions the site's days are spread. Default 1.</param>
    public PutItemRequest RecordPageViewCommand(PageView pageView, DateTimeOffset now, SiteCalendar? calendar = null, int writeShards = 1) =>
        Alone(LibraryEvent.From(pageView, new(calendar ?? SiteCalendar.Utc, now)), writeShards);

    /// <summary>Writes a custom event by itself, in every respect like a page view.</summary>
    /// <param name="customEvent">The event.</param>
    /// <param name="calendar">How the site counts its days: always the same for a site. Default UTC.</param>
    /// <param name="writeShards">Over how many partitions the site's days are spread. Default 1.</param>
    public PutItemRequest RecordCustomEventCommand(CustomEvent customEvent, SiteCalendar? calendar = null, int writeShards = 1) =>
        Alone(LibraryEvent.From(customEvent, new(calendar ?? SiteCalendar.Utc, At: null)), writeShards);

    /// <summary>The same of a custom event of any time: it is received now, and its time to live counts from now.</summary>
    /// <param name="customEvent">The event.</param>
    /// <param name="now">The present.</param>
    /// <param name="calendar">How the site counts its days: always the same for a site. Default UTC.</param>
    /// <param name="writeShards">Over how many partitions the site's days are spread. Default 1.</param>
    public PutItemRequest RecordCustomEventCommand(CustomEvent customEvent, DateTimeOffset now, SiteCalendar? calendar = null, int writeShards = 1) =>
        Alone(LibraryEvent.From(customEvent, new(calendar ?? SiteCalendar.Utc, now)), writeShards);

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
        return new([.. page.Items.Where(e => !e.IsPageview && e.IsCounted).Select(LibraryEvent.ToCustomEvent)], page.Next);
    }

    private PutItemRequest Alone(Event e, int writeShards) => new RecordEvent(e, writeShards, RawTtl).ToRequest(Table);

    private TransactWriteItemsRequest Marked(Event e, Site site, DateTimeOffset now)
    {
        PutItemRequest put = new RecordEvent(e, site.ShardsAt(now), RawTtlOf(site)).ToRequest(Table);
        return new TransactWriteItemsRequest
        {
            TransactItems = [new TransactWriteItem { Put = new Put { TableName = Table, Item = put.Item } }, .. Mark(site, e.Day, now)],
        };
    }

    private IEnumerable<TransactWriteItem> Mark(Site site, LocalDay day, DateTimeOffset now) => new DayMark(site, day, now, RawTtlOf(site)).ToItems(Table);
}
