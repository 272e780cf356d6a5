using System.CommandLine;
using System.Globalization;

namespace Analytics.Tool.Terminal;

/// <summary>Which days of the site's calendar a command is about: <c>--day</c>, or <c>--from</c> and <c>--to</c>.</summary>
internal sealed class DayOptions
{
    private readonly Option<string?> _day = new("--day") { Description = "One day.", HelpName = "yyyy-MM-dd" };
    private readonly Option<string?> _from = new("--from") { Description = "The first day.", HelpName = "yyyy-MM-dd" };
    private readonly Option<string?> _to = new("--to") { Description = "The last day, included. Default: --from.", HelpName = "yyyy-MM-dd" };

    public DayOptions(Command command)
    {
        command.Add(_day);
        command.Add(_from);
        command.Add(_to);
    }

    /// <summary>The first and the last day.</summary>
    /// <exception cref="UsageFault">None is named, or what is named is no range.</exception>
    public (DateOnly First, DateOnly Last) Read(ParseResult parsed)
    {
        DateOnly? day = Date(parsed, _day), from = Date(parsed, _from), to = Date(parsed, _to);
        if ((day is null) == (from is null) || (day is not null && to is not null))
        {
            throw new UsageFault("--day: name either one day, or a range with --from and --to.");
        }

        (DateOnly first, DateOnly last) = (day ?? from!.Value, to ?? day ?? from!.Value);
        return first <= last ? (first, last) : throw new UsageFault("--from: must not be after --to.");
    }

    /// <summary>Every day from one to another.</summary>
    public static IEnumerable<string> Between(DateOnly first, DateOnly last)
    {
        for (DateOnly day = first; day <= last; day = day.AddDays(1))
        {
            yield return Text(day);
        }
    }

    /// <summary>The body of a request about a day.</summary>
    public static ReadOnlyMemory<byte> Body(string day) => JsonLine.Bytes(json => json.WriteString("day", day));

    /// <summary>A day as the API writes it.</summary>
    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly? Date(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) is not { } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) && day.Year is >= 1970 and <= 9990 ? day
        : throw new UsageFault($"{option.Name}: '{text}' is no date; write it as 2026-03-10.");
}
