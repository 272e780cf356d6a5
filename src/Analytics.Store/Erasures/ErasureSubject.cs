using Analytics.Store.Calendars;
using Analytics.Store.Events;
using Analytics.Store.Inputs;
using Analytics.Store.Visitors;

namespace Analytics.Store.Erasures;

/// <summary>What is to be erased: somebody whom the site calls by a user id, the visitor of one day, the events of an import, those that a filter meets, or everything.</summary>
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

    /// <summary>Every event that the site received up to now, of all days or of some. Its settings, goals and funnels stay.</summary>
    /// <param name="From">The first day; null: the first that there is.</param>
    /// <param name="To">The last day, included; null: the last that there is.</param>
    public sealed record Everything(LocalDay? From = null, LocalDay? To = null) : ErasureSubject;

    /// <summary>
    /// Of the events that the site received up to now those that a filter meets: whole visits where it speaks of visits, single events
    /// where it speaks of events.
    /// </summary>
    /// <param name="Filters">
    /// The list of filters as JSON, in the words of questions; all of them must hold, and there is at least one. At most 8,192 bytes in UTF-8. What
    /// it says is judged when it is asked for.
    /// </param>
    /// <param name="From">The first day; null: the first that there is.</param>
    /// <param name="To">The last day, included; null: the last that there is.</param>
    public sealed record Matching(string Filters, LocalDay? From = null, LocalDay? To = null) : ErasureSubject;

    /// <summary>
    /// The one that is named: a user id of 1 to 200 characters, a visitor (any text that events named one by) and a day, an import, filters, or
    /// everything. Filters and everything may be of some days: <paramref name="from"/> to <paramref name="to"/>, both included.
    /// </summary>
    /// <exception cref="AnalyticsInputException">None of them or several; every fault is reported.</exception>
    public static ErasureSubject Parse(
        string? userId, string? visitorId, string? day, string? import = null, bool everything = false, string? filters = null, string? from = null, string? to = null)
    {
        bool isDay = LocalDay.TryParseAsked(day, out LocalDay date), isImport = ImportId.TryParse(import, out ImportId brought);
        bool isFrom = LocalDay.TryParseAsked(from, out LocalDay first), isTo = LocalDay.TryParseAsked(to, out LocalDay last);
        bool ofPerson = userId is not null || visitorId is not null || day is not null;
        new InputFaults()
            .Require(userId is null || visitorId is null, "userId", "must not stand beside visitorId: ask for one of them at a time")
            .Require(import is null || !ofPerson, "import", Alone)
            .Require(import is null || isImport, "import", SafeId.Rule)
            .Require(filters is null || (!ofPerson && import is null), "filters", Alone)
            .Require(!everything || (!ofPerson && import is null && filters is null), "everything", Alone)
            .Require(everything || userId is not null || visitorId is not null || import is not null || filters is not null, "userId", Missing)
            .Require(userId is null or { Length: >= 1 and <= 200 }, "userId", "must be 1 to 200 characters")
            .Require(visitorId is null or { Length: >= 1 and <= 200 }, "visitorId", "must be 1 to 200 characters")
            .Require(visitorId is null || isDay, "day", LocalDay.AskedRule + ": a visitor is one of a single day")
            .Require(userId is null || day is null, "day", "must not stand beside userId: a user id is erased of all days")
            .Require(from is null || isFrom, "from", LocalDay.AskedRule)
            .Require(to is null || isTo, "to", LocalDay.AskedRule)
            .Require(!isFrom || !isTo || first <= last, "from", "must not be after to")
            .Require((from is null && to is null) || filters is not null || everything, "from", Unranged)
            .ThrowIfAny();
        (LocalDay? begin, LocalDay? end) = (isFrom ? first : null, isTo ? last : null);
        return everything ? new Everything(begin, end)
            : filters is not null ? new Matching(filters, begin, end)
            : userId is not null ? new User(userId)
            : import is not null ? new Import(brought)
            : new Visitor(VisitorId.Of(visitorId!), date);
    }

    private const string Alone = "must stand alone: ask for one erasure at a time";
    private const string Missing = "must be given, or visitorId and day, or import, or filters, or everything";
    private const string Unranged = "goes with filters or everything: a person and an import are erased of all of their days";
}
