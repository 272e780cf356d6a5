using Analytics.Store.Calendars;
using Analytics.Store.Sites;
using Analytics.Store.Visitors;

namespace Analytics.Store.Events;

/// <summary>An accepted event, as it is stored: the truth that every number is computed from. Immutable.</summary>
public sealed record Event
{
    /// <summary>The same id counts once in a site.</summary>
    public required EventId Id { get; init; }

    /// <summary>Whose event it is.</summary>
    public required SiteId Site { get; init; }

    /// <summary>The site's local day of <see cref="Time"/>, fixed when the event was accepted and never recomputed.</summary>
    public required LocalDay Day { get; init; }

    /// <summary>When it happened, UTC, milliseconds.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>When it was received, UTC, milliseconds. Retention counts from here; of two copies the earlier received one wins.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary><c>pageview</c>, <c>engagement</c> or a custom name, at most 120 characters.</summary>
    public required string Name { get; init; }

    /// <summary>The visitor of that day; null where no id may be made: such an event counts for no visitor and no visit.</summary>
    public VisitorId? Visitor { get; init; }

    /// <summary>Where it happened.</summary>
    public required Page Page { get; init; }

    /// <summary>Where the visitor came from.</summary>
    public Referral Referral { get; init; } = Referral.Direct;

    /// <summary>The UTM tags of the page's address.</summary>
    public Campaign Campaign { get; init; } = Campaign.None;

    /// <summary>Browser, system, device, screen, language.</summary>
    public Client Client { get; init; } = Client.Unknown;

    /// <summary>Country, region, city.</summary>
    public Place Place { get; init; } = Place.Unknown;

    /// <summary>Custom properties, at most 30.</summary>
    public IReadOnlyDictionary<string, string> Props { get; init; } = new Dictionary<string, string>();

    /// <summary>Money, if any.</summary>
    public Revenue? Revenue { get; init; }

    /// <summary>Whether a custom event shows that the visitor did something: only then does it undo a bounce. Default true.</summary>
    public bool Interactive { get; init; } = true;

    /// <summary>Time and scroll depth, on engagement events and on pageviews that carry the previous page's.</summary>
    public Engagement? Engagement { get; init; }

    /// <summary>The sender's own user id, only where the site has identification on.</summary>
    public string? UserId { get; init; }

    /// <summary>What the sender knows about that person; only with <see cref="UserId"/>. Null for nothing.</summary>
    public Traits? Traits { get; init; }

    /// <summary>The import that brought it, by which it can be taken back; null where it was sent by itself.</summary>
    public ImportId? Import { get; init; }

    /// <summary>What a library user says of the event beyond what the product derives; null for events that were collected.</summary>
    public LibraryNote? Library { get; init; }

    /// <summary>Whether it is a pageview.</summary>
    public bool IsPageview => Name == EventName.Pageview;

    /// <summary>Whether it is an engagement beacon.</summary>
    public bool IsEngagement => Name == EventName.Engagement;

    /// <summary>Whether its kind is kept no longer, so that all that is left of it is what its visit needs: <see cref="Emptied"/>.</summary>
    public bool IsEmptied => Name == EventName.Emptied;

    /// <summary>Whether it counts as an event: a pageview or a custom event.</summary>
    internal bool IsCounted => Name is not (EventName.Engagement or EventName.Emptied);

    /// <summary>
    /// What is left of it when its kind is kept no longer: when it was, where its visit came from and with what, and whether the visitor did something.
    /// Its visit is the same with it as with the event. All that it said itself is gone, and it counts as no event.
    /// </summary>
    internal Event Emptied() => IsEmptied ? this : this with
    {
        Name = EventName.Emptied,
        Page = new Page("", "/"),
        Props = Nothing,
        Revenue = null,
        UserId = null,
        Traits = null,
        Library = null,
    };

    private static readonly Dictionary<string, string> Nothing = [];
}
