using Analytics.Store.Inputs;
using Analytics.Store.Sites;

namespace Analytics.Store.Errors;

/// <summary>What somebody said about the errors of one fingerprint. Immutable.</summary>
public sealed record ErrorMark
{
    /// <summary>The most <see cref="Releases"/>.</summary>
    public const int MaxReleases = 50;

    /// <summary>The longest <see cref="Fingerprint"/>, in characters.</summary>
    public const int MaxFingerprint = 300;

    /// <summary>The site.</summary>
    public required SiteId SiteId { get; init; }

    /// <summary>Which errors: the property <c>fingerprint</c> of their events; 1 to 300 characters.</summary>
    public required string Fingerprint { get; init; }

    /// <summary><see cref="ErrorStatus.Resolved"/> or <see cref="ErrorStatus.Ignored"/>; where it is open there is no mark.</summary>
    public required ErrorStatus Status { get; init; }

    /// <summary>Who said so, as people shall read it.</summary>
    public required string MarkedBy { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset MarkedAt { get; init; }

    /// <summary>The releases that errors of the site had been seen in by then, the newest first; at most 50. Default none.</summary>
    public IReadOnlyList<string> Releases { get; init; } = [];

    /// <summary>Whether errors seen after it are of a release that it did not know; where they name none, any later one is.</summary>
    /// <param name="release">The release that they name; null for none.</param>
    /// <param name="lastSeen">When they were seen last.</param>
    public bool IsUndoneBy(string? release, DateTimeOffset lastSeen) =>
        Status == ErrorStatus.Resolved && lastSeen > MarkedAt && (release is null || !Releases.Contains(release));

    internal void Check() => new InputFaults()
        .Require(Fingerprint.Length is >= 1 and <= MaxFingerprint, "fingerprint", "must be 1 to 300 characters")
        .Require(Status is ErrorStatus.Resolved or ErrorStatus.Ignored, "status", "must be resolved or ignored")
        .Require(MarkedBy.Length is >= 1 and <= 320, "markedBy", "must be 1 to 320 characters")
        .Require(Releases.Count <= MaxReleases, "releases", "must be at most 50")
        .ThrowIfAny();
}
