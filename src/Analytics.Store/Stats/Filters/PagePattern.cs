using System.Text;
using System.Text.RegularExpressions;
using Analytics.Store.Events;
using Analytics.Store.Inputs;

namespace Analytics.Store.Stats.Filters;

/// <summary>
/// A page, or a family of pages, by path: <c>*</c> stands for anything within a segment, <c>**</c> for anything at all, every other
/// character for itself, with case. <c>/blog/**</c> is every page below <c>/blog/</c>. Immutable.
/// </summary>
public sealed record PagePattern
{
    /// <summary>The longest pattern, in characters.</summary>
    public const int MaxLength = 200;

    // Every wildcard is a loop of the expression that it becomes.
    private const int MaxWildcards = 10;
    private const string Rule = "must be a path of 1 to 200 characters, with at most 10 wildcards * or **";

    private PagePattern(string text, Filter isMet) => (Text, IsMet) = (text, isMet);

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>Holds for the pageviews of such pages, and for no other event.</summary>
    public Filter IsMet { get; }

    /// <exception cref="AnalyticsInputException">The text is empty, too long, or has too many wildcards.</exception>
    public static PagePattern Parse(string? text, string field = "page")
    {
        if (text is null || text.Length is 0 or > MaxLength || Regex.Count(text, "\\*+") > MaxWildcards)
        {
            throw new AnalyticsInputException(field, Rule);
        }

        try
        {
            // Most patterns have at most two stars, at the end: those need no expression.
            string start = text.EndsWith("**", StringComparison.Ordinal) ? text.TrimEnd('*') : text;
            Filter page = start.Contains('*', StringComparison.Ordinal) ? Filter.Where("event:page", FilterOperator.Matches, Expression(text))
                : Filter.Where("event:page", start.Length < text.Length ? FilterOperator.StartsWith : FilterOperator.Is, start);
            return new(text, new Filter.And([Filter.Where("event:name", FilterOperator.Is, EventName.Pageview), page]));
        }
        catch (AnalyticsInputException)
        {
            throw new AnalyticsInputException(field, Rule);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static string Expression(string text)
    {
        var expression = new StringBuilder(@"(?s)\A");
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '*')
            {
                _ = expression.Append(Regex.Escape(text[i].ToString()));
                continue;
            }

            int stars = 1;
            while (i + 1 < text.Length && text[i + 1] == '*')
            {
                i++;
                stars++;
            }

            _ = expression.Append(stars > 1 ? ".*" : "[^/]*");
        }

        return expression.Append(@"\z").ToString();
    }
}
