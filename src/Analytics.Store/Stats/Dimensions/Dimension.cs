namespace Analytics.Store.Stats.Dimensions;

/// <summary>Something that an answer can be broken down by; known by its name. <see cref="KnownDimensions"/> has them.</summary>
public abstract class Dimension : IEquatable<Dimension>
{
    private protected Dimension(string name) => Name = name;

    /// <summary>The name in questions: <c>visit:source</c>, <c>time:day</c>.</summary>
    public string Name { get; }

    /// <summary>Whether it describes events; otherwise visits as a whole, or time.</summary>
    public bool IsOfEvent => Name.StartsWith("event:", StringComparison.Ordinal);

    /// <inheritdoc/>
    public bool Equals(Dimension? other) => other is not null && Name == other.Name;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Dimension);

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
