using System.Text.Json;
using Analytics.Functions.Callers;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Analytics.Functions.Assistants;

/// <summary>A tool as the protocol offers it to one request.</summary>
internal sealed class OfferedTool(AssistantTool tool, HttpContext context, OwnRoutes own) : McpServerTool
{
    public override Tool ProtocolTool { get; } = new()
    {
        Name = tool.Name,
        Title = tool.Title,
        Description = tool.Description,
        InputSchema = tool.InputSchema,
        Annotations = new ToolAnnotations { ReadOnlyHint = true, IdempotentHint = true, DestructiveHint = false, OpenWorldHint = false },
    };

    public override IReadOnlyList<object> Metadata => [];

    public override async ValueTask<CallToolResult> InvokeAsync(RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken = default)
    {
        var call = new ToolCall(tool, request.Params?.Arguments ?? new Dictionary<string, JsonElement>(), context, own);
        ToolAnswer answer = call.HasFaults ? call.Refusal() : await tool.Answer(call);
        return new CallToolResult { IsError = !answer.IsGood, Content = [new TextContentBlock { Text = answer.Text }] };
    }
}
