using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Analytics.Client.Http;

/// <summary>
/// Sends requests with the key, again where that may help. Everything that goes over it may arrive twice without harm: it asks, or it
/// sends events that have ids.
/// </summary>
internal sealed class Wire(HttpClient http, TimeProvider clock, Uri endpoint, string key, Patience patience)
{
    private readonly string _base = endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/');

    /// <summary>The present.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Asks, and reads the answer.</summary>
    /// <param name="address">From the root of the API, percent-encoded.</param>
    /// <param name="form">How the answer is read.</param>
    /// <param name="body">JSON, which makes it a POST; null: a GET.</param>
    /// <param name="cancellation">Ends the request and the waiting for the next one.</param>
    /// <exception cref="AnalyticsException">The server refuses it, or its answer cannot be read.</exception>
    public async Task<T> AskAsync<T>(string address, JsonTypeInfo<T> form, byte[]? body, CancellationToken cancellation)
    {
        using HttpResponseMessage response = await SendAsync(address, "application/json", body, cancellation).ConfigureAwait(false);
        return await ReadAsync(response, form, cancellation).ConfigureAwait(false);
    }

    /// <summary>Reads the JSON of an answer.</summary>
    /// <exception cref="AnalyticsException">It cannot be read.</exception>
    public static async Task<T> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> form, CancellationToken cancellation)
    {
        try
        {
            byte[] read = await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
            return JsonSerializer.Deserialize(read, form) ?? throw new JsonException("null");
        }
        catch (JsonException unreadable)
        {
            throw new AnalyticsException((int)response.StatusCode, "The answer cannot be read: is this the address of an Analytics server?", unreadable.Message);
        }
    }

    /// <summary>Sends a request until it is answered with success; the answer is read as a whole before it is given out.</summary>
    /// <exception cref="AnalyticsException">The server refuses it.</exception>
    public async Task<HttpResponseMessage> SendAsync(string address, string accept, byte[]? body, CancellationToken cancellation)
    {
        for (int attempt = 1; ; attempt++)
        {
            TimeSpan pause;
            try
            {
                using HttpRequestMessage request = Request(address, accept, body);
                HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellation).ConfigureAwait(false);
                if (response.IsSuccessStatusCode)
                {
                    return response;
                }

                using (response)
                {
                    TimeSpan? asked = Patience.Asked(response.Headers.RetryAfter, Now);
                    pause = (Patience.MayPass(response.StatusCode) ? patience.After(attempt, asked) : null)
                        ?? throw Problem.Read((int)response.StatusCode, response.ReasonPhrase, await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false), asked);
                }
            }
            catch (HttpRequestException) when (patience.After(attempt, null) is not null)
            {
                pause = patience.After(attempt, null)!.Value;
            }

            await Task.Delay(pause, clock, cancellation).ConfigureAwait(false);
        }
    }

    private HttpRequestMessage Request(string address, string accept, byte[]? body)
    {
        var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, new Uri(_base + address));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(accept));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        return request;
    }
}
