using System.Net;
using System.Text;
using System.Text.Json;
using Analytics.Functions.Tests.Tables;

namespace Analytics.Functions.Tests.Resources;

/// <summary>What people keep, whatever it is: it is read with a tag, listed in pages, and changed and deleted as it was read.</summary>
public sealed class ResourceTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private const string Stale = "\"00000000000000000000000000000000\"";

    private readonly ManualClock _clock = new(Some.Noon);
    private RunningProduct _product = null!;

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.StartAsync(dynamo, _clock);
        _ = await _product.CreateSiteAsync("example.com");
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    /// <summary>The list, and how the nth is made and changed.</summary>
    public static TheoryData<string, string, string> Kinds => new()
    {
        { "/api/v2/sites/example.com/goals", """{"type":"event","pattern":"Event #","name":"Name #"}""", """{"name":"Other"}""" },
        { "/api/v2/sites/example.com/segments", """{"name":"Name #","filters":[["is","visit:country",["EE"]]]}""", """{"name":"Other"}""" },
        { "/api/v2/sites/example.com/funnels", """{"name":"Name #","steps":[{"page":"/"},{"page":"/a"}]}""", """{"name":"Other"}""" },
        { "/api/v2/sites/example.com/annotations", """{"date":"2026-03-0#","text":"Name #"}""", """{"text":"Other"}""" },
        { "/api/v2/sites", """{"name":"Name #","domain":"n#.example"}""", """{"name":"Other"}""" },
    };

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, string? body = null, string? ifMatch = null, string? ifNoneMatch = null, string? accept = null)
    {
        using var request = new HttpRequestMessage(method, address) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        foreach ((string name, string? value) in new[] { ("If-Match", ifMatch), ("If-None-Match", ifNoneMatch), ("Accept", accept) })
        {
            if (value is not null)
            {
                _ = request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return await _product.Admin.SendAsync(request);
    }

    private async Task<string> MakeAsync(string list, string form, int number)
    {
        HttpResponseMessage made = await SendAsync(HttpMethod.Post, list, form.Replace("#", $"{number}", StringComparison.Ordinal));
        Assert.True(made.StatusCode == HttpStatusCode.Created, await made.Content.ReadAsStringAsync());
        Assert.NotNull(made.Headers.ETag);
        return made.Headers.Location!.ToString();
    }

    private async Task<string> TagAsync(string address) => (await SendAsync(HttpMethod.Get, address)).Headers.ETag!.ToString();

    private static string[] Ids(string json, string list) =>
        [.. JsonDocument.Parse(json).RootElement.GetProperty(list[(list.LastIndexOf('/') + 1)..]).EnumerateArray().Select(one => one.GetProperty("id").GetRawText().Trim('"'))];

    [Theory, MemberData(nameof(Kinds))]
    public async Task Whoever_has_an_answer_is_told_so_until_it_changes(string list, string form, string change)
    {
        string one = await MakeAsync(list, form, 1);
        foreach (string address in (string[])[one, list, list + "?limit=1000"])
        {
            HttpResponseMessage first = await SendAsync(HttpMethod.Get, address);
            string tag = first.Headers.ETag!.ToString();
            Assert.Matches("^\"[0-9a-f]{32}\"$", tag);
            HttpResponseMessage again = await SendAsync(HttpMethod.Get, address, ifNoneMatch: tag);
            Assert.Equal((HttpStatusCode.NotModified, "", tag), (again.StatusCode, await again.Content.ReadAsStringAsync(), again.Headers.ETag!.ToString()));
            Assert.Equal(HttpStatusCode.NotModified, (await SendAsync(HttpMethod.Get, address, ifNoneMatch: $"{Stale}, W/{tag}")).StatusCode);
            Assert.Equal(HttpStatusCode.NotModified, (await SendAsync(HttpMethod.Get, address, ifNoneMatch: "*")).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Get, address, ifNoneMatch: Stale)).StatusCode);
        }

        string before = await TagAsync(list), beforeOne = await TagAsync(one);
        HttpResponseMessage changed = await SendAsync(HttpMethod.Put, one, change);
        Assert.Equal(await TagAsync(one), changed.Headers.ETag!.ToString());
        Assert.NotEqual(before, await TagAsync(list));
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Get, one, ifNoneMatch: beforeOne)).StatusCode);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_change_of_another_version_changes_nothing(string list, string form, string change)
    {
        string one = await MakeAsync(list, form, 1);
        string read = await TagAsync(one);
        foreach (string tag in (string[])[Stale, "W/" + read, "nonsense"])
        {
            HttpResponseMessage refused = await SendAsync(HttpMethod.Put, one, change, ifMatch: tag), kept = await SendAsync(HttpMethod.Delete, one, ifMatch: tag);
            JsonElement problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement;
            Assert.Equal((HttpStatusCode.PreconditionFailed, HttpStatusCode.PreconditionFailed, read), (refused.StatusCode, kept.StatusCode, refused.Headers.ETag!.ToString()));
            Assert.Contains("read it again", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }

        Assert.Equal(read, await TagAsync(one));
        HttpResponseMessage changed = await SendAsync(HttpMethod.Put, one, change, ifMatch: $"{Stale}, {read}");
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await SendAsync(HttpMethod.Put, one, change, ifMatch: read)).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await SendAsync(HttpMethod.Delete, one, ifMatch: read)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Put, one, change, ifMatch: "*")).StatusCode);
        Assert.True((await SendAsync(HttpMethod.Delete, one, ifMatch: await TagAsync(one))).IsSuccessStatusCode);
        if (list != "/api/v2/sites")
        {
            Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Delete, one, ifMatch: "*")).StatusCode);
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Of_many_changes_of_one_version_one_is_stored(string list, string form, string change)
    {
        string one = await MakeAsync(list, form, 1);
        string read = await TagAsync(one);

        HttpStatusCode[] came = [.. (await Task.WhenAll(Enumerable.Range(0, 8).Select(i => SendAsync(HttpMethod.Put, one, change.Replace("Other", $"Other {i}", StringComparison.Ordinal), ifMatch: read)))).Select(r => r.StatusCode)];

        Assert.Equal(1, came.Count(status => status == HttpStatusCode.OK));
        Assert.Equal(7, came.Count(status => status == HttpStatusCode.PreconditionFailed));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_list_is_read_in_pages_in_every_form(string list, string form, string change)
    {
        _ = change;
        for (int i = 1; i <= 5; i++)
        {
            _ = await MakeAsync(list, form, i);
        }

        string[] all = Ids(await (await SendAsync(HttpMethod.Get, list)).Content.ReadAsStringAsync(), list);
        List<string> json = [], csv = [];
        for (string? next = list + "?limit=2"; next is not null;)
        {
            HttpResponseMessage page = await SendAsync(HttpMethod.Get, next);
            json.AddRange(Ids(await page.Content.ReadAsStringAsync(), list));
            Assert.Equal($"{all.Length}", page.Headers.GetValues("x-analytics-total").Single());
            string[][] rows = CsvReading.Rows(await (await SendAsync(HttpMethod.Get, next, accept: "text/csv")).Content.ReadAsByteArrayAsync());
            Assert.Equal("id", rows[0][0]);
            csv.AddRange(rows[1..].Select(row => row[0]));
            next = page.Headers.TryGetValues("Link", out IEnumerable<string>? link) ? link.Single()[1..^13] : null;
            Assert.True(next is null || page.Headers.GetValues("x-analytics-next").Single() == json[^1]);
        }

        Assert.True(all.Length >= 5);
        Assert.Equal(all, json);
        Assert.Equal(all, csv);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_is_wrong_with_a_page_is_told_at_once(string list, string form, string change)
    {
        _ = (form, change);
        HttpResponseMessage refused = await SendAsync(HttpMethod.Get, list + "?limit=0&after=nobody");
        JsonElement errors = JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement.GetProperty("errors");

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(["limit", "after"], errors.EnumerateObject().Select(error => error.Name));
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(HttpMethod.Get, list + "?limit=1001")).StatusCode);
        Assert.Equal(HttpStatusCode.NotAcceptable, (await SendAsync(HttpMethod.Get, list + "?format=xml")).StatusCode);
    }

    [Fact]
    public async Task A_table_of_a_list_has_a_tag_of_its_own()
    {
        _ = await MakeAsync("/api/v2/sites/example.com/goals", """{"type":"event","pattern":"Signup"}""", 1);
        HttpResponseMessage json = await SendAsync(HttpMethod.Get, "/api/v2/sites/example.com/goals"), csv = await SendAsync(HttpMethod.Get, "/api/v2/sites/example.com/goals?format=csv");

        Assert.NotEqual(json.Headers.ETag, csv.Headers.ETag);
        Assert.Equal(HttpStatusCode.NotModified, (await SendAsync(HttpMethod.Get, "/api/v2/sites/example.com/goals", ifNoneMatch: csv.Headers.ETag!.ToString(), accept: "text/csv")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Get, "/api/v2/sites/example.com/goals", ifNoneMatch: csv.Headers.ETag!.ToString())).StatusCode);
        Assert.Equal("attachment; filename=\"example.com-goals.csv\"", csv.Content.Headers.ContentDisposition!.ToString());
    }
}
