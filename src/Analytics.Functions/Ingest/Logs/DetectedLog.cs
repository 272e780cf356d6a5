namespace Analytics.Functions.Ingest.Logs;

/// <summary>A log that does not say its format: the first line that is surely of one decides; until then it is read as the combined one.</summary>
internal sealed class DetectedLog : ILogFormat
{
    private readonly CombinedLog _assumed = new(common: false);
    private ILogFormat? _sure;

    public LogLine Read(string line) => ((_sure ??= Sure(line)) ?? _assumed).Read(line);

    private static ILogFormat? Sure(string line) =>
        CloudFrontLog.IsHeader(line) ? new CloudFrontLog()
        : CombinedLog.Of(line) is { } combined ? combined
        : new LoadBalancerLog() is var balancer && balancer.Read(line) is LogLine.Request ? balancer
        : new CloudFrontLog() is var edge && edge.Read(line) is LogLine.Request ? edge
        : null;
}
