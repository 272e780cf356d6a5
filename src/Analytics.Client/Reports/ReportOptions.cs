using System.Globalization;
using Analytics.Client.Http;
using Analytics.Client.Questions;

namespace Analytics.Client.Reports;

/// <summary>What a report is about. What is left out is the server's default: the last thirty days and today, ten rows, everything.</summary>
public sealed record ReportOptions
{
    /// <summary>A named range: <see cref="Questions.Period.Last30Days"/>. Not together with <see cref="From"/> and <see cref="To"/>.</summary>
    public string? Period { get; init; }

    /// <summary>The first day, of the site. Default: thirty days before <see cref="To"/>.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day, of the site. Default: today.</summary>
    public DateOnly? To { get; init; }

    /// <summary>The most rows of an answer, 1 to 1,000. Only of lists. Default 10; 1,000 where all rows are read.</summary>
    public int? Limit { get; init; }

    /// <summary>Which page of a list, from 1. Only of lists. Default 1.</summary>
    public int? Page { get; init; }

    /// <summary>What counts: all of these hold. Default: everything.</summary>
    public IReadOnlyList<Filter> Filters { get; init; } = [];

    /// <summary>What the name holds, in any case. Only of lists. Default: any.</summary>
    public string? Search { get; init; }

    /// <summary>The steps of a course: <c>minute</c>, <c>hour</c>, <c>day</c>, <c>week</c>, <c>month</c>. Only of <see cref="ReportName.TimeSeries"/>. Default <c>day</c>.</summary>
    public string? Interval { get; init; }

    /// <summary>Parameters that only some reports know, or a newer server: <c>status</c> of errors, <c>referrer</c>, <c>country</c>. Default: none.</summary>
    public IReadOnlyDictionary<string, string> Other { get; init; } = new Dictionary<string, string>();

    internal string Address(string site, string report)
    {
        Address address = Http.Address.OfSite(site, string.Join('/', report.Split('/').Select(Http.Address.Part)))
            .With("period", Period)
            .With("from", From is { } from ? DateRange.Text(from) : null)
            .With("to", To is { } to ? DateRange.Text(to) : null)
            .With("limit", Limit?.ToString(CultureInfo.InvariantCulture))
            .With("page", Page?.ToString(CultureInfo.InvariantCulture))
            .With("q", Search)
            .With("interval", Interval)
            .With("filters", Filters.Count > 0 ? Filter.Text(Filters) : null);
        foreach ((string name, string value) in Other)
        {
            address = address.With(name, value);
        }

        return address.ToString();
    }
}
