using System.Text;
using System.Text.Json;

namespace Analytics.Functions.Assistants;

/// <summary>Something that an assistant may ask for: another name for what a route answers.</summary>
/// <param name="Name">As it is called.</param>
/// <param name="Title">As people read it.</param>
/// <param name="Description">What it is for; the assistant chooses by it.</param>
/// <param name="Arguments">What it reads.</param>
/// <param name="Answer">Answers a call whose arguments are all known.</param>
internal sealed record AssistantTool(string Name, string Title, string Description, IReadOnlyList<ToolArgument> Arguments, Func<ToolCall, Task<ToolAnswer>> Answer)
{
    /// <summary>The arguments as a JSON Schema.</summary>
    public JsonElement InputSchema { get; } = SchemaOf(Arguments);

    private static JsonElement SchemaOf(IReadOnlyList<ToolArgument> arguments)
    {
        var schema = new StringBuilder("""{"type":"object","additionalProperties":false,"required":[""")
            .AppendJoin(',', arguments.Where(a => a.IsRequired).Select(a => $"\"{a.Name}\""))
            .Append("],\"properties\":{")
            .AppendJoin(',', arguments.Select(a => $"\"{a.Name}\":{a.Schema}"))
            .Append("}}");
        using JsonDocument json = JsonDocument.Parse(schema.ToString());
        return json.RootElement.Clone();
    }
}
