namespace Analytics.Store.Stats.Dimensions;

/// <summary>Something that an answer can be broken down by. Each is one object: <see cref="KnownDimensions"/>.</summary>
public abstract class Dimension
{
    private protected Dimension(string name) => Name = name;

    /// <summary>The name in questions: <c>visit:source</c>, <c>time:day</c>.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
