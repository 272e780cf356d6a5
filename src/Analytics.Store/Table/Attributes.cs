using System.Globalization;
using Amazon.DynamoDBv2.Model;

namespace Analytics.Store.Table;

/// <summary>Values to attributes and back. Numbers are invariant; instants are milliseconds since 1970 in UTC.</summary>
internal static class Attributes
{
    public static AttributeValue Text(string value) => new(value);

    public static AttributeValue Number(long value) => new() { N = value.ToString(CultureInfo.InvariantCulture) };

    public static AttributeValue Number(decimal value) => new() { N = value.ToString(CultureInfo.InvariantCulture) };

    public static AttributeValue Instant(DateTimeOffset value) => Number(value.ToUnixTimeMilliseconds());

    /// <summary>Seconds since 1970: the only form that DynamoDB's TTL understands.</summary>
    public static AttributeValue Expiry(DateTimeOffset value) => Number(value.ToUnixTimeSeconds());

    public static AttributeValue Flag(bool value) => new() { BOOL = value };

    public static AttributeValue Bytes(byte[] value) => new() { B = new MemoryStream(value, writable: false) };

    public static AttributeValue Texts(IEnumerable<string> values) => new() { L = [.. values.Select(Text)] };

    /// <summary>Sets the attribute only where there is something to say.</summary>
    public static void SetText(this Dictionary<string, AttributeValue> item, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            item[name] = Text(value);
        }
    }

    public static string? OptionalText(this Dictionary<string, AttributeValue> item, string name) =>
        item.TryGetValue(name, out AttributeValue? value) ? value.S : null;

    public static string RequiredText(this Dictionary<string, AttributeValue> item, string name) =>
        item.OptionalText(name) ?? throw Missing(name);

    public static long? OptionalNumber(this Dictionary<string, AttributeValue> item, string name) =>
        item.TryGetValue(name, out AttributeValue? value) && value.N is { } number ? long.Parse(number, CultureInfo.InvariantCulture) : null;

    public static long RequiredNumber(this Dictionary<string, AttributeValue> item, string name) =>
        item.OptionalNumber(name) ?? throw Missing(name);

    public static decimal? OptionalDecimal(this Dictionary<string, AttributeValue> item, string name) =>
        item.TryGetValue(name, out AttributeValue? value) && value.N is { } number ? decimal.Parse(number, CultureInfo.InvariantCulture) : null;

    public static DateTimeOffset RequiredInstant(this Dictionary<string, AttributeValue> item, string name) =>
        DateTimeOffset.FromUnixTimeMilliseconds(item.RequiredNumber(name));

    public static DateTimeOffset? OptionalInstant(this Dictionary<string, AttributeValue> item, string name) =>
        item.OptionalNumber(name) is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;

    public static void SetInstant(this Dictionary<string, AttributeValue> item, string name, DateTimeOffset? value)
    {
        if (value is { } instant)
        {
            item[name] = Instant(instant);
        }
    }

    public static bool Flag(this Dictionary<string, AttributeValue> item, string name) =>
        item.TryGetValue(name, out AttributeValue? value) && value.BOOL == true;

    public static IReadOnlyList<string> Texts(this Dictionary<string, AttributeValue> item, string name) =>
        item.TryGetValue(name, out AttributeValue? value) && value.L is { } list ? [.. list.Select(v => v.S)] : [];

    /// <summary>Whether the item may still be read: DynamoDB deletes what has expired up to two days late.</summary>
    public static bool IsLive(this Dictionary<string, AttributeValue> item, DateTimeOffset now) =>
        item.OptionalNumber(Names.TimeToLive) is not { } expiry || expiry > now.ToUnixTimeSeconds();

    private static StoredItemException Missing(string name) => new($"The item has no attribute '{name}' of the expected type.");
}
