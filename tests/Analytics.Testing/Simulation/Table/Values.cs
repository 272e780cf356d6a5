using System.Globalization;
using System.Numerics;
using System.Text;
using Amazon.DynamoDBv2.Model;

namespace Analytics.Testing.Simulation.Table;

/// <summary>Attribute values as DynamoDB compares, counts and refuses them. Sets are not known here: the product stores none.</summary>
internal static class Values
{
    /// <summary>A copy that nobody else holds, refused where DynamoDB would refuse it; numbers as DynamoDB writes them.</summary>
    public static AttributeValue Accept(AttributeValue value)
    {
        if (value is null)
        {
            throw Refusal.Invalid("Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
        }

        return TypeOf(value) switch
        {
            "S" => new AttributeValue(value.S),
            "N" => new AttributeValue { N = Plain(value.N) },
            "B" => Copy(value),
            "BOOL" => new AttributeValue { BOOL = value.BOOL },
            "NULL" => new AttributeValue { NULL = true },
            "L" => new AttributeValue { L = value.L.ConvertAll(Accept) },
            _ => new AttributeValue { M = Accept(value.M) },
        };
    }

    public static Dictionary<string, AttributeValue> Accept(Dictionary<string, AttributeValue> item)
    {
        var copy = new Dictionary<string, AttributeValue>(item.Count, StringComparer.Ordinal);
        foreach ((string name, AttributeValue value) in item)
        {
            copy.Add(name, Accept(value));
        }

        return copy;
    }

    /// <summary>A copy of what is stored, to give away or to change.</summary>
    public static AttributeValue Copy(AttributeValue value) =>
        value.S is { } s ? new AttributeValue(s)
        : value.N is { } n ? new AttributeValue { N = n }
        : value.B is { } b ? new AttributeValue { B = new MemoryStream(b.ToArray(), 0, (int)b.Length, writable: false, publiclyVisible: true) }
        : value.BOOL is { } flag ? new AttributeValue { BOOL = flag }
        : value.L is { } list ? new AttributeValue { L = list.ConvertAll(Copy) }
        : value.M is { } map ? new AttributeValue { M = Copy(map) }
        : new AttributeValue { NULL = true };

    public static Dictionary<string, AttributeValue> Copy(Dictionary<string, AttributeValue> item)
    {
        var copy = new Dictionary<string, AttributeValue>(item.Count, StringComparer.Ordinal);
        foreach ((string name, AttributeValue value) in item)
        {
            copy.Add(name, Copy(value));
        }

        return copy;
    }

    public static string TypeOf(AttributeValue value)
    {
        if (value.SS is not null || value.NS is not null || value.BS is not null)
        {
            throw new NotSupportedException("The fake knows no sets.");
        }

        string[] types = [.. Types(value)];
        return types.Length == 1
            ? types[0]
            : throw Refusal.Invalid("Supplied AttributeValue is empty or has more than one datatype, must contain exactly one of the supported datatypes");
    }

    public static bool AreEqual(AttributeValue a, AttributeValue b)
    {
        string type = TypeOf(a);
        return type == TypeOf(b) && type switch
        {
            "S" => a.S == b.S,
            "N" => Number(a.N) == Number(b.N),
            "B" => a.B.ToArray().AsSpan().SequenceEqual(b.B.ToArray()),
            "BOOL" => a.BOOL == b.BOOL,
            "NULL" => true,
            "L" => a.L.Count == b.L.Count && a.L.Zip(b.L).All(p => AreEqual(p.First, p.Second)),
            _ => a.M.Count == b.M.Count && a.M.All(p => b.M.TryGetValue(p.Key, out AttributeValue? other) && AreEqual(p.Value, other)),
        };
    }

    /// <summary>Null where the two cannot be ordered: of different types.</summary>
    public static int? Compare(AttributeValue a, AttributeValue b) => (TypeOf(a), TypeOf(b)) switch
    {
        ("S", "S") => Utf8Order.Instance.Compare(a.S, b.S),
        ("N", "N") => Number(a.N).CompareTo(Number(b.N)),
        ("B", "B") => a.B.ToArray().AsSpan().SequenceCompareTo(b.B.ToArray()),
        _ => null,
    };

    /// <summary>Bytes, as DynamoDB counts them against 400 KB and for its price.</summary>
    public static int SizeOf(Dictionary<string, AttributeValue> item) => item.Sum(a => Encoding.UTF8.GetByteCount(a.Key) + SizeOf(a.Value));

    private static int SizeOf(AttributeValue value) => TypeOf(value) switch
    {
        "S" => Encoding.UTF8.GetByteCount(value.S),
        "N" => SizeOfNumber(value.N),
        "B" => (int)value.B.Length,
        "L" => 3 + value.L.Sum(v => 1 + SizeOf(v)),
        "M" => 3 + value.M.Sum(a => 1 + Encoding.UTF8.GetByteCount(a.Key) + SizeOf(a.Value)),
        _ => 1,
    };

    public static decimal Number(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number)
            ? number
            : BigInteger.TryParse(text, CultureInfo.InvariantCulture, out _)
                ? throw new NotSupportedException($"The fake knows no number of more than 28 digits: {text}")
                : throw Refusal.Invalid("The parameter cannot be converted to a numeric value: " + text);

    public static AttributeValue Number(decimal number) => new() { N = Plain(number) };

    private static string Plain(string text) => Plain(Number(text));

    private static string Plain(decimal number)
    {
        string text = number.ToString(CultureInfo.InvariantCulture);
        text = text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;
        return text == "-0" ? "0" : text;
    }

    // Two digits a byte, trailing zeros are free, a byte for the exponent and one for a sign.
    private static int SizeOfNumber(string text)
    {
        string digits = text.TrimStart('-').Replace(".", "", StringComparison.Ordinal).Trim('0');
        return ((digits.Length + 1) / 2) + 1 + (text[0] == '-' ? 1 : 0);
    }

    private static IEnumerable<string> Types(AttributeValue value)
    {
        if (value.S is not null) yield return "S";
        if (value.N is not null) yield return "N";
        if (value.B is not null) yield return "B";
        if (value.BOOL is not null) yield return "BOOL";
        if (value.NULL == true) yield return "NULL";
        if (value.L is not null) yield return "L";
        if (value.M is not null) yield return "M";
    }
}
