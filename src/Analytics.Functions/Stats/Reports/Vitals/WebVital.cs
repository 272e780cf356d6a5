namespace Analytics.Functions.Stats.Reports.Vitals;

/// <summary>One of the Core Web Vitals or of the times beside them, and what of it is good: the bounds are those of web.dev.</summary>
/// <param name="Name">The property of the events that has it: <c>LCP</c>.</param>
/// <param name="Unit"><c>ms</c>; empty for a number without one.</param>
/// <param name="Good">Up to here it is good.</param>
/// <param name="Poor">Above this it is poor; between the two it needs improvement.</param>
internal sealed record WebVital(string Name, string Unit, decimal Good, decimal Poor)
{
    /// <summary>The name of the events that have them, whatever tracker sent them.</summary>
    public const string EventName = Store.Events.EventName.WebVitals;

    public static IReadOnlyList<WebVital> All { get; } =
    [
        new("LCP", "ms", 2500, 4000),
        new("INP", "ms", 200, 500),
        new("CLS", "", 0.1m, 0.25m),
        new("FCP", "ms", 1800, 3000),
        new("TTFB", "ms", 800, 1800),
    ];

    /// <summary>The metrics of a question about it, in the order in which they are written.</summary>
    public IReadOnlyList<string> Metrics =>
    [
        $"numbers({Property})", $"median({Property})", P75, $"p95({Property})",
        FormattableString.Invariant($"share({Property},,{Good})"), FormattableString.Invariant($"share({Property},{Good},{Poor})"), FormattableString.Invariant($"share({Property},{Poor},)"),
    ];

    /// <summary>The metric that it is rated by.</summary>
    public string P75 => $"p75({Property})";

    private string Property => "event:props:" + Name;

    /// <summary>In one word; null where nothing was measured.</summary>
    public string? Rate(decimal? percentile75) =>
        percentile75 is not { } value ? null : value <= Good ? "good" : value <= Poor ? "needs-improvement" : "poor";
}
