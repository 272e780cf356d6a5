using Analytics.Store.Events;

namespace Analytics.Functions.Collect;

/// <summary>An event as a browser reports it, in whichever protocol: parsed once, not yet judged.</summary>
internal sealed record CollectedEvent
{
    /// <summary><c>pageview</c>, <c>engagement</c> or a custom name.</summary>
    public required string Name { get; init; }
    public required Uri Url { get; init; }
    public required IReadOnlyList<string> Domains { get; init; }
    public string? Referrer { get; init; }
    public EventId? Id { get; init; }
    public string? Title { get; init; }
    public IReadOnlyDictionary<string, string> Props { get; init; } = new Dictionary<string, string>();
    public bool HashIsPage { get; init; }
    public bool Interactive { get; init; } = true;
    public Revenue? Revenue { get; init; }
    public Engagement? Engagement { get; init; }
    public int? ScreenWidth { get; init; }
    public int? ScreenHeight { get; init; }
    public string? TimeZone { get; init; }
    public string? Language { get; init; }

    /// <summary>What the protocol says about the device and how it is set up, to be kept.</summary>
    public ClientDetails Details { get; init; } = ClientDetails.None;

    /// <summary>The sender's own user id: kept only where the site identifies people.</summary>
    public string? UserId { get; init; }

    /// <summary>What the sender knows about that user.</summary>
    public IReadOnlyDictionary<string, string> Traits { get; init; } = new Dictionary<string, string>();

    /// <summary>What the protocol calls them, for what is left out of them.</summary>
    public string TraitsField { get; init; } = "traits";

    /// <summary>The sender says itself that a program made the event: it is dropped as a bot's.</summary>
    public bool ByProgram { get; init; }

    /// <summary>The visitor that a server with a key reports; null if the request is the visitor's own.</summary>
    public ReportedVisitor? Reported { get; init; }

    /// <summary>Whether the visitor agreed to be recognised; null where nothing was said.</summary>
    public bool? Consent { get; init; }

    /// <summary>The fields of the request that were left out, by the names that it has for them: its answer names them.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    /// <summary>How old the event was when it was sent: 0 to 24 hours.</summary>
    public TimeSpan Age { get; init; }

    /// <summary>The time spent on the page before, which a navigation without a load brings along; null where it brings none.</summary>
    public EngagedPage? Before { get; init; }

    /// <summary>What one request tells: the engagement that it brings along, then the event itself.</summary>
    public IEnumerable<CollectedEvent> Events => Before is null ? [this] : [EngagementBefore(Before), this];

    // It ended where the next page began: an instant earlier, so that it belongs to what was then, whatever the ids' order.
    private CollectedEvent EngagementBefore(EngagedPage page) => this with
    {
        Name = EventName.Engagement,
        Id = page.Id,
        Url = page.Url,
        Engagement = page.Engagement,
        Props = page.Props,
        Traits = new Dictionary<string, string>(),
        Age = Age + TimeSpan.FromMilliseconds(1),
        Referrer = null,
        Title = null,
        Revenue = null,
        Interactive = true,
        Before = null,
        Ignored = [],
    };
}
