using System.Globalization;
using Analytics.Store.Calendars;
using Analytics.Store.Events;
using Analytics.Store.Visitors;

namespace Analytics.Store.Erasures;

/// <summary>
/// Who has been erased of a day, and up to when. With an event under an erased user id goes all else that its visitor did that day until
/// the erasure was asked for; what happened later stays. Safe for concurrent use.
/// </summary>
internal sealed class Tombstones
{
    private readonly ErasureSecret? _secret;
    private readonly LocalDay _day;
    private readonly IReadOnlyDictionary<string, DateTimeOffset> _users;
    private readonly IReadOnlyDictionary<ulong, DateTimeOffset> _visitors;
    private readonly IReadOnlySet<string> _imports;
    private readonly IReadOnlyList<MatchedEvents> _matched;

    private Tombstones(
        ErasureSecret? secret, LocalDay day, IReadOnlyDictionary<string, DateTimeOffset> users, IReadOnlyDictionary<ulong, DateTimeOffset> visitors, IReadOnlySet<string> imports, IReadOnlyList<MatchedEvents> matched) =>
        (_secret, _day, _users, _visitors, _imports, _matched) = (secret, day, users, visitors, imports, matched);

    /// <summary>Nobody.</summary>
    public static Tombstones None { get; } = new(null, default, new Dictionary<string, DateTimeOffset>(), new Dictionary<ulong, DateTimeOffset>(), new HashSet<string>(), []);

    /// <summary>Whether nobody was erased.</summary>
    public bool IsEmpty => _users.Count == 0 && _visitors.Count == 0 && _imports.Count == 0 && _matched.Count == 0 && Everything is null;

    /// <summary>Whatever was received up to then is erased; null if the site was never reset.</summary>
    public DateTimeOffset? Everything { get; private init; }

    /// <summary>Whether somebody is being erased still: what is stored of the day may hold them.</summary>
    public bool IsPending { get; private init; }

    /// <summary>Whether a person is: their visitors are found by looking.</summary>
    public bool MustCollect => IsPending && _users.Count > 0;

    /// <summary>Erasures by filter whose events of the day are known, and that are under way still: what is built without those events names them.</summary>
    public IReadOnlyList<string> Matched { get; private init; } = [];

    /// <summary>
    /// Which erasures of a site concern a day. Those of a person concern what happened up to the request. An import concerns every day, and so
    /// does everything: it goes by receipt, and an event of tomorrow may be received before midnight. One of some days concerns those; by filter it
    /// also concerns the days beside them, in which copies of its events may lie.
    /// </summary>
    public static IEnumerable<Erasure> Concerning(IEnumerable<Erasure> erasures, LocalDay day, DateTimeOffset start) =>
        erasures.Where(e => e.Kind == ErasureKind.Filter ? e.IsOf(day) || e.IsOf(day.Plus(-1)) || e.IsOf(day.Plus(1))
            : e.GoesByReceipt ? e.IsOf(day)
            : e.AskedAt >= start && (e.Day is null || e.Day == day));

    /// <summary>
    /// Whether an erasure may cover the event, as far as can be told from when the last of its site was asked for: by its time, by its
    /// receipt, or by its import, which is erased whatever the time.
    /// </summary>
    public static bool MayCover(Event e, DateTimeOffset? erasedUntil) =>
        erasedUntil is { } until && (e.Time <= until || e.ReceivedAt <= until || e.Import is not null);

    /// <summary>Those of a day.</summary>
    /// <param name="secret">What they were hashed under.</param>
    /// <param name="day">The day.</param>
    /// <param name="erasures">Those that concern it.</param>
    /// <param name="visitors">Whom erasures found in it so far.</param>
    /// <param name="matched">What erasures by filter take out of it, as far as that is known.</param>
    public static Tombstones Of(
        ErasureSecret secret, LocalDay day, IReadOnlyCollection<Erasure> erasures, IEnumerable<(ulong Visitor, DateTimeOffset AskedAt)> visitors, IEnumerable<MatchedEvents> matched)
    {
        Dictionary<string, DateTimeOffset> users = new(StringComparer.Ordinal);
        Dictionary<ulong, DateTimeOffset> known = [];
        HashSet<string> imports = [.. erasures.Where(e => e.Kind == ErasureKind.Import).Select(e => e.Subject)];
        foreach (Erasure erasure in erasures.Where(e => e.Kind is ErasureKind.User or ErasureKind.Visitor && e.SecretCheck == secret.Check))
        {
            if (erasure.Day is null)
            {
                Later(users, erasure.Subject, erasure.AskedAt);
            }
            else
            {
                Later(known, ulong.Parse(erasure.Subject, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture), erasure.AskedAt);
            }
        }

        foreach ((ulong visitor, DateTimeOffset askedAt) in visitors)
        {
            Later(known, visitor, askedAt);
        }

        MatchedEvents[] asked = [.. matched.Where(m => erasures.Any(e => e.Id.Value == m.Erasure))];
        return new Tombstones(secret, day, users, known, imports, asked)
        {
            Matched = [.. erasures.Where(e => e.FinishedAt is null && asked.Any(m => m.IsOfDay && m.Erasure == e.Id.Value)).Select(e => e.Id.Value)],
            IsPending = erasures.Any(e => e.FinishedAt is null),
            Everything = erasures.Where(e => e.Kind == ErasureKind.Everything).Max(e => (DateTimeOffset?)e.AskedAt),
        };
    }

