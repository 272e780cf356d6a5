using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;

namespace Analytics.AspNetCore.Tests;

/// <summary>The line to a server: it can be cut, and remembers what went over it.</summary>
internal sealed class Line : HttpMessageHandler
{
    private readonly HttpMessageInvoker? _server;

    /// <param name="server">Where requests go that nobody answers here; null: they are answered 200.</param>
    public Line(HttpMessageHandler? server = null) => _server = server is null ? null : new HttpMessageInvoker(server);

    /// <summary>What happens to a request before it arrives: an answer, an exception, or null to let it through.</summary>
    public Func<int, HttpResponseMessage?> Fate { get; set; } = _ => null;

    /// <summary>Where requests went, those that failed among them.</summary>
    public ConcurrentQueue<Uri> Addresses { get; } = [];

    /// <summary>The bodies of all requests, those that failed among them.</summary>
    public ConcurrentQueue<JsonElement> Sent { get; } = [];

    public static HttpResponseMessage Answer(HttpStatusCode status) => new(status) { Content = new StringContent("{}") };

    /// <summary>The ids of the events of each request.</summary>
    public string[][] Ids => [.. Sent.Select(body => body.GetProperty("events").EnumerateArray().Select(e => e.GetProperty("id").GetString()!).ToArray())];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using JsonDocument body = JsonDocument.Parse(await request.Content!.ReadAsByteArrayAsync(cancellationToken));
        int count = Sent.Count;
        Addresses.Enqueue(request.RequestUri!);
        Sent.Enqueue(body.RootElement.Clone());
        return Fate(count) ?? (_server is null ? Answer(HttpStatusCode.OK) : await _server.SendAsync(request, cancellationToken));
    }
}
