using Amazon.CDK.AWS.CloudWatch;

namespace Analytics.Cdk.Watching;

/// <summary>The metrics that the server reports, without dimensions: seven, of the ten that CloudWatch gives for free.</summary>
/// <param name="name">The namespace, which the server has as <c>ANALYTICS_METRICS_NAMESPACE</c>.</param>
internal sealed class ServerMetrics(string name)
{
    /// <summary>Seconds that the oldest day is overdue which should be sealed and is not.</summary>
    public IMetric OldestUnsealedDay(MetricOptions options) => Of("OldestUnsealedDay", options);

    /// <summary>Events by which sealed days differ from their raw events, of the audits of a run.</summary>
    public IMetric Drift(MetricOptions options) => Of("Drift", options);

    /// <summary>Salts more than six hours past their end.</summary>
    public IMetric SaltsOverdue(MetricOptions options) => Of("SaltsOverdue", options);

    /// <summary>One while the day's budget of events is used up.</summary>
    public IMetric BudgetExceeded(MetricOptions options) => Of("BudgetExceeded", options);

    /// <summary>Days, erasures and sites that a run failed at.</summary>
    public IMetric MaintenanceFaults(MetricOptions options) => Of("MaintenanceFaults", options);

    public IMetric EventsAccepted(MetricOptions options) => Of("EventsAccepted", options);

    public IMetric EventsDropped(MetricOptions options) => Of("EventsDropped", options);

    private Metric Of(string metric, MetricOptions options) => new(new MetricProps
    {
        Namespace = name,
        MetricName = metric,
        Statistic = options.Statistic,
        Period = options.Period,
    });
}
