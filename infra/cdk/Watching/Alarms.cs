using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.CloudWatch.Actions;
using Amazon.CDK.AWS.DynamoDB;
using Amazon.CDK.AWS.SNS;
using Amazon.CDK.AWS.SQS;
using Analytics.Cdk.Compute;
using Constructs;
using Function = Amazon.CDK.AWS.Lambda.Function;

namespace Analytics.Cdk.Watching;

/// <summary>What somebody must know of. Ten alarms over one metric each, which is what CloudWatch gives away; with a bucket an eleventh.</summary>
internal sealed class Alarms
{
    private readonly Construct _scope;
    private readonly SnsAction _tell;
    private readonly List<Alarm> _all = [];

    public Alarms(Construct scope, ITopic topic, ServerFunctions functions, ITableV2 events, IQueue deadLetters, ServerMetrics metrics, bool exports)
    {
        _scope = scope;
        _tell = new SnsAction(topic);
        foreach (Function function in functions.Answering)
        {
            Above(function.Node.Id + "Errors", "Requests failed", function.MetricErrors(Sum(5)), 4);
        }

        Above("MaintainErrors", "Maintenance fails again and again", functions.Maintain.MetricErrors(Sum(5)), 2, periods: 2);
        Above("DeadLettersWaiting", "A run of maintenance was given up: see the queue of dead letters", deadLetters.MetricApproximateNumberOfMessagesVisible(Largest(5)), 0);
        Above("CollectThrottles", "Lambda has no instance left for events: raise the account's limit of concurrent executions", functions.Collect.MetricThrottles(Sum(5)), 0);
        Above("TableThrottles", "DynamoDB refuses writes: senders send again, but see docs/operations.md", TableWriteThrottles(events), 0, periods: 3);

        // Maintenance tells these at every run. Silence means that it does not run.
        Above("OldestUnsealedDay", "A day that is over has not been sealed for six hours, or maintenance does not run", metrics.OldestUnsealedDay(Largest(15)), 6 * 3600, periods: 2, TreatMissingData.BREACHING);
        Above("Drift", "An audit found a sealed day to differ from its raw events", metrics.Drift(Sum(5)), 0);
        Above("SaltsOverdue", "Salts that should be destroyed are not", metrics.SaltsOverdue(Largest(5)), 0, periods: 3);
        Above("BudgetExceeded", "The day's budget of events is used up", metrics.BudgetExceeded(Largest(5)), 0);
        if (exports)
        {
            Above("MaintenanceFaults", "Days cannot be exported to the bucket, or other work of maintenance fails again and again: its log says what to do", metrics.MaintenanceFaults(Sum(15)), 0, periods: 2);
        }
    }

    /// <summary>In the order of the board.</summary>
    public IReadOnlyList<Alarm> All => _all;

    public static MetricOptions Sum(int minutes) => new() { Statistic = "Sum", Period = Duration.Minutes(minutes) };

    public static MetricOptions Largest(int minutes) => new() { Statistic = "Maximum", Period = Duration.Minutes(minutes) };

    private static Metric TableWriteThrottles(ITableV2 events) => new(new MetricProps
    {
        Namespace = "AWS/DynamoDB",
        MetricName = "WriteThrottleEvents",
        DimensionsMap = new Dictionary<string, string> { ["TableName"] = events.TableName },
        Statistic = "Sum",
        Period = Duration.Minutes(5),
    });

    private void Above(string id, string meaning, IMetric metric, double threshold, int periods = 1, TreatMissingData missing = TreatMissingData.NOT_BREACHING)
    {
        var alarm = new Alarm(_scope, id + "Alarm", new AlarmProps
        {
            AlarmDescription = meaning,
            Metric = metric,
            ComparisonOperator = ComparisonOperator.GREATER_THAN_THRESHOLD,
            Threshold = threshold,
            EvaluationPeriods = periods,
            TreatMissingData = missing,
        });
        alarm.AddAlarmAction(_tell);
        alarm.AddOkAction(_tell);
        _all.Add(alarm);
    }
}
