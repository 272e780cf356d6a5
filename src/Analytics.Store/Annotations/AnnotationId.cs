using Analytics.Store.Inputs;

namespace Analytics.Store.Annotations;

/// <summary>Names a note within its site. 1 to 64 characters of A–Z a–z 0–9 - _ . and compared ordinally.</summary>
/// <remarks><c>default</c> is no identifier: its <see cref="Value"/> is the empty string.</remarks>
public readonly record struct AnnotationId
{
    private readonly string? _value;

    private AnnotationId(string value) => _value = value;

    /// <summary>The identifier as text.</summary>
    public string Value => _value ?? "";

    /// <exception cref="AnalyticsInputException">The text is empty, longer than 64 characters or holds another character.</exception>
    public static AnnotationId Parse(string? text, string field = "id") =>
        SafeId.IsValid(text) ? new AnnotationId(text!) : throw new AnalyticsInputException(field, SafeId.Rule);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
