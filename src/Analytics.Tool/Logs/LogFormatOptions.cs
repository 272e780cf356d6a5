using System.CommandLine;
using Analytics.Functions.Ingest.Logs;
using Analytics.Functions.Ingest.Logs.Formats;
using Analytics.Store.Inputs;
using Analytics.Tool.Terminal;

namespace Analytics.Tool.Logs;

/// <summary>The options of a command that reads logs.</summary>
internal sealed class LogFormatOptions
{
    /// <summary>The files are exports.</summary>
    public const string Export = "export";

    private readonly Option<string> _format = new("--format")
    {
        Description = "What the files are. auto: an export if its first line is one, else the log format that all of the first lines fit.",
        DefaultValueFactory = _ => NamedFormats.Auto,
        HelpName = "FORMAT",
    };

    private readonly Option<string?> _pattern = new("--log-format")
    {
        Description = "The server's own words for its lines: nginx's log_format, Apache's LogFormat, or a map of JSON keys.",
        HelpName = "PATTERN",
    };

    private readonly Option<string?> _zone = new("--log-timezone")
    {
        Description = "The server's time zone, where its lines name no offset (HAProxy). Default: UTC.",
        HelpName = "ZONE",
    };

    private readonly Option<bool> _without = new("--without-agent")
    {
        Description = "Counts page views without a user agent: bots among them count too, and visitors are known by their addresses alone.",
    };

    public LogFormatOptions(Command command)
    {
        _ = _format.AcceptOnlyFromAmong([Export, .. NamedFormats.Names]);
        command.Add(_format);
        command.Add(_pattern);
        command.Add(_zone);
        command.Add(_without);
    }

    /// <summary>What was said: whether it is an export for sure, and how a log is read.</summary>
    /// <exception cref="UsageFault">An option cannot be understood.</exception>
    public LogFormatChoice Read(ParseResult parsed)
    {
        string format = parsed.GetValue(_format)!;
        string? pattern = parsed.GetValue(_pattern);
        format = pattern is not null && format == NamedFormats.Auto ? NamedFormats.Custom : format;
        var members = new Dictionary<string, string?>
        {
            ["format"] = format == Export ? NamedFormats.Auto : format,
            ["pattern"] = pattern,
            ["timezone"] = parsed.GetValue(_zone),
            ["withoutAgent"] = parsed.GetValue(_without) ? "true" : null,
        };
        List<InputFault> faults = [];
        LogOptions options = LogOptions.Parse(name => members.GetValueOrDefault(name), faults);
        return faults.Count == 0
            ? new LogFormatChoice(format, pattern, options)
            : throw new UsageFault(string.Join("\n", faults.Select(fault => $"{NameOf(fault.Field)}: {fault.Problem}.")));
    }

    private static string NameOf(string field) => field switch { "pattern" => "--log-format", "timezone" => "--log-timezone", _ => "--format" };
}
