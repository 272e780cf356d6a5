using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Lambda.Destinations;
using Amazon.CDK.AWS.Logs;
using Amazon.CDK.AWS.SQS;
using Analytics.Cdk.Logs;
using Analytics.Cdk.Options;
using Analytics.Cdk.Publishing;
using Constructs;
using LogGroupProps = Amazon.CDK.AWS.Logs.LogGroupProps;

namespace Analytics.Cdk.Compute;

/// <summary>A function of the published server, with a role and a log of its own.</summary>
internal static class ServerFunction
{
    // 2.160 of the library does not name it yet.
    private static readonly Runtime DotNet10 = new("dotnet10", RuntimeFamily.DOTNET_CORE);

    // A function answers one request at a time on a share of a core: it gains nothing by collecting garbage beside its work, nor by
    // measuring its own code to compile it better; both cost its start.
    private static readonly Dictionary<string, string> DotNet = new() { ["DOTNET_gcConcurrent"] = "0", ["DOTNET_TieredPGO"] = "0" };

    /// <param name="scope">The stack.</param>
    /// <param name="role">What it serves.</param>
    /// <param name="code">The published server.</param>
    /// <param name="options">Of the deployment.</param>
    /// <param name="concurrency">Instances kept for it; null: none.</param>
    /// <param name="environment">Its settings, without its role.</param>
    /// <param name="deadLetters">Where events go that it could not deal with; null: it is called and waited for.</param>
    public static Function Create(
        Construct scope, ServerRole role, Code code, DeploymentOptions options, int? concurrency,
        IReadOnlyDictionary<string, string> environment, IQueue? deadLetters = null)
    {
        var log = FunctionLog.Create(scope, role.Name + "Log", options);
        Role identity = FunctionLog.CreateRole(scope, role.Name + "Role", log);
        return new Function(scope, role.Name, new FunctionProps
        {
            Description = $"Analytics, {role.Setting}",
            Runtime = options.Code == ServerCode.Native ? Runtime.PROVIDED_AL2023 : DotNet10,
            Architecture = options.Code == ServerCode.Portable ? Architecture.ARM_64 : Architecture.X86_64,

            // An executable assembly: the managed runtime starts `dotnet exec Analytics.Functions.dll`.
            Handler = options.Code == ServerCode.Native ? PublishedServer.Binary : "Analytics.Functions",
            Code = code,
            Role = identity,
            MemorySize = role.MemoryMegabytes,
            Timeout = Duration.Seconds(role.TimeoutSeconds),
            ReservedConcurrentExecutions = concurrency,
            Tracing = options.Tracing ? Tracing.ACTIVE : Tracing.DISABLED,
            LogGroup = log,
            LoggingFormat = LoggingFormat.JSON,
            ApplicationLogLevelV2 = ApplicationLogLevel.INFO,

            // Below a warning Lambda writes a line or two for every call, and every line is paid.
            SystemLogLevelV2 = SystemLogLevel.WARN,
            OnFailure = deadLetters is null ? null : new SqsDestination(deadLetters),
            RetryAttempts = deadLetters is null ? null : 1,
            MaxEventAge = deadLetters is null ? null : Duration.Minutes(30),
            Environment = new Dictionary<string, string>([.. DotNet, .. environment]) { ["ANALYTICS_ROLE"] = role.Setting },
        });
    }
}
