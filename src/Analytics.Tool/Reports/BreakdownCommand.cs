using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Analytics.Tool.Terminal;

namespace Analytics.Tool.Reports;

/// <summary><c>analytics breakdown</c>: a site's pages, referrers, countries, … by their numbers.</summary>
internal static class BreakdownCommand
{
    public static Command Create(CommandContext context)
    {
        var command = new Command("breakdown", "What a site's numbers are made of. Needs the scope stats.");
        var dimension = new Argument<string>("dimension")
        {
            Description = "page, referrer, device, browser, os, country, utm_source, utm_medium, utm_campaign, or a dimension such as visit:source.",
        };
        var metric = new Option<string>("--metric") { Description = "pageviews, visitors or sessions. Default: pageviews.", HelpName = "METRIC", DefaultValueFactory = _ => "pageviews" };
        var period = new Option<string>("--period") { Description = ReportOptions.PeriodText, HelpName = "PERIOD", DefaultValueFactory = _ => "30d" };
        var limit = new Option<int>("--limit") { Description = "How many rows: 1 to 1,000. Default: 10.", HelpName = "NUMBER", DefaultValueFactory = _ => 10 };
        command.Add(dimension);
        command.Add(metric);
        command.Add(period);
        command.Add(limit);
        var report = new ReportOptions(command, context);
        command.SetAction((parsed, stop) => report.AskAsync(
            parsed,
            "breakdown",
            parsed.GetRequiredValue(period),
            [
                ("dimension", parsed.GetRequiredValue(dimension)),
                ("metric", parsed.GetRequiredValue(metric)),
                ("limit", parsed.GetRequiredValue(limit).ToString(CultureInfo.InvariantCulture)),
            ],
            answer => Lines(answer, parsed.GetRequiredValue(dimension), parsed.GetRequiredValue(metric)),
            stop));
        return command;
    }

    private static IEnumerable<string> Lines(JsonElement answer, string dimension, string metric) => Columns.Of(
        [Heading(dimension), Heading(metric), "SHARE"],
        [.. answer.GetProperty("data").EnumerateArray().Select(row => (IReadOnlyList<string>)
        [
            row.GetProperty("dimension").GetString()!,
            row.GetProperty("value").ToString(),
            string.Create(CultureInfo.InvariantCulture, $"{row.GetProperty("percentage").GetDecimal():0.#} %"),
        ])]);

    private static string Heading(string name) => name.ToUpperInvariant();
}
