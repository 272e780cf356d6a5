using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.SQS;
using Analytics.Cdk.Compute;
using Analytics.Cdk.Data;
using Analytics.Cdk.Fronts;
using Analytics.Cdk.Options;
using Analytics.Cdk.Secrets;
using Analytics.Cdk.Watching;
using Constructs;
using Environment = Amazon.CDK.Environment;
using Topic = Amazon.CDK.AWS.SNS.Topic;

namespace Analytics.Cdk;

/// <summary>
/// Everything of a deployment, in the order in which it is needed. It names no account, no table and, unless asked to, no region: it
/// deploys anywhere, and several times side by side.
/// </summary>
public sealed class AnalyticsStack : Stack
{
    /// <param name="scope">The app.</param>
    /// <param name="options">What was asked for.</param>
    /// <param name="server">The folder with the published server.</param>
    public AnalyticsStack(Construct scope, DeploymentOptions options, string server)
        : base(scope, options.StackName, Props(options))
    {
        ArgumentNullException.ThrowIfNull(options);
        var tables = new DataTables(this, options);
        var secrets = new DeploymentSecrets(this, options);
        Queue deadLetters = MaintenanceSchedule.CreateDeadLetters(this);
        var functions = new ServerFunctions(this, options, Code.FromAsset(server), tables, secrets, deadLetters);
        MaintenanceSchedule.Create(this, functions.Maintain, deadLetters);
        string host = CreateFront(options, functions, secrets);

        Topic topic = AlertTopic.Create(this, options);
        var metrics = new ServerMetrics(ServerFunctions.MetricsNamespace(options));
        var alarms = new Alarms(this, topic, functions, tables.Events, deadLetters, metrics, options.ExportBucket);
        Board.Create(this, alarms, functions, tables.Events, metrics);
        CostBudget.Create(this, options);
        if (options.ExportBucket)
        {
            Say("ExportBucketName", ExportBucket.Create(this, functions.Maintain, [functions.Api]).BucketName);
        }

        Say("Address", $"https://{host}{options.Path}");
        Say("Snippet", $"""<script defer data-domain="example.com" src="https://{host}{options.Path}/js/script.js"></script>""");
        Say("FirstLogin", $"{options.OwnerEmail}, and within two minutes the password that this prints: aws ssm get-parameter --with-decryption --query Parameter.Value --output text --region {Region} --name {secrets.OwnerPasswordParameter}");
        Say("EventsTableName", tables.Events.TableName);
        Say("SaltsTableName", tables.Salts.TableName);
        Say("DeadLetterQueueUrl", deadLetters.QueueUrl);
        Say("AlertTopicArn", topic.TopicArn);
        Amazon.CDK.Tags.Of(this).Add("project", "analytics");
        Amazon.CDK.Tags.Of(this).Add("environment", options.Environment);
    }

    private string CreateFront(DeploymentOptions options, ServerFunctions functions, DeploymentSecrets secrets)
    {
        switch (options.Front)
        {
            case FrontKind.Url:
                return FunctionAddress.Create(functions.Api, streams: true);
            case FrontKind.Http:
                return new HttpFront(this, options, functions.Collect, functions.Api).Host;
            case FrontKind.CdnUrl:
                string collect = FunctionAddress.Create(functions.Collect, streams: false), api = FunctionAddress.Create(functions.Api, streams: true);
                return new CdnFront(this, options, collect, api, secrets.OriginSecret).Host;
            default:
                string http = new HttpFront(this, options, functions.Collect, functions.Api).Host;
                return new CdnFront(this, options, http, http, secrets.OriginSecret).Host;
        }
    }

    private void Say(string name, string value) => _ = new CfnOutput(this, name, new CfnOutputProps { Value = value });

    private static StackProps Props(DeploymentOptions options) => new()
    {
        Description = "Analytics: web analytics in your own account.",
        TerminationProtection = options.IsProtected,
        Env = options.Region is { } region ? new Environment { Region = region } : null,
    };
}
