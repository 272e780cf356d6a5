using Analytics.Store.Events;
using Analytics.Store.Inputs;
using Analytics.Store.Table;

namespace Analytics.Store.Erasures;

/// <summary>Names a request to erase somebody; in the order of asking.</summary>
/// <remarks><c>default</c> is no identifier.</remarks>
public readonly record struct ErasureId
{
    private readonly string? _value;

    private ErasureId(string value) => _value = value;

    /// <summary>The identifier as text: the instant of asking and eight random digits.</summary>
    public string Value => _value ?? "";

    /// <summary>A new one.</summary>
    public static ErasureId New(DateTimeOffset askedAt) => new($"{KeyText.Instant(askedAt)}-{EventId.New().Value[..8]}");

    /// <summary>False where the text is no identifier.</summary>
    public static bool TryParse(string? text, out ErasureId id)
    {
        bool valid = SafeId.IsValid(text);
        id = valid ? new ErasureId(text!) : default;
        return valid;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
