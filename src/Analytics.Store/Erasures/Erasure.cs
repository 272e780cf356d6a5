using Analytics.Store.Calendars;
using Analytics.Store.Sites;

namespace Analytics.Store.Erasures;

/// <summary>
/// A request to erase somebody or something, how far it has come, and afterwards what keeps the past from coming back: an event of theirs that
/// happened up to <see cref="AskedAt"/> does not count, whenever it arrives. What happens later is new. Immutable.
/// </summary>
public sealed record Erasure
{
    /// <summary>Names it within the site.</summary>
    public required ErasureId Id { get; init; }

    /// <summary>The site.</summary>
    public required SiteId Site { get; init; }

    /// <summary>What it erases.</summary>
    public ErasureKind Kind { get; init; }

    /// <summary>
    /// The erased person, as a keyed hash: it cannot be reversed, but a known id can be compared with it. Of an import its id; empty for everything and for a filter.
    /// </summary>
    public required string Subject { get; init; }

    /// <summary>The one day of a visitor; null for all others, which are erased of all days.</summary>
    public LocalDay? Day { get; init; }

    /// <summary>The list of filters as JSON, in the words of questions: null unless <see cref="Kind"/> is <see cref="ErasureKind.Filter"/>.</summary>
    public string? Filters { get; init; }

    /// <summary>The first day that it takes events out of; null: the first that there is.</summary>
    public LocalDay? From { get; init; }

    /// <summary>The last of them; null: the last that there is.</summary>
    public LocalDay? To { get; init; }

    /// <summary>Which secret the hash was made under; empty or of no meaning where nobody is hashed.</summary>
    public required string SecretCheck { get; init; }

    /// <summary>When it was asked for, in milliseconds.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>Who asked: a person's address or the name of an API key.</summary>
    public required string AskedBy { get; init; }

    /// <summary>Grows with every change.</summary>
    public long Version { get; init; }

    /// <summary>The last day that is done; null before the first.</summary>
    public LocalDay? DoneUntil { get; init; }

    /// <summary>Days that are left, as of the last look.</summary>
    public int DaysLeft { get; init; }

    /// <summary>Days in which something of theirs was found.</summary>
    public int DaysChanged { get; init; }

    /// <summary>
    /// Events that were taken out of raw events and of days that are closed. Runs that were killed may have taken out more than they could
    /// tell.
    /// </summary>
    public long Events { get; init; }

    /// <summary>What was looked through and found to hold nothing of them.</summary>
    public ErasureCounts LookedAt { get; init; }

    /// <summary>When nothing was found in the last of the days; null until then.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Why it cannot go on without a person; null where nothing is wrong.</summary>
    public string? Fault { get; init; }

    /// <summary>When it is forgotten: no day that it speaks of takes events any more then. Null: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Whether it goes by when events were received, and not by when they happened.</summary>
    internal bool GoesByReceipt => Kind is ErasureKind.Import or ErasureKind.Everything or ErasureKind.Filter;

    /// <summary>Whether it takes events out of a day: one that is asked for of some days leaves the others as they are.</summary>
    internal bool IsOf(LocalDay day) => !(day < From) && !(day > To);

    /// <summary>How far it has come.</summary>
    public ErasureState State => FinishedAt is not null ? ErasureState.Finished : DaysLeft > 0 || DoneUntil is not null ? ErasureState.Running : ErasureState.Waiting;

    /// <summary>Two days more than the youngest day that it speaks of is kept.</summary>
    internal static DateTimeOffset? ExpiryOf(DateTimeOffset askedAt, SiteSettings settings) =>
        settings.DataRetentionDays > 0 ? askedAt.AddDays(settings.DataRetentionDays + 2) : null;
}
