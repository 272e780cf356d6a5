using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Analytics.Client.Tests;

/// <summary>The line to a server that answers what a test says, and what went over it.</summary>
internal sealed class Line : HttpMessageHandler
{
    /// <summary>A request that went over it.</summary>
    public sealed record Request(HttpMethod Method, Uri Address, string? Authorization, string? Body);

    /// <summary>What the server answers the request of this number, from 0.</summary>
    public required Func<int, Request, HttpResponseMessage> Answers { get; init; }

    public ConcurrentQueue<Request> Sent { get; } = [];

    public static Line That(params HttpResponseMessage[] answers) => new() { Answers = (n, _) => answers[Math.Min(n, answers.Length - 1)] };

    public static HttpResponseMessage Json(string text, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(text, Encoding.UTF8, "application/json") };

    public static HttpResponseMessage Busy(HttpStatusCode status, int? seconds = null)
    {
        HttpResponseMessage answer = Json("""{"title":"Too much","status":429}""", status);
        if (seconds is { } wait)
        {
            answer.Headers.Add("Retry-After", wait.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        return answer;
    }

    public AnalyticsApi Open(TimeProvider? clock = null, Action<AnalyticsApiOptions>? adjust = null)
    {
        var options = new AnalyticsApiOptions { Endpoint = new Uri("https://stats.test"), Key = "key", Site = "example.com", FirstPause = TimeSpan.FromMilliseconds(1) };
        adjust?.Invoke(options);
        return new AnalyticsApi(options, new HttpClient(this), clock);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string? body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        var sent = new Request(request.Method, request.RequestUri!, request.Headers.Authorization?.ToString(), body);
        int number = Sent.Count;
        Sent.Enqueue(sent);
        return Answers(number, sent);
    }
}
