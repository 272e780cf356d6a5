namespace Analytics.Store.Stats.Metrics;

/// <summary>What a metric tells about, and so which dimensions it goes with.</summary>
public enum MetricSubject
{
    /// <summary>People and visits: goes with every dimension.</summary>
    Audience,

    /// <summary>The course of whole visits: of the event dimensions, only the page, and then it is that of the visits that entered there.</summary>
    Visit,

    /// <summary>Single events: not with entry and exit pages.</summary>
    Event,
}
