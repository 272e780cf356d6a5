using System.Text;
using System.Text.Json;
using Analytics.Store.Inputs;

namespace Analytics.Functions.Collect.Umami;

/// <summary>What Umami answers to one send: a status and a JSON text.</summary>
internal sealed record UmamiAnswer(int Status, string Json)
{
    /// <summary>The answer to a bot.</summary>
    public static UmamiAnswer Bot { get; } = new(StatusCodes.Status200OK, """{"beep":"boop"}""");

    public static UmamiAnswer Forbidden { get; } = Refusal(StatusCodes.Status403Forbidden, "forbidden", "The site takes no events from this address: see its excluded addresses");

    public static UmamiAnswer Unauthorized { get; } =
        Refusal(StatusCodes.Status401Unauthorized, "unauthorized", ServerSenders.Unwelcome);

    public static UmamiAnswer TooLarge { get; } = Refusal(StatusCodes.Status413PayloadTooLarge, "payload-too-large", "The body is too large: send it in parts");

    public static UmamiAnswer NoWebsite { get; } = Refusal(StatusCodes.Status400BadRequest, "bad-request", "payload.website: no site has this id, domain or alias: correct it, or add the site");

    public static UmamiAnswer Unreadable { get; } =
        Refusal(StatusCodes.Status400BadRequest, "bad-request", "The body must be JSON of readable text, each name once");

    public static UmamiAnswer Taken(UmamiToken token) =>
        new(StatusCodes.Status200OK, $$"""{"cache":"{{token.Text}}","sessionId":"{{token.Session:D}}","visitId":"{{token.Visit:D}}"}""");

    /// <summary>Every fault at its place in a tree: <c>{"properties":{"payload":{"properties":{"website":{"errors":[…]}}}}}</c>.</summary>
    public static UmamiAnswer Invalid(IReadOnlyList<InputFault> faults) => new(StatusCodes.Status400BadRequest, Write(json =>
    {
        json.WriteStartObject("error");
        WriteError(json, StatusCodes.Status400BadRequest, "bad-request", "The input cannot be used: what is wrong stands at each field");
        WriteTree(json, [.. faults.Select(f => (f.Field.Split('.'), f.Problem))], 0);
        json.WriteEndObject();
    }));

    public async Task SendAsync(HttpContext context)
    {
        context.Response.StatusCode = Status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(Json, context.RequestAborted);
    }

    private static UmamiAnswer Refusal(int status, string code, string message) => new(status, Write(json =>
    {
        json.WriteStartObject("error");
        WriteError(json, status, code, message);
        json.WriteEndObject();
    }));

    private static void WriteError(Utf8JsonWriter json, int status, string code, string message)
    {
        json.WriteString("message", message);
        json.WriteString("code", code);
        json.WriteNumber("status", status);
    }

    private static void WriteTree(Utf8JsonWriter json, List<(string[] Path, string Problem)> faults, int depth)
    {
        json.WriteStartArray("errors");
        foreach ((_, string problem) in faults.Where(f => f.Path.Length == depth))
        {
            json.WriteStringValue(problem);
        }

        json.WriteEndArray();
        var below = faults.Where(f => f.Path.Length > depth).GroupBy(f => f.Path[depth]).ToList();
        if (below.Count > 0)
        {
            json.WriteStartObject("properties");
            foreach (var member in below)
            {
                json.WriteStartObject(member.Key);
                WriteTree(json, [.. member], depth + 1);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }
    }

    private static string Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
