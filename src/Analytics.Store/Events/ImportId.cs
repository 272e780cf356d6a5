using Analytics.Store.Inputs;

namespace Analytics.Store.Events;

/// <summary>Names an import within its site: all events that one loading of files brought. 1 to 64 characters of A–Z a–z 0–9 - _ . and compared ordinally.</summary>
/// <remarks><c>default</c> is no identifier: its <see cref="Value"/> is the empty string.</remarks>
public readonly record struct ImportId
{
    private readonly string? _value;

    private ImportId(string value) => _value = value;

    /// <summary>The identifier as text.</summary>
    public string Value => _value ?? "";

    /// <summary>A new random id: 64 bits.</summary>
    public static ImportId New() => new("import-" + Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(8)));

    /// <exception cref="AnalyticsInputException">The text is empty, longer than 64 characters or holds another character.</exception>
    public static ImportId Parse(string? text, string field = "import") =>
        TryParse(text, out ImportId id) ? id : throw new AnalyticsInputException(field, SafeId.Rule);

    /// <summary>False where <see cref="Parse"/> would throw.</summary>
    public static bool TryParse(string? text, out ImportId id)
    {
        bool valid = SafeId.IsValid(text);
        id = valid ? new ImportId(text!) : default;
        return valid;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
