using Analytics.Store.Calendars;
using Analytics.Store.Inputs;
using Analytics.Store.Visitors;

namespace Analytics.Store.Erasures;

/// <summary>Who is to be erased: somebody whom the site calls by a user id, or the visitor of one day.</summary>
public abstract record ErasureSubject
{
    private ErasureSubject()
    {
    }

    /// <summary>The one with this user id, of all days.</summary>
    public sealed record User(string Id) : ErasureSubject;

    /// <summary>
    /// A visitor of one day. Only while the day's raw events live: in what is kept for longer no visitor has a name any more.
    /// </summary>
    public sealed record Visitor(VisitorId Id, LocalDay Day) : ErasureSubject;

    /// <summary>The one that is named: either a user id of 1 to 200 characters, or a visitor (any text that events named one by) and a day.</summary>
    /// <exception cref="AnalyticsInputException">Neither or both; every fault is told.</exception>
    public static ErasureSubject Parse(string? userId, string? visitorId, string? day)
    {
        bool isDay = LocalDay.TryParse(day, out LocalDay date);
        new InputFaults()
            .Require(userId is null || visitorId is null, "userId", "must not stand beside visitorId: ask for one of them at a time")
            .Require(userId is not null || visitorId is not null, "userId", "must be given, or visitorId and day")
            .Require(userId is null or { Length: >= 1 and <= 200 }, "userId", "must be 1 to 200 characters")
            .Require(visitorId is null or { Length: >= 1 and <= 200 }, "visitorId", "must be 1 to 200 characters")
            .Require(visitorId is null || isDay, "day", "must be a date as yyyy-MM-dd: a visitor is one of a single day")
            .Require(userId is null || day is null, "day", "must not stand beside userId: a user id is erased of all days")
            .ThrowIfAny();
        return userId is not null ? new User(userId) : new Visitor(VisitorId.Of(visitorId!), date);
    }
}
