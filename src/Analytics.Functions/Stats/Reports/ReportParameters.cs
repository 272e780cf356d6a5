using System.Globalization;
using System.Text.Json;
using Analytics.Store.Calendars;
using Analytics.Store.Inputs;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Terms;
using Analytics.Store.Stats.Visits;

namespace Analytics.Functions.Stats.Reports;

/// <summary>
/// The parameters in a report's address. What is wrong with them is gathered: in the place of a faulty one something harmless is read, so
/// that the others can be judged too. A parameter without a value is as good as absent.
/// </summary>
internal sealed class ReportParameters(IQueryCollection query)
{
    /// <summary>What was wrong, in the order in which it was read.</summary>
    public List<InputFault> Faults { get; } = [];

    /// <summary>Null where it is absent.</summary>
    public string? Text(string name)
    {
        if (query[name] is { Count: > 1 })
        {
            Fault(name, "is given more than once: give it once");
        }

        return query[name] is [{ Length: > 0 } text, ..] ? text : null;
    }

    /// <summary>The first of these names that is there, and its text; for parameters that clients know under several names.</summary>
    public (string Name, string? Text) FirstOf(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (Text(name) is { } text)
            {
                return (name, text);
            }
        }

        return (names[0], null);
    }

    /// <summary>A whole number; <paramref name="standard"/> where it is absent.</summary>
    public int Whole(string name, int standard, int min, int max)
    {
        if (Text(name) is not { } text)
        {
            return standard;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= min && number <= max)
        {
            return number;
        }

        Fault(name, string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {min} to {max}"));
        return standard;
    }

    /// <summary>The value of a word; the first where it is absent.</summary>
    public T OneOf<T>(string name, params ReadOnlySpan<(string Word, T Value)> words)
    {
        string? word = Text(name);
        if (word is null)
        {
            return words[0].Value;
        }

        foreach ((string known, T value) in words)
        {
            if (known == word)
            {
                return value;
            }
        }

        List<string> all = [];
        foreach ((string known, _) in words)
        {
            all.Add(known);
        }

        Fault(name, $"must be one of {string.Join(", ", all)}");
        return words[0].Value;
    }

    /// <summary>Names divided by commas; null where it is absent.</summary>
    public string[]? Names(string name) => Text(name)?.Split(',', StringSplitOptions.TrimEntries);

    /// <summary>A date; null where it is absent.</summary>
    public LocalDay? Day(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (LocalDay.TryParse(text, out LocalDay day) && day.Date.Year is >= 1970 and <= 9990)
        {
            return day;
        }

        Fault(name, "must be a date as yyyy-MM-dd, from 1970 to 9990");
        return null;
    }

    /// <summary>The place in a list after which a page begins; null for the first page.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="next">What answers call it.</param>
    public ListPlace? Place(string name, string next)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (ListPlace.TryParse(text, out ListPlace place))
        {
            return place;
        }

        Fault(name, $"must be the '{next}' of the page before: leave it out for the first page");
        return null;
    }

    /// <summary><c>filters</c>, as the Stats API has them; default everything.</summary>
    /// <param name="readTerms">Reads the site's goals and segments, where the filters name any.</param>
    public async Task<Filter> FiltersAsync(Func<Task<SiteTerms>> readTerms)
    {
        if (Text("filters") is not { } text)
        {
            return Filter.Everything;
        }

        string? error = "must be a JSON list such as [[\"is\",\"visit:country\",[\"EE\"]]], percent-encoded";
        try
        {
            using JsonDocument json = JsonDocument.Parse(text);
            SiteTerms terms = StatsQueryJson.NeedsTerms(json.RootElement) ? await readTerms() : SiteTerms.None;
            if (FilterJson.TryParse(json.RootElement, terms, out Filter? filter, out error))
            {
                return filter;
            }
        }
        catch (JsonException)
        {
        }

        Fault("filters", error!);
        return Filter.Everything;
    }

    public void Fault(string name, string problem)
    {
        if (!Faults.Exists(f => f.Field == name)) // a parameter may be looked at twice
        {
            Faults.Add(new InputFault(name, problem));
        }
    }

    /// <summary>Ends the report where anything was wrong.</summary>
    /// <exception cref="AnalyticsInputException">With every fault.</exception>
    public void Check()
    {
        if (Faults.Count > 0)
        {
            throw new AnalyticsInputException([.. Faults]);
        }
    }
}
