namespace Analytics.Tool.Tests.Server;

public sealed class PatienceTests
{
    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_busy_server_is_asked_again(int status)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync((status, ""), (200, """{"sites":[]}"""));

        ToolRun run = (await ToolRun.OfAsync(server.Address, "sites", "list", "--json")).Succeeded();

        Assert.Equal(2, server.Heard.Count);
        Assert.Contains($"the server is busy ({status})", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_is_not_tried_again()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync((403, """{"title":"Not allowed","detail":"This needs the scope 'admin'."}"""));

        ToolRun run = await ToolRun.OfAsync(server.Address, "sites", "list");

        Assert.Equal(1, run.Code);
        Assert.Contains("Not allowed. This needs the scope 'admin'. Make a key with that scope", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_analytics_is_called_so()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync((200, "<html>"));

        Assert.Contains("is --server the address of an Analytics?", (await ToolRun.OfAsync(server.Address, "sites", "list")).Errors, StringComparison.Ordinal);
    }
}
