using System.Text;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;

namespace Analytics.Store.Funnels;

/// <summary>A funnel of a site, saved under a name, to be asked again for any range. Immutable.</summary>
public sealed record Funnel
{
    /// <summary>The largest definition, in bytes of UTF-8.</summary>
    public const int MaxDefinitionBytes = 32 * 1024;

    /// <summary>Names it in addresses.</summary>
    public required FunnelId Id { get; init; }

    /// <summary>The site.</summary>
    public required SiteId SiteId { get; init; }

    /// <summary>What people call it; 1 to 200 characters.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// The question without its range, as a JSON object in the words of questions; at most 32 KB. What it says is judged where it is used.
    /// </summary>
    public required string Definition { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    internal void Check() => new InputFaults()
        .Require(Id.Value.Length > 0, "id", SafeId.Rule)
        .Require(Name.Trim().Length is >= 1 and <= 200, "name", "must be 1 to 200 characters")
        .Require(Definition.Length >= 2 && Encoding.UTF8.GetByteCount(Definition) <= MaxDefinitionBytes, "definition", "must be JSON of at most 32 KB")
        .ThrowIfAny();
}
