namespace Analytics.Client.Questions;

/// <summary>Names of ranges, and of what to compare with. Any other that the server knows is as good: <c>45d</c>, <c>18mo</c>.</summary>
public static class Period
{
    /// <summary>The site's present day.</summary>
    public const string Day = "day";

    /// <summary>The last 24 hours.</summary>
    public const string Last24Hours = "24h";

    /// <summary>The seven days that ended yesterday.</summary>
    public const string Last7Days = "7d";

    /// <summary>The 28 days that ended yesterday.</summary>
    public const string Last28Days = "28d";

    /// <summary>The 30 days that ended yesterday.</summary>
    public const string Last30Days = "30d";

    /// <summary>The 91 days that ended yesterday.</summary>
    public const string Last91Days = "91d";

    /// <summary>The site's present month.</summary>
    public const string Month = "month";

    /// <summary>The six calendar months that ended with the last one.</summary>
    public const string Last6Months = "6mo";

    /// <summary>The twelve calendar months that ended with the last one.</summary>
    public const string Last12Months = "12mo";

    /// <summary>The site's present year.</summary>
    public const string Year = "year";

    /// <summary>From the first event on.</summary>
    public const string All = "all";

    /// <summary>The last five minutes.</summary>
    public const string Realtime = "realtime";

    /// <summary>The last thirty minutes.</summary>
    public const string Last30Minutes = "30m";

    /// <summary>To compare with: as much time before.</summary>
    public const string PreviousPeriod = "previous_period";

    /// <summary>To compare with: the same time a year before.</summary>
    public const string YearOverYear = "year_over_year";
}
