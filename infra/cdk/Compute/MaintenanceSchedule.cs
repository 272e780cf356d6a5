using Amazon.CDK;
using Amazon.CDK.AWS.Events;
using Amazon.CDK.AWS.Events.Targets;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.SQS;
using Constructs;
using TargetProps = Amazon.CDK.AWS.Events.Targets.LambdaFunctionProps;

namespace Analytics.Cdk.Compute;

/// <summary>Maintenance, every minute, and where its events go that could not be delivered or dealt with.</summary>
internal static class MaintenanceSchedule
{
    /// <summary>What the server knows the schedule by.</summary>
    public const string Input = "maintain";

    public static Queue CreateDeadLetters(Construct scope) => new(scope, "DeadLetters", new QueueProps
    {
        RetentionPeriod = Duration.Days(14),
        Encryption = QueueEncryption.SQS_MANAGED,
        EnforceSSL = true,
    });

    public static void Create(Construct scope, IFunction maintain, IQueue deadLetters) => _ = new Rule(scope, "EveryMinute", new RuleProps
    {
        Description = "Seals days, destroys salts, erases, audits",
        Schedule = Schedule.Rate(Duration.Minutes(1)),
        Targets =
        [
            new Amazon.CDK.AWS.Events.Targets.LambdaFunction(maintain, new TargetProps
            {
                Event = RuleTargetInput.FromObject(new Dictionary<string, object> { ["analytics"] = Input }),
                DeadLetterQueue = deadLetters,
                RetryAttempts = 2,
                MaxEventAge = Duration.Minutes(5),
            }),
        ],
    });
}
