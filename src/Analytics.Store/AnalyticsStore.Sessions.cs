using Amazon.DynamoDBv2.Model;
using Analytics.Store.Calendars;
using Analytics.Store.Ranges;
using Analytics.Store.Sessions;

namespace Analytics.Store;

public sealed partial class AnalyticsStore
{
    /// <summary>
    /// Writes a session's state. With <paramref name="previous"/> the write succeeds only if that is still what is stored; without it, a
    /// state that has seen less than the stored one is refused. A refusal is a ConditionalCheckFailedException with the stored item.
    /// </summary>
    /// <param name="session">The new state.</param>
    /// <param name="previous">The state that the new one was made from; null where it was not made from a stored one.</param>
    /// <param name="calendar">How the site counts its days: always the same for a site. Default UTC.</param>
    public UpdateItemRequest UpsertSessionCommand(Session session, Session? previous = null, SiteCalendar? calendar = null) =>
        new UpsertSession(session, previous, calendar ?? SiteCalendar.Utc, SessionTtl).ToRequest(Table);

    /// <summary>Reads the sessions that began in a range; a request covers one day of it.</summary>
    public QueryRequest QuerySessionsCommand(SiteRange range, string? continuation = null) => QuerySessions.ToRequest(Table, range, continuation);

    /// <summary>Reads the sessions that began in a range of UTC days.</summary>
    public QueryRequest QuerySessionsCommand(string siteId, DateTimeOffset start, DateTimeOffset end, string? continuation = null) =>
        QuerySessionsCommand(new SiteRange { SiteId = siteId, Start = start, End = end }, continuation);

    /// <summary>The sessions of the answer, in the order of their start.</summary>
    /// <param name="range">The range that was asked for.</param>
    /// <param name="continuation">The continuation that was asked with.</param>
    /// <param name="response">The answer.</param>
    /// <param name="now">The present: what has expired is left out, which DynamoDB deletes up to two days late. Default: it is not.</param>
    public static ResultPage<Session> ReadSessions(SiteRange range, string? continuation, QueryResponse response, DateTimeOffset? now = null) =>
        QuerySessions.Read(range, continuation, response, now);

    /// <summary>The session of an item, for example of the one that a refused write carries.</summary>
    /// <exception cref="Table.StoredItemException">Not a session.</exception>
    public static Session ReadSession(Dictionary<string, AttributeValue> item) => SessionItem.Read(item);
}
