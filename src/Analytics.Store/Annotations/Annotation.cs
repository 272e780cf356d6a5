using Analytics.Store.Calendars;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;

namespace Analytics.Store.Annotations;

/// <summary>A note on a site's timeline: what happened then, for those who read its numbers. Immutable.</summary>
public sealed record Annotation
{
    /// <summary>The longest <see cref="Text"/>, in characters.</summary>
    public const int MaxText = 1_000;

    /// <summary>The longest <see cref="CreatedBy"/>, in characters.</summary>
    public const int MaxAuthor = 320;

    /// <summary>Names it within its site.</summary>
    public required AnnotationId Id { get; init; }

    /// <summary>The site.</summary>
    public required SiteId SiteId { get; init; }

    /// <summary>The site's day that it is about, or with which that begins.</summary>
    public required LocalDay Day { get; init; }

    /// <summary>The instant that it is about, of that day; null where it is about the day. Default null.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The last day that it is about, that of <see cref="Day"/> or a later one; null where it is about one. Default null.</summary>
    public LocalDay? Until { get; init; }

    /// <summary>What happened; 1 to 1,000 characters.</summary>
    public required string Text { get; init; }

    /// <summary>Who made it, as people shall read it: an e-mail address, or what a key is called; 1 to 320 characters.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Whether it is about any of these days, both included.</summary>
    public bool Touches(LocalDay first, LocalDay last) => Day <= last && (Until ?? Day) >= first;

    internal void Check() => new InputFaults()
        .Require(Id.Value.Length > 0, "id", "must be set")
        .Require(Until is not { } until || until >= Day, "until", "must not be before date")
        .Require(Text.Trim().Length > 0 && Text.Length <= MaxText, "text", "must be 1 to 1,000 characters")
        .Require(CreatedBy.Length is >= 1 and <= MaxAuthor, "createdBy", "must be 1 to 320 characters")
        .ThrowIfAny();
}
