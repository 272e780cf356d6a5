using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Analytics.Store.Table;

namespace Analytics.Store.Events;

/// <summary>What a sender knows about the person whose event it is: their plan, their role. Immutable.</summary>
public sealed record Traits
{
    private const char FromServer = 's', FromBrowser = 'b';
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="values">Values by their names, 1 to 30.</param>
    /// <param name="isVerified">Whether a server with a key told them; what a browser tells anybody can make up.</param>
    public Traits(IReadOnlyDictionary<string, string> values, bool isVerified)
    {
        ArgumentNullException.ThrowIfNull(values);
        (Values, IsVerified) = (new SortedDictionary<string, string>(values.ToDictionary(), StringComparer.Ordinal), isVerified);
    }

    /// <summary>Values by their names, in the order of these.</summary>
    public IReadOnlyDictionary<string, string> Values { get; }

    /// <summary>Whether a server with a key told them; what a browser tells anybody can make up.</summary>
    public bool IsVerified { get; }

    /// <summary>Same values of the same source.</summary>
    public bool Equals(Traits? other) => other is not null && IsVerified == other.IsVerified && Values.SequenceEqual(other.Values);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(IsVerified, Values.Count);

    /// <summary>As they are stored: the source, then a JSON object. The same traits give the same text.</summary>
    internal string ToText()
    {
        var buffer = new ArrayBufferWriter<byte>(128);
        using (var json = new Utf8JsonWriter(buffer, Compact))
        {
            json.WriteStartObject();
            foreach ((string name, string value) in Values)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
        }

        return (IsVerified ? FromServer : FromBrowser) + Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Reads what <see cref="ToText"/> wrote; null of an empty text.</summary>
    /// <exception cref="StoredItemException">It is damaged.</exception>
    internal static Traits? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        try
        {
            using JsonDocument json = JsonDocument.Parse(text.AsMemory(1));
            var values = json.RootElement.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!, StringComparer.Ordinal);
            return text[0] is FromServer or FromBrowser ? new Traits(values, text[0] == FromServer) : throw new StoredItemException("Traits are of a source that is not known.");
        }
        catch (Exception damaged) when (damaged is JsonException or InvalidOperationException)
        {
            throw new StoredItemException("The traits of an event are damaged.");
        }
    }
}
