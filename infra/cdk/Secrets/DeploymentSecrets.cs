using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Logs;
using Analytics.Cdk.Logs;
using Analytics.Cdk.Options;
using Constructs;

namespace Analytics.Cdk.Secrets;

/// <summary>
/// Two secrets, made once by a small function when the stack is, and kept as encrypted parameters of Systems Manager, which cost nothing.
/// Neither the template nor an output holds them: CloudFormation gets them as values that it does not show. Decision 0017 says why.
/// </summary>
internal sealed class DeploymentSecrets
{
    public DeploymentSecrets(Stack scope, DeploymentOptions options)
    {
        string prefix = "/" + options.StackName;
        OwnerPasswordParameter = prefix + "/owner-password";
        LogGroup log = FunctionLog.Create(scope, "SecretsLog", options);
        Role role = FunctionLog.CreateRole(scope, "SecretsRole", log);
        _ = role.AddToPrincipalPolicy(new PolicyStatement(new PolicyStatementProps
        {
            Actions = ["ssm:GetParameters", "ssm:PutParameter", "ssm:DeleteParameters"],
            Resources = [.. new[] { "origin-secret", "owner-password" }.Select(name => scope.FormatArn(new ArnComponents { Service = "ssm", Resource = "parameter", ResourceName = $"{options.StackName}/{name}" }))],
        }));
        var maker = new Function(scope, "Secrets", new FunctionProps
        {
            Description = "Analytics, makes the deployment's secrets once",
            Runtime = new Runtime("nodejs22.x", RuntimeFamily.NODEJS, new LambdaRuntimeProps { SupportsInlineCode = true }),
            Architecture = Architecture.ARM_64,
            Handler = "index.handler",
            Code = Code.FromInline(Source()),
            Role = role,
            MemorySize = 256,
            Timeout = Duration.Seconds(30),
            LogGroup = log,
            LoggingFormat = LoggingFormat.JSON,
            SystemLogLevelV2 = SystemLogLevel.WARN,
        });
        var made = new CustomResource(scope, "MadeSecrets", new CustomResourceProps
        {
            ServiceToken = maker.FunctionArn,
            ResourceType = "Custom::DeploymentSecrets",
            Properties = new Dictionary<string, object> { ["Prefix"] = prefix, ["Version"] = options.SecretsVersion },
        });

        // Without the right to keep secrets, or to say what went wrong, the function is of no use.
        made.Node.AddDependency(role);
        ((CfnResource)made.Node.DefaultChild!).AddPropertyOverride("ServiceTimeout", "120");
        OriginSecret = made.GetAttString("OriginSecret");
        OwnerPassword = made.GetAttString("OwnerPassword");
    }

    /// <summary>What CloudFront says to the functions, so that nobody else is answered.</summary>
    public string OriginSecret { get; }

    /// <summary>The first owner's first password.</summary>
    public string OwnerPassword { get; }

    /// <summary>Where the owner finds it.</summary>
    public string OwnerPasswordParameter { get; }

    /// <summary>The function's source, as Lambda gets it.</summary>
    public static string Source()
    {
        using var reader = new StreamReader(typeof(DeploymentSecrets).Assembly.GetManifestResourceStream("secrets.cjs")!);
        return reader.ReadToEnd();
    }
}
