using System.Globalization;
using System.Text.Json;

namespace Analytics.Client.Questions;

/// <summary>What time a question is about: a name that moves with the clock, or two days or two instants, the earlier first and both included.</summary>
public sealed class DateRange
{
    private readonly string? _name;
    private readonly string _from = "";
    private readonly string _to = "";

    private DateRange(string name) => _name = name;

    private DateRange(string from, string to) => (_from, _to) = (from, to);

    /// <summary>A range by its name, such as those of <see cref="Period"/>, <c>45d</c> or <c>18mo</c>. What the server does not know, it refuses.</summary>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static DateRange Named(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return new DateRange(name);
    }

    /// <summary>Days of the site, both included.</summary>
    public static DateRange Days(DateOnly from, DateOnly to) => new(Text(from), Text(to));

    /// <summary>Instants, both included, to the second.</summary>
    public static DateRange Instants(DateTimeOffset from, DateTimeOffset to) => new(Text(from), Text(to));

    /// <summary>A range by its name: <see cref="Named"/>.</summary>
    public static implicit operator DateRange(string name) => Named(name);

    /// <summary>As a part of an address: <c>30d</c>, <c>2026-03-01,2026-03-31</c>.</summary>
    public override string ToString() => _name ?? $"{_from},{_to}";

    internal static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal void Write(Utf8JsonWriter json)
    {
        if (_name is not null)
        {
            json.WriteStringValue(_name);
            return;
        }

        json.WriteStartArray();
        json.WriteStringValue(_from);
        json.WriteStringValue(_to);
        json.WriteEndArray();
    }

    private static string Text(DateTimeOffset instant) => instant.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
