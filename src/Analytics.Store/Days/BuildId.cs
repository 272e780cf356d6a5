using Analytics.Store.Events;

namespace Analytics.Store.Days;

/// <summary>Names one build of a day: 64 random bits as sixteen hexadecimal digits. The blocks that the build stores carry it.</summary>
public readonly record struct BuildId
{
    private readonly string? _value;

    private BuildId(string value) => _value = value;

    /// <summary>The id as text.</summary>
    public string Value => _value ?? "";

    /// <summary>A new random id.</summary>
    public static BuildId New() => new(EventId.New().Value[..16]);

    /// <summary>The id that is written so.</summary>
    /// <exception cref="FormatException">The text is empty or holds a <c>#</c>.</exception>
    public static BuildId Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length > 0 && !text.Contains('#', StringComparison.Ordinal) ? new BuildId(text) : throw new FormatException($"'{text}' names no build.");
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
