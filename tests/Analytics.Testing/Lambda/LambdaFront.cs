using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Analytics.Testing.Lambda;

/// <summary>
/// What stands before a function: takes requests of browsers and programs on a loopback port, as an HTTP API or a Function URL does, and
/// shows the function's answers as HTTP.
/// </summary>
public sealed class LambdaFront : IAsyncDisposable
{
    private static readonly HashSet<string> OfTheConnection = new(StringComparer.OrdinalIgnoreCase) { "Connection", "Transfer-Encoding", "Keep-Alive", "Content-Length" };
    private readonly WebApplication _app;

    private LambdaFront(WebApplication app) => (_app, Address) = (app, new Uri(app.Urls.First()));

    public Uri Address { get; }

    public static async Task<LambdaFront> StartAsync(LambdaEmulator lambda)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = 10 * 1024 * 1024;
        });
        WebApplication app = builder.Build();
        app.Run(context => PassAsync(context, lambda));
        await app.StartAsync();
        return new LambdaFront(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task PassAsync(HttpContext context, LambdaEmulator lambda)
    {
        HttpRequest request = context.Request;
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        var headers = request.Headers.Where(h => !OfTheConnection.Contains(h.Key) || h.Key == "Content-Length")
            .ToDictionary(h => h.Key, h => string.Join(h.Key == "Cookie" ? "; " : ",", h.Value.AsEnumerable()), StringComparer.OrdinalIgnoreCase);
        JsonObject payload = LambdaPayload.Http(
            request.Method,
            context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            headers,
            body.Length == 0 ? null : body.ToArray(),
            context.Connection.RemoteIpAddress!.ToString());
        byte[] json = payload.ToBytes();
        if (json.Length > LambdaEmulator.MostBytes)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        (int status, IReadOnlyList<(string Name, string Value)> told, byte[] answer) = (await lambda.InvokeAsync(json)).ToHttp();
        context.Response.StatusCode = status;
        foreach ((string name, string value) in told.Where(h => !OfTheConnection.Contains(h.Name)))
        {
            context.Response.Headers.Append(name, value);
        }

        if (!HttpMethods.IsHead(request.Method) && status is not (204 or 304))
        {
            context.Response.ContentLength = answer.Length;
            await context.Response.Body.WriteAsync(answer);
        }
    }
}
