using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Analytics.Store.Inputs;

namespace Analytics.Store.Events;

/// <summary>Names an event within its site: the same id counts once, however often it arrives. 1 to 64 characters of A–Z a–z 0–9 - _ . and compared ordinally.</summary>
/// <remarks><c>default</c> is no identifier: its <see cref="Value"/> is the empty string and no key can be made of it.</remarks>
public readonly record struct EventId
{
    private readonly string? _value;

    private EventId(string value) => _value = value;

    /// <summary>The identifier as text.</summary>
    public string Value => _value ?? "";

    /// <summary>A new random id: 128 bits.</summary>
    public static EventId New() => new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));

    /// <exception cref="AnalyticsInputException">The text is empty, longer than 64 characters or holds another character.</exception>
    public static EventId Parse(string? text, string field = "id") =>
        TryParse(text, out EventId id) ? id : throw new AnalyticsInputException(field, SafeId.Rule);

    /// <summary>False where <see cref="Parse"/> would throw.</summary>
    public static bool TryParse(string? text, out EventId id)
    {
        bool valid = SafeId.IsValid(text);
        id = valid ? new EventId(text!) : default;
        return valid;
    }

    /// <summary>The first 64 bits of its SHA-256: it takes its place where millions are compared.</summary>
    internal ulong Hash()
    {
        Span<byte> text = stackalloc byte[256];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        _ = SHA256.HashData(text[..Encoding.UTF8.GetBytes(Value, text)], hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
