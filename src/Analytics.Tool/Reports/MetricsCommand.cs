using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Analytics.Tool.Terminal;

namespace Analytics.Tool.Reports;

/// <summary><c>analytics metrics</c>: a site's figures, and how much they have changed.</summary>
internal static class MetricsCommand
{
    private const string All = "pageviews,visitors,sessions,bounce_rate,avg_duration";

    public static Command Create(CommandContext context)
    {
        var command = new Command("metrics", "A site's figures, and how they have changed against as much time before. Needs the scope stats.");
        var period = new Argument<string>("period") { Description = ReportOptions.PeriodText, DefaultValueFactory = _ => "30d" };
        command.Add(period);
        var report = new ReportOptions(command, context);
        command.SetAction((parsed, stop) => report.AskAsync(parsed, "metrics", parsed.GetRequiredValue(period), [("metrics", All)], Lines, stop));
        return command;
    }

    private static IEnumerable<string> Lines(JsonElement answer) => Columns.Of(
        ["METRIC", "VALUE", "CHANGE"],
        [.. answer.GetProperty("metrics").EnumerateObject().Select(metric => (IReadOnlyList<string>)
            [metric.Name, metric.Value.GetProperty("value").ToString() + Unit(metric.Name), Change(metric.Value.GetProperty("change").GetDecimal())])]);

    private static string Unit(string metric) => metric switch
    {
        "bounce_rate" => " %",
        "avg_duration" => " s",
        _ => "",
    };

    private static string Change(decimal percent) => string.Create(CultureInfo.InvariantCulture, $"{percent:+0.#;-0.#;0} %");
}
