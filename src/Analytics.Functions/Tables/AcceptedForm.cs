using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Analytics.Functions.Tables;

/// <summary>Which form the header <c>Accept</c> prefers (RFC 9110, 12.5.1).</summary>
internal static class AcceptedForm
{
    /// <summary>
    /// The form of the highest quality; among equals the one that is named most exactly, then the one that is named first. Without a
    /// header it is the first form; null where the header names none of them.
    /// </summary>
    public static AnswerForm? Of(StringValues accept, IReadOnlyList<AnswerForm> forms)
    {
        if (StringValues.IsNullOrEmpty(accept) || accept.All(string.IsNullOrWhiteSpace))
        {
            return forms[0];
        }

        List<MediaTypeHeaderValue> ranges = [.. Parse(accept)];
        return forms
            .Select(form => (Form: form, Range: ranges.Where(range => Includes(range, form)).MaxBy(Exactness)))
            .Where(match => match.Range is not null && match.Range.Quality is not 0)
            .OrderByDescending(match => match.Range!.Quality ?? 1)
            .ThenByDescending(match => Exactness(match.Range!))
            .ThenBy(match => ranges.IndexOf(match.Range!))
            .Select(match => match.Form)
            .FirstOrDefault();
    }

    // One by one: a part that cannot be read does not take the others with it.
    private static IEnumerable<MediaTypeHeaderValue> Parse(StringValues accept)
    {
        foreach (string part in accept.SelectMany(value => (value ?? "").Split(',')))
        {
            if (MediaTypeHeaderValue.TryParse(part, out MediaTypeHeaderValue? range))
            {
                yield return range;
            }
        }
    }

    // Another charset, or a table without its header, is another thing than what is written.
    private static bool Includes(MediaTypeHeaderValue range, AnswerForm form) =>
        (range.MatchesAllTypes || form.Types.Any(type => range.MatchesAllSubTypes
            ? type.StartsWith(range.Type + "/", StringComparison.OrdinalIgnoreCase)
            : range.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase)))
        && (!range.Charset.HasValue || HeaderUtilities.RemoveQuotes(range.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        && range.Parameters.All(parameter => !parameter.Name.Equals("header", StringComparison.OrdinalIgnoreCase) || HeaderUtilities.RemoveQuotes(parameter.Value).Equals("present", StringComparison.OrdinalIgnoreCase));

    private static int Exactness(MediaTypeHeaderValue range) => range.MatchesAllTypes ? 0 : range.MatchesAllSubTypes ? 1 : 2;
}
