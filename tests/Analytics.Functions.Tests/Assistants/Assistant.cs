using System.Text.Json;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Analytics.Functions.Tests.Assistants;

/// <summary>An assistant that speaks the Model Context Protocol, by the SDK's own client.</summary>
internal sealed class Assistant : IAsyncDisposable
{
    private readonly McpClient _client;

    private Assistant(McpClient client) => _client = client;

    public McpClient Client => _client;

    public static async Task<Assistant> ConnectAsync(RunningProduct product, string key = RunningProduct.Key) => new(await McpClient.CreateAsync(new HttpClientTransport(new HttpClientTransportOptions
    {
        Endpoint = new Uri(product.Address, "/mcp"),
        TransportMode = HttpTransportMode.StreamableHttp,
        AdditionalHeaders = new Dictionary<string, string> { ["Authorization"] = "Bearer " + key },
    })));

    /// <summary>What a tool answers.</summary>
    /// <param name="tool">Its name.</param>
    /// <param name="arguments">A JSON object.</param>
    public async Task<JsonElement> CallAsync(string tool, string arguments = "{}")
    {
        CallToolResult result = await SendAsync(tool, arguments);
        string text = TextOf(result);
        Assert.False(result.IsError, text);
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>How a tool refuses.</summary>
    public async Task<string> RefusalAsync(string tool, string arguments)
    {
        CallToolResult result = await SendAsync(tool, arguments);
        Assert.True(result.IsError, TextOf(result));
        return TextOf(result);
    }

    private async Task<CallToolResult> SendAsync(string tool, string arguments) => await _client.CallToolAsync(
        new CallToolRequestParams { Name = tool, Arguments = JsonDocument.Parse(arguments).RootElement.EnumerateObject().ToDictionary(p => p.Name, p => p.Value) });

    private static string TextOf(CallToolResult result) => Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text;

    public ValueTask DisposeAsync() => _client.DisposeAsync();
}
