using Analytics.Functions.Ingest.Logs.Formats;
using Analytics.Store.Calendars;
using Analytics.Store.Events;
using Analytics.Store.Inputs;

namespace Analytics.Functions.Ingest.Logs;

/// <summary>How the sender wants a log to be read, parsed once.</summary>
internal sealed record LogOptions
{
    private const string WithoutAgentRule = "must be true or false";

    /// <summary>The format; null if it is detected from the lines.</summary>
    public LogFormat? Format { get; private init; }

    /// <summary>Of times that name no offset.</summary>
    public TimeZoneInfo Zone { get; private init; } = TimeZoneInfo.Utc;

    /// <summary>
    /// Whether page views without a user agent count; false if they are dropped as bots; null if the sender did not decide, and then a
    /// log without user agents is refused.
    /// </summary>
    public bool? WithoutAgent { get; private init; }

    /// <summary>The import that the log is a part of.</summary>
    public ImportId Import { get; private init; } = ImportId.New();

    /// <summary>Parses the members; every fault is noted.</summary>
    /// <param name="member">The text of a member; empty or null if it is absent.</param>
    /// <param name="faults">Gets what is wrong.</param>
    public static LogOptions Parse(Func<string, string?> member, List<InputFault> faults)
    {
        string name = Text("format") ?? NamedFormats.Auto;
        string? pattern = Text("pattern"), zone = Text("timezone"), without = Text("withoutAgent"), import = Text("import");
        LogFormat? format = FormatOf(name, pattern, faults);
        TimeZoneInfo? found = TimeZoneInfo.Utc;
        if (zone is not null && !SiteCalendar.TryFindZone(zone, out found))
        {
            faults.Add(new InputFault("timezone", SiteCalendar.ZoneRule));
        }

        if (without is not (null or "true" or "false"))
        {
            faults.Add(new InputFault("withoutAgent", WithoutAgentRule));
        }

        ImportId id = default;
        if (import is not null && !ImportId.TryParse(import, out id))
        {
            faults.Add(new InputFault("import", SafeId.Rule));
        }

        return new LogOptions { Format = format, Zone = found ?? TimeZoneInfo.Utc, WithoutAgent = without is null ? null : without == "true", Import = import is null ? ImportId.New() : id };

        string? Text(string of) => member(of) is { Length: > 0 } text ? text : null;
    }

    /// <summary>The format of the log whose first lines these are; or what is wrong, with the member that helps.</summary>
    public (LogFormat? Format, InputFault? Fault) Decide(IReadOnlyList<string> sample)
    {
        LogFormat? format = Format;
        if (format is null && sample.All(line => line[0] == '#'))
        {
            return (ColumnFormats.InternetInformationServices, null); // nothing, or a header and no request
        }

        if (format is null)
        {
            (format, string? problem) = LogDetection.Find(sample);
            if (format is null)
            {
                return (null, new InputFault("format", "cannot be told from the lines: the log " + problem));
            }
        }

        return WithoutAgent is null && !LogDetection.HasAgents(format, sample)
            ? (null, new InputFault("withoutAgent", $"must be true to count this log: {format.Title} ({format.Name}), as it is here, has no user agents, so bots cannot be told from people, and visitors are known by their addresses alone (false drops all of it as bots)"))
            : (format, null);
    }

    private static LogFormat? FormatOf(string name, string? pattern, List<InputFault> faults)
    {
        if (name == NamedFormats.Custom)
        {
            (LogFormat? custom, IReadOnlyList<string> wrong) = CustomFormat.Parse(pattern ?? "");
            faults.AddRange(wrong.Select(problem => new InputFault("pattern", problem)));
            return custom;
        }

        if (pattern is not null)
        {
            faults.Add(new InputFault("pattern", "belongs to format=custom"));
        }

        LogFormat? format = NamedFormats.Find(name);
        if (format is null && name != NamedFormats.Auto)
        {
            faults.Add(new InputFault("format", NamedFormats.Rule));
        }

        return format;
    }
}
