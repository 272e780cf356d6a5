using System.Globalization;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.SQS;
using Analytics.Cdk.Access;
using Analytics.Cdk.Data;
using Analytics.Cdk.Options;
using Analytics.Cdk.Secrets;
using Constructs;

namespace Analytics.Cdk.Compute;

/// <summary>
/// One published folder, started in several roles: those that answer, and the one that maintains. Behind <see cref="FrontKind.Url"/> one
/// function answers everything.
/// </summary>
internal sealed class ServerFunctions
{
    public ServerFunctions(Construct scope, DeploymentOptions options, Code code, DataTables tables, DeploymentSecrets secrets, IQueue deadLetters)
    {
        var common = new Dictionary<string, string>
        {
            ["ANALYTICS_TABLE"] = tables.Events.TableName,
            ["ANALYTICS_SALTS_TABLE"] = tables.Salts.TableName,
            ["ANALYTICS_DAILY_EVENTS"] = options.DailyEvents.ToString(CultureInfo.InvariantCulture),
            ["ANALYTICS_OVER_BUDGET"] = options.SamplesOverBudget ? "sample" : "refuse",
            ["ANALYTICS_METRICS_NAMESPACE"] = MetricsNamespace(options),
        };
        if (options.Path.Length > 0)
        {
            common["ANALYTICS_PATH"] = options.Path;
        }

        var answering = options.HasCdn ? new Dictionary<string, string>(common) { ["ANALYTICS_ORIGIN_SECRET"] = secrets.OriginSecret } : common;
        if (options.Front == FrontKind.Url)
        {
            Collect = Api = ServerFunction.Create(scope, ServerRole.Front, code, options, options.ApiConcurrency, Streaming(common));
            tables.Admit(Api.Role!, [.. TableReach.Collect, .. TableReach.Api], TableReach.ByOwner, TableReach.Salts);
        }
        else
        {
            Collect = ServerFunction.Create(scope, ServerRole.Collect, code, options, options.CollectConcurrency, answering);
            tables.Admit(Collect.Role!, TableReach.Collect, TableReach.ByOwner, TableReach.Salts);
            Api = ServerFunction.Create(scope, ServerRole.Api, code, options, options.ApiConcurrency, options.Front == FrontKind.CdnUrl ? Streaming(answering) : answering);
            tables.Admit(Api.Role!, TableReach.Api, TableReach.ByOwner, TableReach.Salts);
        }

        Maintain = ServerFunction.Create(scope, ServerRole.Maintain, code, options, options.MaintainConcurrency, new Dictionary<string, string>(common)
        {
            ["ANALYTICS_ADMIN_EMAIL"] = options.OwnerEmail,
            ["ANALYTICS_ADMIN_PASSWORD"] = secrets.OwnerPassword,
        }, deadLetters);
        tables.Admit(Maintain.Role!, TableReach.Maintain, [], TableReach.EndOfSalts);
    }

    /// <summary>Takes events in.</summary>
    public Function Collect { get; }

    /// <summary>Answers all else; behind one URL the same function as <see cref="Collect"/>.</summary>
    public Function Api { get; }

    /// <summary>Called by the schedule alone.</summary>
    public Function Maintain { get; }

    /// <summary>Those that answer requests, each once.</summary>
    public IEnumerable<Function> Answering => new[] { Collect, Api }.Distinct();

    /// <summary>Each, once.</summary>
    public IEnumerable<Function> All => Answering.Append(Maintain);

    /// <summary>Where the server's metrics are; apart for each environment, for they have no dimensions, which would be paid.</summary>
    public static string MetricsNamespace(DeploymentOptions options) => options.StackName;

    private static Dictionary<string, string> Streaming(Dictionary<string, string> settings) => new(settings) { ["ANALYTICS_RESPONSE_STREAM"] = "1" };
}
