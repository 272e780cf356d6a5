namespace Analytics.Tool.Costs;

/// <summary>One line of a bill.</summary>
/// <param name="What">What it is for.</param>
/// <param name="Quantity">How much of it.</param>
/// <param name="Unit">In what.</param>
/// <param name="Price">US dollars a unit.</param>
/// <param name="Free">How much of it costs nothing.</param>
internal sealed record BillLine(string What, double Quantity, string Unit, double Price, double Free = 0)
{
    /// <summary>US dollars a month.</summary>
    public double Dollars => Math.Max(0, Quantity - Free) * Price;
}
