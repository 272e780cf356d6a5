using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Analytics.Tool.Server;
using Analytics.Tool.Terminal;

namespace Analytics.Tool.Reports;

/// <summary>What a report is about: which site, and which time until now.</summary>
internal sealed class ReportOptions
{
    private static readonly (char Unit, int Hours, int Most)[] Units = [('h', 1, 87_600), ('d', 24, 3_650), ('w', 168, 520)];

    private readonly Option<string?> _site = new("--site") { Description = "The site: its id, a domain or an alias. Default: the account's only one.", HelpName = "SITE" };
    private readonly ServerOptions _server;
    private readonly CommandContext _context;

    /// <summary>Adds the options to a command.</summary>
    public ReportOptions(Command command, CommandContext context)
    {
        command.Add(_site);
        (_server, _context) = (new ServerOptions(command, context), context);
    }

    /// <summary>Says how a period is written.</summary>
    public const string PeriodText = "The time until now: 24h, 7d, 4w. Default: 30d.";

    /// <summary>Asks, and writes the answer: as it came for machines, else as a table.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="route">The report.</param>
    /// <param name="period">Such as <c>7d</c>.</param>
    /// <param name="parameters">What is asked besides.</param>
    /// <param name="write">The lines for people.</param>
    /// <param name="stop">Cancels it.</param>
    public async Task<int> AskAsync(
        ParseResult parsed, string route, string period, IEnumerable<(string Name, string Value)> parameters, Func<JsonElement, IEnumerable<string>> write, CancellationToken stop)
    {
        DateTimeOffset now = _context.Clock.GetUtcNow().AddSeconds(1); // what happened in this second, too
        IEnumerable<(string Name, string Value)> all = [.. parameters, ("start", Instant(now - Length(period))), ("end", Instant(now))];
        if (parsed.GetValue(_site) is { } site)
        {
            all = all.Append(("site", site));
        }

        using AnalyticsServer api = _server.Connect(parsed);
        JsonElement answer = await api.GetAsync($"{route}?{string.Join('&', all.Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value)}"))}", stop);
        foreach (string line in _server.Json(parsed) ? [answer.GetRawText()] : write(answer))
        {
            _context.Output.Result(line);
        }

        return ExitCode.Ok;
    }

    private static TimeSpan Length(string period)
    {
        foreach ((char unit, int hours, int most) in Units)
        {
            if (period.EndsWith(unit) && int.TryParse(period[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= most)
            {
                return TimeSpan.FromHours((long)number * hours);
            }
        }

        throw new UsageFault($"period: '{period}' is none; write it as 24h, 7d or 4w, of at most ten years.");
    }

    private static string Instant(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
