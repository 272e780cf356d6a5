using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.DynamoDB;
using Analytics.Cdk.Compute;
using Constructs;

namespace Analytics.Cdk.Watching;

/// <summary>One CloudWatch dashboard, for the operator of the deployment. Visitors' numbers are in the product's own dashboard.</summary>
internal static class Board
{
    private const int Half = 12;

    public static void Create(Construct scope, Alarms alarms, ServerFunctions functions, ITableV2 events, ServerMetrics metrics)
    {
        MetricOptions sum = Alarms.Sum(5), largest = Alarms.Largest(5), slow = new() { Statistic = "p95", Period = Duration.Minutes(5) };
        var board = new Dashboard(scope, "Board", new DashboardProps { DefaultInterval = Duration.Days(1) });
        board.AddWidgets(new AlarmStatusWidget(new AlarmStatusWidgetProps { Title = "Alarms", Alarms = [.. alarms.All], Width = 24 }));
        board.AddWidgets(
            Graph("Events", metrics.EventsAccepted(sum), metrics.EventsDropped(sum)),
            Graph("Calls", [.. functions.All.Select(f => f.MetricInvocations(sum))]));
        board.AddWidgets(
            Graph("Duration, 95 of 100 (ms)", [.. functions.All.Select(f => f.MetricDuration(slow))]),
            Graph("Errors and throttles", [.. functions.All.SelectMany(f => new IMetric[] { f.MetricErrors(sum), f.MetricThrottles(sum) })]));
        board.AddWidgets(
            Graph("Units of the table", events.MetricConsumedReadCapacityUnits(sum), events.MetricConsumedWriteCapacityUnits(sum)),
            Graph("Maintenance", metrics.OldestUnsealedDay(largest), metrics.MaintenanceFaults(sum), metrics.Drift(sum), metrics.SaltsOverdue(largest)));
    }

    private static GraphWidget Graph(string title, params IMetric[] metrics) => new(new GraphWidgetProps { Title = title, Left = metrics, Width = Half });
}
