using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Analytics.Functions.Tests.Annotations;

/// <summary>Notes on the timeline, through HTTP.</summary>
public sealed class AnnotationTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private const string List = "/api/v2/sites/example.com/annotations";

    private readonly ManualClock _clock = new(Some.Noon);
    private RunningProduct _product = null!;

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.StartAsync(dynamo, _clock);
        _ = await _product.CreateSiteAsync("example.com", "Europe/Tallinn");
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    private async Task<(HttpStatusCode Status, JsonElement Json)> SendAsync(HttpMethod method, string address, string? body = null)
    {
        using var request = new HttpRequestMessage(method, address) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        HttpResponseMessage response = await _product.Admin.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
    }

    private async Task<string> MakeAsync(string body)
    {
        (HttpStatusCode status, JsonElement made) = await SendAsync(HttpMethod.Post, List, body);
        Assert.True(status == HttpStatusCode.Created, made.ToString());
        return $"{List}/{made.GetProperty("id").GetString()}";
    }

    private static string Told(JsonElement note) => $"{note.GetProperty("date")} {note.GetProperty("day")} {note.GetProperty("until")} {note.GetProperty("text")} {note.GetProperty("createdBy")}";

    private async Task<string[]> ListAsync(string query = "") =>
        [.. (await SendAsync(HttpMethod.Get, List + query)).Json.GetProperty("annotations").EnumerateArray().Select(note => note.GetProperty("text").GetString()!)];

    [Fact]
    public async Task A_note_says_what_happened_when_and_who_wrote_it()
    {
        string day = await MakeAsync("""{"date":"2026-03-09","text":" Campaign began "}""");
        string days = await MakeAsync("""{"date":"2026-03-09","until":"2026-03-11","text":"Fair"}""");
        string instant = await MakeAsync("""{"date":"2026-03-09T22:30:00Z","text":"Outage"}""");

        Assert.Equal("2026-03-09 2026-03-09  Campaign began bootstrap key", Told((await SendAsync(HttpMethod.Get, day)).Json));
        Assert.Equal("2026-03-09 2026-03-09 2026-03-11 Fair bootstrap key", Told((await SendAsync(HttpMethod.Get, days)).Json));
        Assert.Equal("2026-03-10T00:30:00+02:00 2026-03-10  Outage bootstrap key", Told((await SendAsync(HttpMethod.Get, instant)).Json)); // on the site's clock, and of its day
        JsonElement note = (await SendAsync(HttpMethod.Get, day)).Json;
        Assert.Equal((Some.Noon, Some.Noon), (note.GetProperty("createdAt").GetDateTimeOffset(), note.GetProperty("updatedAt").GetDateTimeOffset()));
    }

    [Fact]
    public async Task A_note_of_a_person_has_their_address()
    {
        HttpResponseMessage signedIn = await _product.Anonymous.PostAsJsonAsync("/api/v2/login", new { email = RunningProduct.Email, password = RunningProduct.Password });
        using var request = new HttpRequestMessage(HttpMethod.Post, List) { Content = JsonContent.Create(new { date = "2026-03-09", text = "Launch" }) };
        request.Headers.Add("Cookie", signedIn.Headers.GetValues("Set-Cookie").First().Split(';')[0]);
        HttpResponseMessage made = await _product.Anonymous.SendAsync(request);

        Assert.Contains($"\"createdBy\":\"{RunningProduct.Email}\"", await made.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_absent_of_a_change_stays_and_null_takes_the_last_day_away()
    {
        string note = await MakeAsync("""{"date":"2026-03-09T10:00:00+02:00","until":"2026-03-11","text":"Fair"}""");
        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("2026-03-09T10:00:00+02:00 2026-03-09 2026-03-11 Great fair bootstrap key", Told((await SendAsync(HttpMethod.Put, note, """{"text":"Great fair"}""")).Json));
        Assert.Equal("2026-03-09T10:00:00+02:00 2026-03-09  Great fair bootstrap key", Told((await SendAsync(HttpMethod.Put, note, """{"until":null}""")).Json));
        JsonElement last = (await SendAsync(HttpMethod.Put, note, """{"date":"2026-03-08"}""")).Json;
        Assert.Equal("2026-03-08 2026-03-08  Great fair bootstrap key", Told(last));
        Assert.Equal((Some.Noon, true), (last.GetProperty("createdAt").GetDateTimeOffset(), last.GetProperty("updatedAt").GetDateTimeOffset() > Some.Noon));
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(HttpMethod.Delete, note)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Get, note)).Status);
    }

    [Fact]
    public async Task A_range_has_the_notes_that_are_about_one_of_its_days_in_their_order()
    {
        _ = await MakeAsync("""{"date":"2026-03-12","text":"d"}""");
        _ = await MakeAsync("""{"date":"2026-03-10T12:00:00Z","text":"c"}""");
        _ = await MakeAsync("""{"date":"2026-03-10","text":"b"}""");
        _ = await MakeAsync("""{"date":"2026-03-01","until":"2026-03-10","text":"a"}""");

        Assert.Equal(["a", "b", "c", "d"], await ListAsync());
        Assert.Equal(["a", "b", "c"], await ListAsync("?from=2026-03-10&to=2026-03-11"));
        Assert.Equal(["a"], await ListAsync("?to=2026-03-09"));
        Assert.Equal(["d"], await ListAsync("?from=2026-03-11"));
        Assert.Equal(["b"], await ListAsync($"?from=2026-03-10&limit=1&after={(await SendAsync(HttpMethod.Get, List)).Json.GetProperty("annotations")[0].GetProperty("id").GetString()}"));
    }

    [Theory]
    [InlineData("""{}""", "date", "text")]
    [InlineData("""{"date":"2026-03-09T10:00:00","text":""}""", "date", "text")]
    [InlineData("""{"date":null,"text":5}""", "date", "text")]
    [InlineData("""{"date":"yesterday","until":"tomorrow","text":" ","colour":"red"}""", "colour", "date", "until", "text")]
    [InlineData("""{"date":"2026-03-09","until":"2026-03-08","text":"x"}""", "until")]
    [InlineData("""{"date":"0001-01-01","text":"x"}""", "date")]
    public async Task All_that_is_wrong_is_told_at_once(string body, params string[] fields)
    {
        (HttpStatusCode status, JsonElement problem) = await SendAsync(HttpMethod.Post, List, body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(fields, problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task A_text_has_a_thousand_characters_and_no_more()
    {
        _ = await MakeAsync($$"""{"date":"2026-03-09","text":"{{new string('ä', 1_000)}}"}""");

        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(HttpMethod.Post, List, $$"""{"date":"2026-03-09","text":"{{new string('ä', 1_001)}}"}""")).Status);
    }

    [Fact]
    public async Task A_site_has_a_thousand_notes_and_is_told_so()
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, 1_000), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, stop) =>
        {
            using var content = new StringContent($$"""{"date":"2026-03-09","text":"{{i}}"}""", Encoding.UTF8, "application/json");
            Assert.Equal(HttpStatusCode.Created, (await _product.Admin.PostAsync(List, content, stop)).StatusCode);
        });
        (HttpStatusCode status, JsonElement problem) = await SendAsync(HttpMethod.Post, List, """{"date":"2026-03-09","text":"one more"}""");

        Assert.Equal((HttpStatusCode.Conflict, "A site has at most 1000 annotations: delete some that are not needed any more."), (status, problem.GetProperty("detail").GetString()));
        Assert.Equal(1_000, (await ListAsync()).Length);
    }

    [Fact]
    public async Task They_are_of_one_site_and_go_with_it()
    {
        string other = await _product.CreateSiteAsync("other.example");
        string note = await MakeAsync("""{"date":"2026-03-09","text":"Launch"}""");
        string id = note[(note.LastIndexOf('/') + 1)..];
        string site = (await SendAsync(HttpMethod.Get, "/api/v2/sites/example.com")).Json.GetProperty("id").GetString()!;

        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Get, $"/api/v2/sites/{other}/annotations/{id}")).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await SendAsync(HttpMethod.Delete, $"/api/v2/sites/{site}")).Status);
        for (int i = 0; i < 100 && (await SendAsync(HttpMethod.Get, $"/api/v2/sites/{site}")).Status == HttpStatusCode.OK; i++)
        {
            _clock.Advance(TimeSpan.FromMinutes(10));
            await _product.MaintainAsync();
        }

        Assert.Empty((await _product.Dynamo.QueryAsync(new Amazon.DynamoDBv2.Model.QueryRequest
        {
            TableName = _product.Tables.Events,
            KeyConditionExpression = "pk = :pk",
            ExpressionAttributeValues = new Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue> { [":pk"] = new($"SITE#{site}") },
        })).Items ?? []);
    }
}
