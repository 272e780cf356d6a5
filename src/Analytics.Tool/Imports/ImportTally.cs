using System.Globalization;
using System.Text.Json;
using Analytics.Tool.Terminal;

namespace Analytics.Tool.Imports;

/// <summary>What became of lines, over all parts and files.</summary>
internal sealed class ImportTally
{
    private readonly SortedDictionary<string, long> _dropped = new(StringComparer.Ordinal);
    private readonly List<string> _faults = [];

    /// <summary>Lines sent.</summary>
    public long Lines { get; private set; }

    /// <summary>Events that are stored now, or were before.</summary>
    public long Accepted { get; private set; }

    /// <summary>Lines that are no event: assets in a log, copies.</summary>
    public long Skipped { get; private set; }

    /// <summary>Lines that could not be understood.</summary>
    public long Faults { get; private set; }

    /// <summary>Takes in the server's answer to a part.</summary>
    /// <param name="answer">Of <c>/v1/ingest/logs</c> or <c>/v1/ingest/import</c>.</param>
    /// <param name="place">Of the file and line before the part, for faults.</param>
    public void Add(JsonElement answer, Func<int, string> place)
    {
        Lines += answer.GetProperty("lines").GetInt64();
        Accepted += answer.GetProperty("accepted").GetInt64();
        Skipped += answer.GetProperty("skipped").GetInt64();
        Faults += answer.GetProperty("faultCount").GetInt64();
        foreach (JsonProperty reason in answer.GetProperty("dropped").EnumerateObject())
        {
            _dropped[reason.Name] = _dropped.GetValueOrDefault(reason.Name) + reason.Value.GetInt64();
        }

        foreach (JsonElement fault in answer.GetProperty("faults").EnumerateArray().Take(Math.Max(0, 10 - _faults.Count)))
        {
            _faults.Add($"{place(fault.GetProperty("line").GetInt32())}: {fault.GetProperty("problem").GetString()}");
        }
    }

    /// <summary>For people.</summary>
    public IEnumerable<string> ToLines()
    {
        yield return Row("accepted", Accepted, "");
        yield return Row("skipped", Skipped, Skipped > 0 ? "lines that are no page view, or copies" : "");
        foreach ((string reason, long count) in _dropped)
        {
            yield return Row("dropped: " + reason, count, Meaning(reason));
        }

        yield return Row("not understood", Faults, "");
        foreach (string fault in _faults)
        {
            yield return "  " + fault;
        }
    }

    /// <summary>For machines.</summary>
    public string ToJson() => JsonLine.Object(json =>
    {
        json.WriteNumber("lines", Lines);
        json.WriteNumber("accepted", Accepted);
        json.WriteNumber("skipped", Skipped);
        json.WriteStartObject("dropped");
        foreach ((string reason, long count) in _dropped)
        {
            json.WriteNumber(reason, count);
        }

        json.WriteEndObject();
        json.WriteNumber("faultCount", Faults);
        json.WriteStartArray("faults");
        _faults.ForEach(json.WriteStringValue);
        json.WriteEndArray();
    });

    private static string Row(string what, long count, string meaning) => string.Create(CultureInfo.InvariantCulture, $"{what,-26}{count,12}  {meaning}").TrimEnd();

    private static string Meaning(string reason) => reason switch
    {
        "day_closed" => "their days take no events any more: older than the site's dataRetentionDays, or about to be closed for good",
        "erased" => "they tell of somebody who was erased",
        "over_budget" => "the site's dailyEventBudget is used up for today: import the file again tomorrow",
        "site_inactive" => "the site takes no events: set isActive",
        "hostname" => "their host is none of the site's domains",
        "bot" => "bots, libraries and requests without a user agent",
        "too_large" => "an event may take 32 KB",
        _ => "see docs/http-api.md",
    };
}
