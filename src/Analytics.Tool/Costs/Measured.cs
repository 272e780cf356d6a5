namespace Analytics.Tool.Costs;

/// <summary>
/// What the product takes, as the benchmarks measured it; bench/results says how, and a test holds these figures to those pages.
/// Between two sizes it is interpolated along the logarithm of the size, beyond the largest it stays.
/// </summary>
internal static class Measured
{
    /// <summary>Write units an event, all in, by events a day of a site: collecting, markers, compaction, sealing.</summary>
    public static readonly Curve WriteUnits = new((10, 1.700), (100, 1.118), (1_000, 1.033), (10_000, 1.045), (50_000, 1.043));

    /// <summary>Read units an event that maintenance reads.</summary>
    public static readonly Curve MaintenanceReads = new((10, 2.200), (100, 0.335), (1_000, 0.209), (10_000, 0.272), (50_000, 0.305));

    /// <summary>Calls of DynamoDB that maintenance makes for a day of a site.</summary>
    public static readonly Curve MaintenanceCalls = new((10, 29), (100, 29), (1_000, 40), (10_000, 141), (50_000, 574));

    /// <summary>Bytes an event that stay when its raw event is gone, items of the day included.</summary>
    public static readonly Curve StoredBytes = new((10, 158.0), (100, 46.1), (1_000, 24.7), (10_000, 13.0), (50_000, 7.2));

    /// <summary>Read units of the dashboard over 30 days, by events in them, when nothing is remembered.</summary>
    public static readonly Curve DashboardReads = new((1_099, 5.5), (10_092, 19), (100_110, 107.5), (1_000_132, 708)) { GrowsBeyond = true };

    /// <summary>Milliseconds of the same over HTTP on one core.</summary>
    public static readonly Curve DashboardMilliseconds = new((1_099, 40), (100_110, 55), (1_000_132, 234)) { GrowsBeyond = true };

    /// <summary>Bytes of a raw event.</summary>
    public const double RawBytes = 233;

    /// <summary>Read units of a minute in which maintenance has nothing to do.</summary>
    public const double IdleReads = 7;

    /// <summary>Calls of the same.</summary>
    public const double IdleCalls = 7;

    /// <summary>Milliseconds of CPU of a request to collect.</summary>
    public const double CollectCpuMilliseconds = 0.38;

    /// <summary>Milliseconds of CPU from the start of an instance to its first event stored, portable code.</summary>
    public const double StartCpuMilliseconds = 600;

    /// <summary>Microseconds of CPU an event of building a day, of which a day takes two (the seal and its audit) and some for the tail.</summary>
    public const double BuildCpuMicroseconds = 20;

    /// <summary>Bytes of the tracker's script, compressed.</summary>
    public const double ScriptBytes = 1_194;
}
