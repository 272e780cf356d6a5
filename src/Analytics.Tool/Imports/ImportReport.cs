using System.Globalization;
using Analytics.Tool.Terminal;

namespace Analytics.Tool.Imports;

/// <summary>What an import says at its end.</summary>
internal static class ImportReport
{
    private const int MostHosts = 20;

    /// <summary>For people.</summary>
    public static IEnumerable<string> ToLines(ImportTally tally, bool isDry)
    {
        yield return Row("format", string.Join(", ", tally.Formats), "");
        yield return Row("import", string.Join(", ", tally.Imports), isDry ? "nothing was sent" : "");
        yield return Row("lines", tally.Log.Lines, "");
        yield return Row("accepted", tally.Accepted, "");
        yield return Row("visitors", tally.Visitors, tally.Visitors > 0 ? "each counted once a day" : "");
        if (tally.WithoutVisitor > 0)
        {
            yield return Row("without visitor", tally.WithoutVisitor, "page views of whom the log says nothing");
        }

        yield return Row("skipped", tally.Skipped, tally.Skipped > 0 ? "lines that are no page view, or copies" : "");
        foreach ((string reason, long count) in tally.Log.SkippedFor)
        {
            yield return Row("  " + reason, count, SkipMeaning(reason));
        }

        foreach ((string reason, long count) in tally.Dropped)
        {
            yield return Row("dropped: " + reason, count, Meaning(reason));
        }

        yield return Row("not understood", tally.Faults, "");
        foreach (string fault in tally.FirstFaults)
        {
            yield return "  " + fault;
        }

        if (tally.Log is { First: { } first, Last: { } last })
        {
            yield return Row("first request", Text(first), "");
            yield return Row("last request", Text(last), "");
        }

        foreach ((string host, long count) in tally.Log.Hosts.OrderByDescending(host => host.Value).Take(MostHosts))
        {
            yield return Row("host: " + host, count, "");
        }
    }

    /// <summary>For machines.</summary>
    public static string ToJson(ImportTally tally, bool isDry) => JsonLine.Object(json =>
    {
        json.WriteBoolean("dryRun", isDry);
        Texts("imports", tally.Imports);
        Texts("formats", tally.Formats);
        json.WriteNumber("lines", tally.Log.Lines);
        json.WriteNumber("accepted", tally.Accepted);
        json.WriteNumber("visitors", tally.Visitors);
        json.WriteNumber("withoutVisitor", tally.WithoutVisitor);
        json.WriteNumber("skipped", tally.Skipped);
        Counts("skippedFor", tally.Log.SkippedFor);
        Counts("dropped", tally.Dropped.Select(reason => (reason.Key, reason.Value)));
        json.WriteNumber("faultCount", tally.Faults);
        Texts("faults", tally.FirstFaults);
        Texts("damaged", tally.Damages);
        if (tally.Log is { First: { } first, Last: { } last })
        {
            json.WriteString("first", Text(first));
            json.WriteString("last", Text(last));
        }

        Counts("hosts", tally.Log.Hosts.Select(host => (host.Key, host.Value)));

        void Texts(string name, IEnumerable<string> texts)
        {
            json.WriteStartArray(name);
            foreach (string text in texts)
            {
                json.WriteStringValue(text);
            }

            json.WriteEndArray();
        }

        void Counts(string name, IEnumerable<(string Name, long Count)> counts)
        {
            json.WriteStartObject(name);
            foreach ((string of, long count) in counts)
            {
                json.WriteNumber(of, count);
            }

            json.WriteEndObject();
        }
    });

    private static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Row(string what, long count, string meaning) => Row(what, count.ToString(CultureInfo.InvariantCulture), meaning);

    private static string Row(string what, string value, string meaning) => $"{what,-26}{value,12}  {meaning}".TrimEnd();

    private static string SkipMeaning(string reason) => reason switch
    {
        "method" => "no GET",
        "status" => "answered otherwise than 200 or 304",
        "asset" => "images, scripts and the like",
        "feed" => "feeds",
        _ => "answered with something else than HTML",
    };

    private static string Meaning(string reason) => reason switch
    {
        "day_closed" => "their days take no events any more: older than the site's dataRetentionDays, or about to be closed for good",
        "erased" => "they are events of somebody who was erased",
        "over_budget" => "the site's dailyEventBudget is used up for today: import the file again tomorrow",
        "site_inactive" => "the site takes no events: set isActive",
        "hostname" => "their host is none of the site's domains",
        "bot" => "bots, libraries and requests without a user agent",
        "too_large" => "an event may take 32 KB",
        _ => "see docs/http-api.md",
    };
}
