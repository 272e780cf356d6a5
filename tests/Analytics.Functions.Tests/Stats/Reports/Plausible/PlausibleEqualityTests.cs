using System.Globalization;
using System.Text.Json;

namespace Analytics.Functions.Tests.Stats.Reports.Plausible;

/// <summary>Whatever is asked by the Stats API v1, the numbers are those that the model answers to the same question.</summary>
public sealed class PlausibleEqualityTests(PlausibleWorld world) : IClassFixture<PlausibleWorld>
{
    private static readonly DateOnly Today = new(2026, 3, 10);
    private static readonly string[] OfVisits = ["visits", "bounce_rate", "visit_duration"];
    private static readonly string[] OfEvents = ["visitors", "pageviews", "events"];

    private static readonly (string Expression, object Tree)[] Filters =
    [
        ("visit:source==Google", (object[])["is", "visit:source", new[] { "Google" }]),
        ("visit:source!=Google", (object[])["is_not", "visit:source", new[] { "Google" }]),
        ("visit:source==Google|Direct / None", (object[])["is", "visit:source", new[] { "Google", "Direct / None" }]),
        ("visit:country==EE|FI", (object[])["is", "visit:country", new[] { "EE", "FI" }]),
        ("event:page==/blog/*", (object[])["matches", "event:page", new[] { "^/blog/.*$" }]),
        ("event:page!=*r*", (object[])["matches_not", "event:page", new[] { "r" }]),
        ("event:page==/", (object[])["is", "event:page", new[] { "/" }]),
        ("event:name==Signup", (object[])["is", "event:name", new[] { "Signup" }]),
        ("event:goal==Signup|Visit /pricing", (object[])["is", "event:goal", new[] { "Signup", "Visit /pricing" }]),
        ("event:props:plan==free\\|trial", (object[])["is", "event:props:plan", new[] { "free|trial" }]),
        ("visit:browser==Chrom*", (object[])["matches", "visit:browser", new[] { "^Chrom" }]),
    ];

    [Theory]
    [InlineData("aggregate")]
    [InlineData("timeseries")]
    [InlineData("breakdown")]
    public async Task The_numbers_are_the_models(string path)
    {
        var random = new Random(926);
        int found = 0;
        for (int i = 0; i < 60; i++)
        {
            (string address, object question, string site) = Make(path, random);
            string answer = await world.GetAsync(path, address, site);
            JsonElement model = await world.Product.QueryAsync(question);

            string expected = Rows(path, model);
            Assert.True(answer.StartsWith('{'), $"{address}: {answer}");
            Assert.True(expected == Numbers(path, answer), $"{address}\n{JsonSerializer.Serialize(question)}\n{expected}\n{Numbers(path, answer)}");
            found += expected.Count(char.IsDigit);
        }

        Assert.True(found > 100, "Most questions found nothing.");
    }

    private static (string Address, object Question, string Site) Make(string path, Random random)
    {
        string site = random.Next(2) == 0 ? "example.com" : "tallinn.example";
        (string period, DateOnly first, DateOnly last, string time) = Period(random);
        (string Expression, object Tree)[] filters = [.. Filters.OrderBy(_ => random.Next()).Take(random.Next(3))];
        string property = new[] { "event:page", "visit:source", "visit:country", "visit:device", "event:goal", "visit:entry_page", "event:props:plan", "event:name", "visit:utm_source" }[random.Next(9)];
        string[] about = [.. filters.Select(f => f.Expression), path == "breakdown" ? property : ""];
        bool ofEvents = about.Any(text => text.StartsWith("event:name", StringComparison.Ordinal) || text.StartsWith("event:goal", StringComparison.Ordinal) || text.StartsWith("event:props", StringComparison.Ordinal));
        string[] metrics = [.. (path == "breakdown" && property == "visit:entry_page" ? ["visitors"] : OfEvents).Concat(ofEvents ? [] : OfVisits).OrderBy(_ => random.Next()).Take(1 + random.Next(4))];
        string[] dimensions = path switch { "timeseries" => [time], "breakdown" => [property], _ => [] };
        List<object> trees = [.. filters.Select(f => f.Tree)];
        if (path == "breakdown" && property is "visit:country" or "visit:entry_page" or "visit:utm_source")
        {
            trees.Add((object[])["is_not", property, new[] { "(not set)" }]);
        }

        int limit = random.Next(3) == 0 ? 2 : 100, page = limit == 2 ? 1 + random.Next(2) : 1;
        string address = $"{period}&metrics={string.Join(',', metrics)}" + (filters.Length == 0 ? "" : "&filters=" + string.Join(';', filters.Select(f => f.Expression)))
            + (path == "breakdown" ? $"&property={property}&limit={limit}&page={page}" : "");
        object pagination = path == "breakdown" ? new { limit, offset = (page - 1) * limit } : new { limit = 10_000, offset = 0 };
        object question = new { site_id = site, metrics, date_range = new[] { Text(first), Text(last) }, dimensions, filters = trees, pagination };
        return (address, question, site);
    }

    private static (string Period, DateOnly First, DateOnly Last, string Time) Period(Random random)
    {
        DateOnly date = Today.AddDays(random.Next(-9, 1));
        DateOnly month = new(date.Year, date.Month, 1);
        string at = "&date=" + Text(date);
        return random.Next(6) switch
        {
            0 => ("period=day" + at, date, date, "time:hour"),
            1 => ("period=7d" + at, date.AddDays(-7), date.AddDays(-1), "time:day"),
            2 => ("period=month" + at, month, month.AddMonths(1).AddDays(-1), "time:day"),
            3 => ("period=6mo" + at, month.AddMonths(-5), month.AddMonths(1).AddDays(-1), "time:month"),
            4 => ($"period=custom&date=2026-03-01,{Text(date)}", new(2026, 3, 1), date < new DateOnly(2026, 3, 1) ? new(2026, 3, 1) : date, "time:day"),
            _ => ("with_imported=false", Today.AddDays(-30), Today.AddDays(-1), "time:day"),
        };
    }

    // A row a line: its name, where it has one, and its numbers. The course is compared where something happened.
    private static string Numbers(string path, string answer)
    {
        JsonElement results = JsonDocument.Parse(answer).RootElement.GetProperty("results");
        return path == "aggregate"
            ? " " + string.Join(' ', results.EnumerateObject().Select(metric => Number(metric.Value.GetProperty("value"))))
            : string.Join('\n', results.EnumerateArray().Select(row => row.EnumerateObject().ToArray())
                .Where(row => path == "breakdown" || row.Skip(1).Any(number => Number(number.Value) != "0"))
                .Select(row => row[0].Value.GetString() + " " + string.Join(' ', row.Skip(1).Select(number => Number(number.Value)))));
    }

    private static string Rows(string path, JsonElement model) => string.Join('\n', model.GetProperty("results").EnumerateArray()
        .Where(row => path != "timeseries" || row.GetProperty("metrics").EnumerateArray().Any(number => Number(number) != "0"))
        .Select(row => string.Concat(row.GetProperty("dimensions").EnumerateArray().Select(d => d.GetString())) + " " + string.Join(' ', row.GetProperty("metrics").EnumerateArray().Select(Number))));

    private static string Number(JsonElement number) => number.ValueKind == JsonValueKind.Null ? "0" : number.GetRawText(); // of no visits there is no duration

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
