using System.Text;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;

namespace Analytics.Store.Segments;

/// <summary>Filters of a site, saved under a name: <c>["is","segment",[7]]</c> stands for them in a question. Immutable.</summary>
public sealed record Segment
{
    /// <summary>Names it in questions.</summary>
    public required SegmentId Id { get; init; }

    /// <summary>The site.</summary>
    public required SiteId SiteId { get; init; }

    /// <summary>What people call it; 1 to 200 characters.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// The list of filters as JSON, in the words of questions; all of them must hold. 2 bytes to 64 KB in UTF-8. What it says is judged
    /// where it is used.
    /// </summary>
    public required string Filters { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    internal void Check() => new InputFaults()
        .Require(Id.Value >= 1, "id", "must be set")
        .Require(Name.Trim().Length is >= 1 and <= 200, "name", "must be 1 to 200 characters")
        .Require(Filters.Length >= 2 && Encoding.UTF8.GetByteCount(Filters) <= 64 * 1024, "filters", "must be JSON of at most 64 KB")
        .ThrowIfAny();
}
