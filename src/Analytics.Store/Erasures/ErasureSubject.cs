using Analytics.Store.Calendars;
using Analytics.Store.Events;
using Analytics.Store.Inputs;
using Analytics.Store.Visitors;

namespace Analytics.Store.Erasures;

/// <summary>What is to be erased: somebody whom the site calls by a user id, the visitor of one day, the events of an import, or everything.</summary>
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

    /// <summary>
    /// The events that an import brought. Copies of them that came otherwise stay, and the same lines may be imported again under another
    /// name.
    /// </summary>
    public sealed record Import(ImportId Id) : ErasureSubject;

    /// <summary>Every event that the site received up to now. Its settings, goals and funnels stay.</summary>
    public sealed record Everything : ErasureSubject;

    /// <summary>
    /// The one that is named: a user id of 1 to 200 characters, a visitor (any text that events named one by) and a day, an import, or
    /// everything.
    /// </summary>
    /// <exception cref="AnalyticsInputException">None of them or several; every fault is reported.</exception>
    public static ErasureSubject Parse(string? userId, string? visitorId, string? day, string? import = null, bool everything = false)
    {
        bool isDay = LocalDay.TryParseAsked(day, out LocalDay date), isImport = ImportId.TryParse(import, out ImportId brought);
        new InputFaults()
            .Require(userId is null || visitorId is null, "userId", "must not stand beside visitorId: ask for one of them at a time")
            .Require(import is null || (userId is null && visitorId is null && day is null), "import", "must stand alone: ask for one erasure at a time")
            .Require(import is null || isImport, "import", SafeId.Rule)
            .Require(!everything || (userId is null && visitorId is null && day is null && import is null), "everything", "must stand alone: ask for one erasure at a time")
            .Require(everything || userId is not null || visitorId is not null || import is not null, "userId", "must be given, or visitorId and day, or import, or everything")
            .Require(userId is null or { Length: >= 1 and <= 200 }, "userId", "must be 1 to 200 characters")
            .Require(visitorId is null or { Length: >= 1 and <= 200 }, "visitorId", "must be 1 to 200 characters")
            .Require(visitorId is null || isDay, "day", LocalDay.AskedRule + ": a visitor is one of a single day")
            .Require(userId is null || day is null, "day", "must not stand beside userId: a user id is erased of all days")
            .ThrowIfAny();
        return everything ? new Everything() : userId is not null ? new User(userId) : import is not null ? new Import(brought) : new Visitor(VisitorId.Of(visitorId!), date);
    }
}
