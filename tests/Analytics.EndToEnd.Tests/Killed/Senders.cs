using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Analytics.EndToEnd.Tests.Killed;

/// <summary>
/// Browsers and one loader, who send events each with an id and a page of its own, and send again under the same id until they are
/// told that it is stored; and somebody who has a day sealed over and over.
/// </summary>
internal sealed class Senders(HttpClient client, string loadedDay, string sealedDay)
{
    private const int Browsers = 4;
    private const int Batch = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private readonly ConcurrentDictionary<string, int> _attempts = new();
    private int _events;
    private volatile int _seals;
    private volatile int _sealsBegun;

    /// <summary>The pages of all that was sent; every one was acknowledged once the senders have stopped.</summary>
    public IReadOnlyCollection<string> Pages => [.. _attempts.Keys.Select(id => "/" + id)];

    /// <summary>How many had to be sent more than once.</summary>
    public int SentAgain => _attempts.Values.Count(attempts => attempts > 1);

    /// <summary>How often the day was sealed.</summary>
    public int Seals => _seals;

    /// <summary>How often it was asked to be, answered or not.</summary>
    public int SealsBegun => _sealsBegun;

    /// <summary>Goes on until it is told to stop, and then to the end of what has been begun.</summary>
    public Task RunAsync(CancellationToken stop) => Task.WhenAll([
        .. Enumerable.Range(0, Browsers).Select(browser => BrowseAsync(browser, stop)),
        LoadAsync(stop),
        SealAsync(stop),
    ]);

    private async Task BrowseAsync(int browser, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            string id = NewId();
            await UntilAcknowledgedAsync([id], async () =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, "/api/event")
                {
                    Content = new StringContent(JsonSerializer.Serialize(new { n = "pageview", u = "https://example.com/" + id, d = "example.com", id }), Encoding.UTF8, "text/plain"),
                };
                request.Headers.TryAddWithoutValidation("User-Agent", Some.Chrome);
                request.Headers.TryAddWithoutValidation("X-Forwarded-For", string.Create(CultureInfo.InvariantCulture, $"203.0.113.{browser}"));
                using HttpResponseMessage response = await client.SendAsync(request, CancellationToken.None);
                return response.StatusCode == HttpStatusCode.Accepted && !response.Headers.Contains("x-analytics-dropped");
            });
        }
    }

    private async Task LoadAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            string[] ids = [.. Enumerable.Range(0, Batch).Select(_ => NewId())];
            await UntilAcknowledgedAsync(ids, async () =>
            {
                var events = ids.Select(id => new { id, url = "https://example.com/" + id, timestamp = loadedDay + "T12:00:00Z", visitor = new { id } });
                using HttpResponseMessage response = await client.PostAsJsonAsync("/v1/ingest/batch", new { site = "example.com", events });
                return response.StatusCode == HttpStatusCode.OK
                    && (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accepted").GetInt32() == ids.Length;
            });
            await Task.Delay(Pause * 5, CancellationToken.None);
        }
    }

    private async Task SealAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                _sealsBegun++; // the only writer
                using HttpResponseMessage response = await client.PostAsJsonAsync("/api/v2/sites/example.com/maintenance/seal", new { day = sealedDay }, stop);
                _seals += response.IsSuccessStatusCode ? 1 : 0;
                await Task.Delay(Pause, stop);
            }
            catch (Exception outage) when (IsOutage(outage))
            {
                await Task.Delay(Pause, CancellationToken.None);
            }
        }
    }

    private async Task UntilAcknowledgedAsync(string[] ids, Func<Task<bool>> send)
    {
        bool isAcknowledged = false;
        while (!isAcknowledged)
        {
            Array.ForEach(ids, id => _attempts.AddOrUpdate(id, 1, (_, n) => n + 1));
            try
            {
                isAcknowledged = await send();
            }
            catch (Exception outage) when (IsOutage(outage))
            {
                await Task.Delay(Pause, CancellationToken.None);
            }
        }
    }

    private static bool IsOutage(Exception error) => error is HttpRequestException or OperationCanceledException or IOException or JsonException;

    private string NewId() => string.Create(CultureInfo.InvariantCulture, $"k{Interlocked.Increment(ref _events)}");
}
