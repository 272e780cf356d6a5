using System.Text.Json;
using Analytics.Functions.Wire;
using Analytics.Store.Calendars;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Ranges;
using Analytics.Store.Stats.Terms;

namespace Analytics.Functions.Stats;

/// <summary>
/// Reads the fields of a question and gathers what is wrong with them: in the place of a faulty field something harmless is read, so that
/// the others can be judged too.
/// </summary>
/// <param name="body">An object.</param>
/// <param name="terms">The goals and segments that filters may name.</param>
/// <param name="path">What faults put before the names of its fields.</param>
internal sealed class QuestionFields(JsonElement body, SiteTerms terms, string path = "")
{
    /// <summary>What was wrong, in the order in which it was read.</summary>
    public List<InputFault> Faults { get; } = [];

    /// <summary>Every name must be one of these.</summary>
    public void Only(params ReadOnlySpan<string> names)
    {
        foreach (JsonProperty property in body.EnumerateObject())
        {
            if (!names.Contains(property.Name))
            {
                Fault(property.Name, UnknownField.Problem(names.ToArray()));
            }
        }
    }

    /// <summary>Null where it is absent, or no text.</summary>
    public string? Text(string name)
    {
        if (!body.TryGetProperty(name, out JsonElement text) || text.ValueKind == JsonValueKind.String)
        {
            return text.ValueKind == JsonValueKind.String ? text.GetString() : null;
        }

        Fault(name, "must be text");
        return null;
    }

    /// <summary>The value of a word; the first where it is absent.</summary>
    public T OneOf<T>(string name, params (string Word, T Value)[] words)
    {
        string? word = Text(name);
        int found = Array.FindIndex(words, w => w.Word == word);
        if (word is not null && found < 0)
        {
            Fault(name, $"must be one of {string.Join(", ", words.Select(w => w.Word))}");
        }

        return words[Math.Max(0, found)].Value;
    }

    /// <summary>What the text of a field says, where it says it.</summary>
    public T? Parse<T>(string name, Func<string, T> parse) where T : class => Text(name) is { } text ? Try(() => parse(text)) : null;

    /// <summary>A whole number; null where it is absent.</summary>
    public int? Number(string name)
    {
        if (!body.TryGetProperty(name, out JsonElement number))
        {
            return null;
        }

        if (number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out int value))
        {
            return value;
        }

        Fault(name, "must be a whole number");
        return null;
    }

    /// <summary><c>date_range</c>, which must be there.</summary>
    public StatsRange Range(Site site, DateTimeOffset now)
    {
        StatsRange? range = body.TryGetProperty("date_range", out JsonElement value) ? DateRangeJson.Parse(value, site, now) : null;
        if (range is null)
        {
            Fault("date_range", "must be a range as 30d, or a list of two dates or two instants");
        }

        return range ?? Someday(site);
    }

    /// <summary><c>filters</c>; default everything.</summary>
    public Filter Filter()
    {
        if (!body.TryGetProperty("filters", out JsonElement filters))
        {
            return Store.Stats.Filters.Filter.Everything;
        }

        if (FilterJson.TryParse(filters, terms, out Filter? filter, out string? error))
        {
            return filter;
        }

        Fault("filters", error);
        return Store.Stats.Filters.Filter.Everything;
    }

    /// <summary><c>pagination</c>; default the first rows.</summary>
    public StatsPage Page()
    {
        if (!body.TryGetProperty("pagination", out JsonElement pagination))
        {
            return StatsPage.First;
        }

        if (pagination.ValueKind != JsonValueKind.Object)
        {
            Fault("pagination", "must be an object");
            return StatsPage.First;
        }

        var fields = new QuestionFields(pagination, terms, path + "pagination.");
        fields.Only("limit", "offset");
        var page = new StatsPage(fields.Number("limit") ?? StatsPage.MaxLimit, fields.Number("offset") ?? 0);
        Faults.AddRange(fields.Faults);
        return page;
    }

    /// <summary>A list of objects; empty where it is absent or something else.</summary>
    public IReadOnlyList<T> Each<T>(string name, Func<QuestionFields, T> read)
    {
        if (!body.TryGetProperty(name, out JsonElement list) || list.ValueKind != JsonValueKind.Array
            || list.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.Object))
        {
            Fault(name, "must be a list of objects");
            return [];
        }

        List<T> items = [];
        foreach (JsonElement item in list.EnumerateArray())
        {
            var fields = new QuestionFields(item, terms, $"{path}{name}[{items.Count}].");
            items.Add(read(fields));
            Faults.AddRange(fields.Faults);
        }

        return items;
    }

    /// <summary>Whether there is a field of that name.</summary>
    public bool Has(string name) => body.TryGetProperty(name, out _);

    /// <summary>Writes a field as it came, where there is one.</summary>
    public void CopyTo(Utf8JsonWriter writer, string name)
    {
        if (body.TryGetProperty(name, out JsonElement value))
        {
            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }
    }

    public void Fault(string name, string problem) => Faults.Add(new InputFault(path + name, problem));

    /// <summary>What is made of the fields; null where that has faults, which are added to the others.</summary>
    public T? Try<T>(Func<T> make) where T : class
    {
        try
        {
            return make();
        }
        catch (AnalyticsInputException invalid)
        {
            // What is wrong with the same field was said already.
            Faults.AddRange(invalid.Faults.Select(f => f with { Field = path + f.Field }).Where(f => !Faults.Exists(known => known.Field == f.Field)));
            return null;
        }
    }

    private static StatsRange Someday(Site site)
    {
        LocalDay day = site.Calendar.DayOf(site.CreatedAt);
        return StatsRange.OfDays(site.Calendar, day, day) ?? StatsRange.OfDays(SiteCalendar.Utc, new LocalDay(2026, 1, 1), new LocalDay(2026, 1, 1))!;
    }
}