    /// <summary>Until when the event's user id is erased; null where it is not, or where the event is newer.</summary>
    public DateTimeOffset? OfUser(Event e) =>
        e.UserId is { } user && _users.Count > 0 && _users.TryGetValue(_secret!.Of(user), out DateTimeOffset until) && e.Time <= until ? until : null;

    /// <summary>Whether a user id is erased, of any time: what is stored under it is looked at.</summary>
    public bool HasUser(string userId) => _users.Count > 0 && _users.ContainsKey(_secret!.Of(userId));

    /// <summary>Whether it is known which events of the day an erasure by filter takes out.</summary>
    public bool Knows(Erasure erasure) => _matched.Any(m => m.IsOfDay && m.Erasure == erasure.Id.Value);

    /// <summary>Whether the import is erased, all of it.</summary>
    public bool HasImport(string import) => _imports.Contains(import);

    /// <summary>Whether the event is erased: with everything, by its user id, by its import, by a filter, or because its visitor is known to be.</summary>
    public bool Covers(Event e) =>
        !IsEmpty && (e.ReceivedAt <= Everything || OfUser(e) is not null || (e.Import is { } import && HasImport(import.Value)) || _matched.Any(m => m.Hold(e)) || (e.Visitor is { } visitor && _visitors.Count > 0
            && _visitors.TryGetValue(_secret!.Of(_day, visitor), out DateTimeOffset until) && e.Time <= until));

    /// <summary>Whether the visitor is known to be erased.</summary>
    public bool HasVisitor(VisitorId visitor) => _visitors.Count > 0 && _visitors.ContainsKey(_secret!.Of(_day, visitor));

    /// <summary>The hash that is stored of a visitor.</summary>
    public ulong HashOf(VisitorId visitor) => _secret!.Of(_day, visitor);

    /// <summary>The same, and these visitors with them.</summary>
    public Tombstones With(IReadOnlyDictionary<VisitorId, DateTimeOffset> visitors)
    {
        if (visitors.Count == 0)
        {
            return this;
        }

        var known = new Dictionary<ulong, DateTimeOffset>(_visitors);
        foreach ((VisitorId visitor, DateTimeOffset until) in visitors)
        {
            Later(known, HashOf(visitor), until);
        }

        return new Tombstones(_secret, _day, _users, known, _imports, _matched) { IsPending = IsPending, Everything = Everything, Matched = Matched };
    }

    /// <summary>Adds the visitor of an event under an erased user id.</summary>
    public void Collect(Event e, Dictionary<VisitorId, DateTimeOffset> visitors)
    {
        if (OfUser(e) is { } until && e.Visitor is { } visitor)
        {
            Later(visitors, visitor, until);
        }
    }

    /// <summary>What is left of all events of the day.</summary>
    public IReadOnlyList<Event> Without(IReadOnlyList<Event> events)
    {
        if (IsEmpty)
        {
            return events;
        }

        Dictionary<VisitorId, DateTimeOffset> visitors = [];
        foreach (Event e in events)
        {
            Collect(e, visitors);
        }

        Tombstones all = With(visitors);
        return [.. events.Where(e => !all.Covers(e))];
    }

    /// <summary>The same of a sealed block, whose visitors are numbers and whose receipts are forgotten: by user ids and imports alone.</summary>
    /// <param name="events">Its events.</param>
    /// <param name="sealedAt">When it was sealed: a reset after that erases all of it. What a later seal holds was received later.</param>
    public IReadOnlyList<Event> WithoutNames(IReadOnlyList<Event> events, DateTimeOffset? sealedAt) => sealedAt <= Everything
        ? []
        : new Tombstones(_secret, _day, _users, new Dictionary<ulong, DateTimeOffset>(), _imports, []).Without(events);

    private static void Later<TKey>(Dictionary<TKey, DateTimeOffset> known, TKey key, DateTimeOffset until) where TKey : notnull =>
        known[key] = known.TryGetValue(key, out DateTimeOffset other) && other > until ? other : until;
}
