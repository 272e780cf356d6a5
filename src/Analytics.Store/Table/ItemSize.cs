using System.Text;
using Amazon.DynamoDBv2.Model;

namespace Analytics.Store.Table;

/// <summary>The size of an item as DynamoDB counts it: names and values in UTF-8, and a few bytes for each type.</summary>
/// <remarks>Source: "DynamoDB item sizes and formats" of the DynamoDB developer guide.</remarks>
internal static class ItemSize
{
    /// <summary>DynamoDB's own limit.</summary>
    public const int Max = 400 * 1024;

    public static int Of(Dictionary<string, AttributeValue> item) => item.Sum(a => Encoding.UTF8.GetByteCount(a.Key) + Of(a.Value));

    private static int Of(AttributeValue value) =>
        value.S is { } text ? Encoding.UTF8.GetByteCount(text)
        : value.N is { } number ? (number.Length / 2) + 2
        : value.B is { } bytes ? (int)bytes.Length
        : value.M is { Count: > 0 } map ? 3 + map.Sum(a => 1 + Encoding.UTF8.GetByteCount(a.Key) + Of(a.Value))
        : value.L is { Count: > 0 } list ? 3 + list.Sum(v => 1 + Of(v))
        : value.SS is { Count: > 0 } set ? set.Sum(Encoding.UTF8.GetByteCount)
        : 1;
}
