namespace Analytics.Store.Stats.Insights;

/// <summary>What a segment, or what is left of it, counts before and after, and how far that is beyond chance and beyond its part of the whole.</summary>
internal readonly record struct SegmentCount(long Before, long After)
{
    /// <summary>A smaller change is never named.</summary>
    public const int Least = 10;

    // Of thousands of segments some lie three deviations apart by chance alone.
    private const double OfTheWhole = 3, OfSegments = 5, LeastShare = 0.05;

    public long Change => After - Before;

    /// <summary>Whether two counts of chance, each with its count as its variance, seldom lie so far apart.</summary>
    public bool IsBeyondChance => IsMuch(Math.Abs(Change), OfTheWhole);

    public static SegmentCount operator -(SegmentCount from, SegmentCount part) => new(from.Before - part.Before, from.After - part.After);

    /// <summary>
    /// How much of its change it has of its own: not more than its change, nor than what is beyond the change that it would have had if
    /// all had changed alike. 0 where that is too little to be named.
    /// </summary>
    /// <param name="rest">All that is not named yet.</param>
    /// <param name="total">All that changed.</param>
    public double Own(SegmentCount rest, long total)
    {
        double beyond = Change - (rest.Before > 0 ? (double)rest.Change * Before / rest.Before : 0);
        double own = Math.Min(Math.Abs(Change), Math.Abs(beyond));
        return Math.Sign(beyond) == Math.Sign(Change) && IsMuch(own, OfSegments) && Math.Abs(Change) >= LeastShare * Math.Abs(total) ? own : 0;
    }

    private bool IsMuch(double change, double deviations) => change >= Least && change >= deviations * Math.Sqrt(Math.Max(0, Before + After));
}
