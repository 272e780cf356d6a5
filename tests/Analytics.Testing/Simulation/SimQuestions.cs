using Analytics.Engine.Stats;
using Analytics.Functions.Http;
using Analytics.Store.Calendars;
using System.Text;
using System.Text.Json;
using Analytics.Engine;
using Analytics.Functions.Stats;
using Analytics.Store.Days;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Testing.Oracle;

namespace Analytics.Testing.Simulation;

/// <summary>Asks the product and the oracle the same questions about all days of a site.</summary>
internal static class SimQuestions
{
    private static readonly string[] Visited = ["visitors", "visits", "bounce_rate", "visit_duration"];
    private static readonly string[] Counted = ["visitors", "pageviews", "events"];

    /// <summary>Each event carries its own id as a property, so that answers tell which events they count.</summary>
    public const string IdProperty = "id";

    /// <summary>The questions whose answers are told: how many events, engagement aside, and which.</summary>
    public static StatsQuery[] Events(Site site, LocalDay first, LocalDay last, DateTimeOffset now) =>
        [Parse(Question(first, last, ["events"]), site, now), Parse(Question(first, last, ["events"], "event:props:" + IdProperty), site, now)];

    /// <summary>Null where all answers are those of the oracle.</summary>
    public static async Task<string?> DifferenceAsync(StatsReader reader, SimSite site, IReadOnlyList<Store.Events.Event> raw, LocalDay first, LocalDay last, DateTimeOffset now)
    {
        OracleQuestion[] questions =
        [
            Question(first, last, [.. Visited, "pageviews", "events"]),
            Question(first, last, [.. Visited, "pageviews", "events"], "time:day"),
            Question(first, last, Counted, "time:hour"),
            Question(first, last, Visited, "visit:source"),
            Question(first, last, Counted, "event:page"),
            Question(first, last, Visited, "visit:entry_page", "visit:browser"),
            Question(first, last, Counted, "event:name"),
        ];
        IReadOnlyList<StatsResult> results = await reader.ReadAsync(site.Now, [.. questions.Select(q => Parse(q, site.Now, now))], CancellationToken.None);
        var oracle = new StatsOracle(raw, site.Clock, now, first, [], new Dictionary<int, OracleFilter[]>());
        foreach ((OracleQuestion question, StatsResult result) in questions.Zip(results))
        {
            string[] expected = [.. oracle.Answer(question).Lines()], actual = [.. Lines(site.Now, result)];
            if (!expected.SequenceEqual(actual))
            {
                return $"{QuestionJson.Write(question)}\nanswer:\n{string.Join('\n', actual)}\noracle:\n{string.Join('\n', expected)}";
            }
        }

        return null;
    }

    private static OracleQuestion Question(LocalDay first, LocalDay last, string[] metrics, params string[] dimensions) => new()
    {
        Metrics = metrics,
        Dimensions = dimensions,
        DateRange = [first.ToString(), last.ToString()],
    };

    private static StatsQuery Parse(OracleQuestion question, Site site, DateTimeOffset now) =>
        StatsQueryJson.Parse(Encoding.UTF8.GetBytes(QuestionJson.Write(question)), site, now) switch
        {
            StatsQueryOutcome.Accepted accepted => accepted.Query,
            var refused => throw new InvalidOperationException(refused.ToString()),
        };

    private static IEnumerable<string> Lines(Site site, StatsResult result)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            StatsResultJson.Write(writer, site, "example.com", result);
        }

        using JsonDocument answer = JsonDocument.Parse(stream.ToArray());
        return
        [
            .. answer.RootElement.GetProperty("results").EnumerateArray().Select(row => OracleRow.Text(
                row.GetProperty("dimensions").EnumerateArray().Select(d => d.GetString()!),
                row.GetProperty("metrics").EnumerateArray().Select(m => OracleNumber.Text(m.ValueKind == JsonValueKind.Null ? null : m.GetDecimal())), "")),
        ];
    }
}
