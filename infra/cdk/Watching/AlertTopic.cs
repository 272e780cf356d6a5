using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.SNS;
using Amazon.CDK.AWS.SNS.Subscriptions;
using Analytics.Cdk.Options;
using Constructs;

namespace Analytics.Cdk.Watching;

/// <summary>The topic that receives alarms, by TLS only, and passes them to its subscribers.</summary>
internal static class AlertTopic
{
    public static Topic Create(Construct scope, DeploymentOptions options)
    {
        // Not under AWS's key for SNS: CloudWatch may not use it, and alarms would reach nobody. They say nothing of visitors.
        var topic = new Topic(scope, "Alerts", new TopicProps { DisplayName = options.StackName });
        _ = topic.AddToResourcePolicy(new PolicyStatement(new PolicyStatementProps
        {
            Sid = "TlsAlone",
            Effect = Effect.DENY,
            Principals = [new AnyPrincipal()],
            Actions = ["sns:Publish"],
            Resources = [topic.TopicArn],
            Conditions = new Dictionary<string, object> { ["Bool"] = new Dictionary<string, object> { ["aws:SecureTransport"] = "false" } },
        }));
        _ = topic.AddToResourcePolicy(new PolicyStatement(new PolicyStatementProps
        {
            Sid = "AlarmsOfThisAccount",
            Principals = [new ServicePrincipal("cloudwatch.amazonaws.com")],
            Actions = ["sns:Publish"],
            Resources = [topic.TopicArn],
            Conditions = new Dictionary<string, object> { ["StringEquals"] = new Dictionary<string, object> { ["aws:SourceAccount"] = Amazon.CDK.Stack.Of(scope).Account } },
        }));
        if (options.AlertEmail is { } address)
        {
            _ = topic.AddSubscription(new EmailSubscription(address));
        }

        return topic;
    }
}
