using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace Analytics.Testing;

/// <summary>A request of the AWS SDK as readable text: what is set, in the order of its names, and nothing else.</summary>
public static class RequestText
{
    public static string Of(AmazonWebServiceRequest request)
    {
        var text = new StringBuilder(request.GetType().Name).Append('\n');
        Write(text, request, 1);
        return text.ToString();
    }

    private static void Write(StringBuilder text, object value, int depth)
    {
        foreach (PropertyInfo property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).OrderBy(p => p.Name, StringComparer.Ordinal))
        {
            if (property.GetIndexParameters().Length == 0 && property.CanWrite && property.GetValue(value) is { } member && !IsUnset(member))
            {
                Member(text, property.Name, member, depth);
            }
        }
    }

    private static void Member(StringBuilder text, string name, object value, int depth)
    {
        string indent = new(' ', depth * 2);
        switch (value)
        {
            case AttributeValue attribute:
                text.Append(CultureInfo.InvariantCulture, $"{indent}{name}: {Attribute(attribute)}\n");
                break;
            case string or bool or int or long or ConstantClass:
                text.Append(CultureInfo.InvariantCulture, $"{indent}{name}: {value}\n");
                break;
            case IDictionary map:
                text.Append(CultureInfo.InvariantCulture, $"{indent}{name}\n");
                foreach (string key in map.Keys.Cast<string>().Order(StringComparer.Ordinal))
                {
                    Member(text, key, map[key]!, depth + 1);
                }

                break;
            case IList list:
                text.Append(CultureInfo.InvariantCulture, $"{indent}{name}\n");
                foreach (object item in list)
                {
                    Member(text, "-", item, depth + 1);
                }

                break;
            default:
                text.Append(CultureInfo.InvariantCulture, $"{indent}{name}\n");
                Write(text, value, depth + 1);
                break;
        }
    }

    public static string Attribute(AttributeValue a) =>
        a.S is not null ? $"\"{a.S}\""
        : a.N is not null ? a.N
        : a.B is not null ? "0x" + Convert.ToHexStringLower(a.B.ToArray())
        : a.BOOL is { } flag ? flag ? "true" : "false"
        : a.L is not null ? "[" + string.Join(", ", a.L.Select(Attribute)) + "]"
        : a.M is not null ? "{" + string.Join(", ", a.M.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => $"{m.Key}: {Attribute(m.Value)}")) + "}"
        : "null";

    private static bool IsUnset(object value) => value is ICollection { Count: 0 } or false or 0;
}
