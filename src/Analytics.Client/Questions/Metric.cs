using System.Globalization;

namespace Analytics.Client.Questions;

/// <summary>Names of metrics. Any other that the server knows is as good: names are texts, so that a newer server breaks nothing.</summary>
public static class Metric
{
    /// <summary>Distinct visitors.</summary>
    public const string Visitors = "visitors";

    /// <summary>Visits.</summary>
    public const string Visits = "visits";

    /// <summary>Page views.</summary>
    public const string PageViews = "pageviews";

    /// <summary>Page views of a visit, on average.</summary>
    public const string ViewsPerVisit = "views_per_visit";

    /// <summary>Visits of one page and nothing else, in percent.</summary>
    public const string BounceRate = "bounce_rate";

    /// <summary>How long a visit takes on average, in seconds.</summary>
    public const string VisitDuration = "visit_duration";

    /// <summary>Events of any name.</summary>
    public const string Events = "events";

    /// <summary>How far a page is scrolled on average, in percent. Null where nobody told.</summary>
    public const string ScrollDepth = "scroll_depth";

    /// <summary>How long a page is looked at on average, in seconds. Null where nobody told.</summary>
    public const string TimeOnPage = "time_on_page";

    /// <summary>The share of all visitors, in percent.</summary>
    public const string Percentage = "percentage";

    /// <summary>The share of visitors who met a goal, in percent.</summary>
    public const string ConversionRate = "conversion_rate";

    /// <summary>The same within the row.</summary>
    public const string GroupConversionRate = "group_conversion_rate";

    /// <summary>How often a visit ended with the page, in percent. Null where it was not seen.</summary>
    public const string ExitRate = "exit_rate";

    /// <summary>Money in all. Null where there is none, or several currencies.</summary>
    public const string TotalRevenue = "total_revenue";

    /// <summary>Money of an event, on average.</summary>
    public const string AverageRevenue = "average_revenue";

    /// <summary>What conversions are worth by the values of their goals.</summary>
    public const string GoalValue = "goal_value";

    /// <summary>When the first of the events happened: text, UTC, to the millisecond.</summary>
    public const string FirstSeen = "first_seen";

    /// <summary>When the last of them happened, likewise.</summary>
    public const string LastSeen = "last_seen";

    /// <summary>How many events have a number in a custom property.</summary>
    public static string Numbers(string property) => Of("numbers", property);

    /// <summary>The sum of a property's numbers.</summary>
    public static string Sum(string property) => Of("sum", property);

    /// <summary>The mean of a property's numbers.</summary>
    public static string Average(string property) => Of("average", property);

    /// <summary>The least of a property's numbers.</summary>
    public static string Min(string property) => Of("min", property);

    /// <summary>The greatest of a property's numbers.</summary>
    public static string Max(string property) => Of("max", property);

    /// <summary>The number that so many percent of a property's numbers do not exceed.</summary>
    /// <param name="property">The property's name, without <c>event:props:</c>.</param>
    /// <param name="percent">Above 0 and below 100, in tenths: 75, 99.9.</param>
    public static string Percentile(string property, decimal percent) => Of("p" + percent.ToString("0.#", CultureInfo.InvariantCulture), property);

    private static string Of(string figure, string property) => $"{figure}({Dimension.Property(property)})";
}
