namespace Analytics.Store.Stats;

/// <summary>A part of a whole.</summary>
internal static class Share
{
    /// <summary>Percent, two decimals, half away from zero; 0 of nothing.</summary>
    public static decimal Of(long part, long whole) => whole == 0 ? 0 : decimal.Round(100m * part / whole, 2, MidpointRounding.AwayFromZero) / 1.00m;
}
