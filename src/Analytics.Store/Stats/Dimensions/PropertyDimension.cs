using Analytics.Store.Blocks;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>A property of an event or of a visit: what filters test and answers are grouped by.</summary>
public abstract class PropertyDimension : Dimension
{
    /// <summary>What an answer shows, and a filter sees, where most properties are not known.</summary>
    public const string NotSet = "(not set)";

    /// <summary>The same for source and referrer.</summary>
    public const string DirectOrNone = "Direct / None";

    private protected PropertyDimension(string name, string missing = NotSet) : base(name) => Missing = missing;

    /// <summary>What stands for an unknown or empty value, in answers and in filters alike.</summary>
    public string Missing { get; }

    /// <summary>Whether it describes the visit's first or last page: no figure of events can be broken down by it.</summary>
    internal virtual bool IsOfVisitOnly => false;

    /// <summary>Why no event can have the whole value, so that a filter by it would be a mistake; null where one can.</summary>
    internal virtual string? ProblemWith(string clause) => null;

    /// <summary>The values as shown, never empty: one a row where it describes the event, else one a visit.</summary>
    internal TextColumn Show(Block block) => block.Derive(this, () => Read(block).Shown(Missing));

    private protected abstract TextColumn Read(Block block);
}
