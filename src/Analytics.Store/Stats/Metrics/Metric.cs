namespace Analytics.Store.Stats.Metrics;

/// <summary>
/// Something that can be counted. Each is one object: <see cref="KnownMetrics"/>. Some are added up from events, and the others are
/// worked out of the answers to several questions.
/// </summary>
public abstract class Metric : IEquatable<Metric>
{
    private protected Metric(string name, MetricSubject subject, MetricUnit unit) => (Name, Subject, Unit) = (name, subject, unit);

    /// <summary>The name in questions: <c>bounce_rate</c>.</summary>
    public string Name { get; }

    /// <summary>What it tells about.</summary>
    public MetricSubject Subject { get; }

    /// <summary>How its value reads.</summary>
    public MetricUnit Unit { get; }

    /// <inheritdoc/>
    public virtual bool Equals(Metric? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => Equals(obj as Metric);

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
