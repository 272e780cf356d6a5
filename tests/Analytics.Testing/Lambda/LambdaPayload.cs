using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Analytics.Testing.Lambda;

/// <summary>Events as Lambda hands them to functions.</summary>
public static class LambdaPayload
{
    private static readonly ConcurrentDictionary<string, string> Texts = new(StringComparer.Ordinal);

    /// <summary>The constant input of the schedule that calls for maintenance.</summary>
    public static byte[] Maintain { get; } = """{"analytics":"maintain"}"""u8.ToArray();

    /// <summary>A recorded shape from <c>Events/</c>, which a test may change.</summary>
    public static JsonObject Recorded(string name) =>
        JsonNode.Parse(Texts.GetOrAdd(name, n => File.ReadAllText(Repository.At($"tests/Analytics.Testing/Lambda/Events/{n}.json"))))!.AsObject();

    public static byte[] ToBytes(this JsonNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return JsonSerializer.SerializeToUtf8Bytes(node);
    }

    /// <summary>A request by HTTP in payload format 2.0.</summary>
    /// <param name="method">For example <c>POST</c>.</param>
    /// <param name="target">Path and query as they came.</param>
    /// <param name="headers">With <c>cookie</c> among them, and several of one name divided by commas.</param>
    /// <param name="body">Null where there is none. Goes as text where the fronts would send it as text, else as base64.</param>
    /// <param name="sourceIp">The other end of the connection.</param>
    public static JsonObject Http(
        string method, string target, IReadOnlyDictionary<string, string>? headers = null, byte[]? body = null, string sourceIp = "203.0.113.5")
    {
        ArgumentNullException.ThrowIfNull(target);
        int question = target.IndexOf('?', StringComparison.Ordinal);
        JsonObject json = Recorded("http-api-get");
        json["rawPath"] = question < 0 ? target : target[..question];
        json["rawQueryString"] = question < 0 ? "" : target[(question + 1)..];
        json.Remove("queryStringParameters");
        json.Remove("cookies");
        JsonObject http = json["requestContext"]!["http"]!.AsObject();
        (http["method"], http["path"], http["sourceIp"]) = (method, question < 0 ? target : target[..question], sourceIp);
        var told = new JsonObject();
        foreach ((string name, string value) in headers ?? new Dictionary<string, string>())
        {
            if (name.Equals("cookie", StringComparison.OrdinalIgnoreCase))
            {
                json["cookies"] = new JsonArray([.. value.Split("; ").Select(c => JsonValue.Create(c))]);
            }
            else
            {
                told[name.ToLowerInvariant()] = value;
            }
        }

        json["headers"] = told;
        if (body is not null)
        {
            bool isText = told["content-type"]?.GetValue<string>() is { } type
                && (type.StartsWith("text/", StringComparison.OrdinalIgnoreCase) || type.Contains("json", StringComparison.OrdinalIgnoreCase))
                && told["content-encoding"] is null && System.Text.Unicode.Utf8.IsValid(body);
            json["body"] = isText ? System.Text.Encoding.UTF8.GetString(body) : Convert.ToBase64String(body);
            json["isBase64Encoded"] = !isText;
        }

        return json;
    }
}
