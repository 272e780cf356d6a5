using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Logs;
using Analytics.Cdk.Options;
using Constructs;
using LogGroupProps = Amazon.CDK.AWS.Logs.LogGroupProps;

namespace Analytics.Cdk.Logs;

/// <summary>A function's log, made before the function so that it has an end, and a role that may write into this log and do nothing else.</summary>
internal static class FunctionLog
{
    public static LogGroup Create(Construct scope, string id, DeploymentOptions options)
    {
        var log = new LogGroup(scope, id, new LogGroupProps { RemovalPolicy = RemovalPolicy.DESTROY });
        ((CfnLogGroup)log.Node.DefaultChild!).RetentionInDays = options.LogDays;
        return log;
    }

    public static Role CreateRole(Construct scope, string id, LogGroup log)
    {
        var role = new Role(scope, id, new RoleProps { AssumedBy = new ServicePrincipal("lambda.amazonaws.com") });
        _ = role.AddToPrincipalPolicy(new PolicyStatement(new PolicyStatementProps
        {
            Actions = ["logs:CreateLogStream", "logs:PutLogEvents"],
            Resources = [log.LogGroupArn],
        }));
        return role;
    }
}
