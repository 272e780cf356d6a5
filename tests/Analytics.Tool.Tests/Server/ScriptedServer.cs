using Analytics.Functions.Http;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Analytics.Tool.Tests.Server;

/// <summary>A server that answers what it is told to, one answer a request, and remembers what it was sent.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Queue<(int Status, string Body)> _answers;

    private ScriptedServer(WebApplication app, IEnumerable<(int, string)> answers) => (_app, _answers) = (app, new(answers));

    public Uri Address => new(_app.Urls.First());

    /// <summary>The bodies, in order.</summary>
    public List<string> Heard { get; } = [];

    public static async Task<ScriptedServer> StartAsync(params (int Status, string Body)[] answers)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        var server = new ScriptedServer(app, answers);
        app.Run(server.AnswerAsync);
        await app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        Heard.Add(await reader.ReadToEndAsync());
        (int status, string body) = _answers.Dequeue();
        context.Response.StatusCode = status;
        await context.Response.WriteAsync(body);
    }
}
