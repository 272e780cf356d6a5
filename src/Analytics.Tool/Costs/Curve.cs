namespace Analytics.Tool.Costs;

/// <summary>Measured points, and a line between them along the logarithm of the size.</summary>
internal sealed class Curve(params (double Size, double Value)[] points)
{
    /// <summary>Whether it is proportional to the size beyond the largest point. Default: it stays.</summary>
    public bool GrowsBeyond { get; init; }

    public IReadOnlyList<(double Size, double Value)> Points => points;

    public double At(double size)
    {
        if (size <= points[0].Size)
        {
            return points[0].Value;
        }

        for (int i = 1; i < points.Length; i++)
        {
            ((double from, double low), (double to, double high)) = (points[i - 1], points[i]);
            if (size <= to)
            {
                return low + ((high - low) * Math.Log(size / from) / Math.Log(to / from));
            }
        }

        return GrowsBeyond ? points[^1].Value * size / points[^1].Size : points[^1].Value;
    }
}
