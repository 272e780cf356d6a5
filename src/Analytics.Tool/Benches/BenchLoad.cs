using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Analytics.Tool.Server;
using Analytics.Tool.Terminal;

namespace Analytics.Tool.Benches;

/// <summary>Sends page views as a site's server would speak of its visitors, so many at once and so many a second.</summary>
internal sealed class BenchLoad(AnalyticsServer api, string domain, CommandContext context)
{
    private const string Browser = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";

    public async Task<BenchResult> RunAsync(int count, int perSecond, int atOnce, CancellationToken stop)
    {
        var times = new TimeSpan[count];
        var outcomes = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        int begun = 0, done = 0;
        long started = context.Clock.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Math.Min(atOnce, count)).Select(_ => SendNextAsync()));
        TimeSpan taken = context.Clock.GetElapsedTime(started);
        return new BenchResult(count, taken, times, outcomes);

        async Task SendNextAsync()
        {
            while (Interlocked.Increment(ref begun) - 1 is var number && number < count)
            {
                if (perSecond > 0 && TimeSpan.FromSeconds((double)number / perSecond) - context.Clock.GetElapsedTime(started) is var early && early > TimeSpan.Zero)
                {
                    await Task.Delay(early, context.Clock, stop);
                }

                long sent = context.Clock.GetTimestamp();
                string outcome = await SendAsync(number, stop);
                times[number] = context.Clock.GetElapsedTime(sent);
                _ = outcomes.AddOrUpdate(outcome, 1, (_, before) => before + 1);
                if (Interlocked.Increment(ref done) % 100 == 0)
                {
                    context.Output.Progress(string.Create(CultureInfo.InvariantCulture, $"{done} of {count}"));
                }
            }
        }
    }

    private async Task<string> SendAsync(int number, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/event")
        {
            Content = new StringContent(JsonLine.Object(json =>
            {
                json.WriteString("n", "pageview");
                json.WriteString("u", string.Create(CultureInfo.InvariantCulture, $"https://{domain}/bench/{number % 100}"));
                json.WriteString("d", domain);
            }), Encoding.UTF8, "text/plain"),
        };

        // Addresses that are set apart for measuring (198.18.0.0/15), a thousand of them: each a visitor.
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", string.Create(CultureInfo.InvariantCulture, $"198.18.{number % 1000 / 250}.{number % 250}"));
        request.Headers.UserAgent.Clear();
        request.Headers.TryAddWithoutValidation("User-Agent", Browser);
        try
        {
            using HttpResponseMessage response = await api.TryAsync(request, stop);
            return !response.IsSuccessStatusCode ? ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture)
                : response.Headers.TryGetValues("x-analytics-dropped", out IEnumerable<string>? reasons) ? "dropped: " + string.Join(", ", reasons)
                : BenchResult.Accepted;
        }
        catch (HttpRequestException)
        {
            return "no answer";
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return "no answer in time";
        }
    }
}
