namespace Analytics.Tool.Costs;

/// <summary>A month of a bill.</summary>
internal static class Month
{
    public const double Days = 30.4;
    public const double Minutes = Days * 24 * 60;
}
