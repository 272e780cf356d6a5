using System.Globalization;
using System.Text.RegularExpressions;

namespace Analytics.Cdk.Options;

/// <summary>
/// What a deployment is asked to be: <c>cdk deploy -c name=value</c>, or <c>"name": value</c> under <c>context</c> in cdk.json. Every
/// option has a default; docs/operations.md lists them.
/// </summary>
public sealed partial record DeploymentOptions
{
    /// <summary>Where the data of the EU's people stays in the EU: what <c>region=eu</c> means.</summary>
    public const string EuropeanRegion = "eu-central-1";

    /// <summary>The only region that CloudFront takes certificates and firewalls from.</summary>
    public const string CloudFrontRegion = "us-east-1";

    /// <summary>Days that CloudWatch can keep logs for.</summary>
    private static readonly long[] LogRetention = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

    private static readonly Dictionary<string, FrontKind> Fronts = new()
    {
        ["cdn"] = FrontKind.Cdn,
        ["cdn-url"] = FrontKind.CdnUrl,
        ["http"] = FrontKind.Http,
        ["url"] = FrontKind.Url,
    };

    private static readonly Dictionary<string, CapacityMode> Capacities = new()
    {
        ["on-demand"] = CapacityMode.OnDemand,
        ["free-tier"] = CapacityMode.FreeTier,
    };

    private static readonly Dictionary<string, ServerCode> Codes = new()
    {
        ["portable"] = ServerCode.Portable,
        ["ready-to-run"] = ServerCode.ReadyToRun,
        ["native"] = ServerCode.Native,
    };

    private static readonly Dictionary<string, TableEncryption> Encryptions = new()
    {
        ["dynamodb"] = TableEncryption.DynamoDb,
        ["aws"] = TableEncryption.Aws,
        ["own"] = TableEncryption.Own,
    };

    private const long UsualDailyEvents = 10_000_000;

    private static readonly Dictionary<string, bool> OverBudget = new() { ["refuse"] = false, ["sample"] = true };

    private static readonly Dictionary<string, EdgeReach> Reaches = new()
    {
        ["100"] = EdgeReach.EuropeAndNorthAmerica,
        ["200"] = EdgeReach.Most,
        ["all"] = EdgeReach.All,
    };

    private DeploymentOptions()
    {
    }

    /// <summary><c>environment</c>: several deployments side by side; default <c>prod</c>.</summary>
    public string Environment { get; private init; } = "prod";

    /// <summary><c>Analytics</c> for prod, <c>Analytics-staging</c> for staging.</summary>
    public string StackName => Environment == "prod" ? "Analytics" : "Analytics-" + Environment;

    /// <summary><c>region</c>; null: where the AWS profile points.</summary>
    public string? Region { get; private init; }

    /// <summary><c>keep</c>: what becomes of the data when the stack is deleted.</summary>
    public DataFate Fate { get; private init; }

    /// <summary><c>front</c>.</summary>
    public FrontKind Front { get; private init; }

    /// <summary>CloudFront is part of it.</summary>
    public bool HasCdn => Front is FrontKind.Cdn or FrontKind.CdnUrl;

    /// <summary><c>capacity</c>.</summary>
    public CapacityMode Capacity { get; private init; }

    /// <summary><c>encryption</c>.</summary>
    public TableEncryption Encryption { get; private init; }

    /// <summary><c>recovery</c>: whether the events can be restored to any second of the last 35 days; default true, a fifth of a dollar a gigabyte and month.</summary>
    public bool Recovery { get; private init; } = true;

    /// <summary><c>eventsTable</c>: a table of events that exists, such as a restored one, to be used in place of the stack's own; null: its own.</summary>
    public string? EventsTable { get; private init; }

    /// <summary><c>logDays</c>; default 30.</summary>
    public int LogDays { get; private init; } = 30;

    /// <summary><c>tracing</c>: X-Ray; default off.</summary>
    public bool Tracing { get; private init; }

    /// <summary><c>collectConcurrency</c>: instances kept for collecting, and the most there are of it; null: as many as the account has.</summary>
    public int? CollectConcurrency { get; private init; }

    /// <summary><c>apiConcurrency</c>, likewise.</summary>
    public int? ApiConcurrency { get; private init; }

    /// <summary><c>maintainConcurrency</c>, likewise; two are enough.</summary>
    public int? MaintainConcurrency { get; private init; }

    /// <summary><c>requestsPerSecond</c>: what the HTTP API lets through; default 1000, twice that for a moment.</summary>
    public int RequestsPerSecond { get; private init; } = 1000;

    /// <summary><c>dailyEvents</c>: events a day of the whole deployment; default ten million, which cost some fifteen dollars; 0: any number.</summary>
    public long DailyEvents { get; private init; } = UsualDailyEvents;

    /// <summary><c>overBudget</c>: whether events beyond them are refused, or one visitor in ten is taken; default refused.</summary>
    public bool SamplesOverBudget { get; private init; }

    /// <summary><c>ownerEmail</c>: who signs in first; default <c>alertEmail</c>, else <c>owner@localhost</c>.</summary>
    public string OwnerEmail { get; private init; } = "owner@localhost";

    /// <summary><c>alertEmail</c>: the address that receives alarms; null: none, and the topic has no subscriber yet.</summary>
    public string? AlertEmail { get; private init; }

    /// <summary>
    /// <c>monthlyBudget</c>: whole US dollars that the account may cost a month. Above it, <c>alertEmail</c> gets a
    /// message. Null: no budget.
    /// </summary>
    public long? MonthlyBudget { get; private init; }

    /// <summary><c>domain</c>: a host name of one's own for the CDN; null: the one that CloudFront gives.</summary>
    public string? Domain { get; private init; }

    /// <summary><c>certificate</c>: the ARN of its certificate in us-east-1.</summary>
    public string? Certificate { get; private init; }

    /// <summary><c>path</c>: under which path of its host the product is, such as <c>/stats</c>; default none, the whole host.</summary>
    public string Path { get; private init; } = "";

    /// <summary><c>waf</c>: <c>create</c>, or an ARN.</summary>
    public Firewall Firewall { get; private init; } = new Firewall.None();

    /// <summary><c>priceClass</c>: from where CloudFront serves; default 100.</summary>
    public EdgeReach Reach { get; private init; }

    /// <summary><c>exportBucket</c>: a private bucket to which every sealed day is written; default none.</summary>
    public bool ExportBucket { get; private init; }

    /// <summary>
    /// <c>geoDatabase</c>: whether the server carries the countries of addresses; default where there is no CloudFront, which says the
    /// places itself.
    /// </summary>
    public bool GeoDatabase { get; private init; }

    /// <summary><c>secretsVersion</c>: a higher number creates new secrets for parameters that were deleted; default 1.</summary>
    public int SecretsVersion { get; private init; } = 1;

    /// <summary><c>code</c>.</summary>
    public ServerCode Code { get; private init; }

    /// <summary><c>published</c>: a folder with the published server; null: it is published now.</summary>
    public string? Published { get; private init; }

    /// <summary>Deleting the stack takes two steps: for prod, unless it is a trial.</summary>
    public bool IsProtected => Environment == "prod" && Fate == DataFate.Kept;

    /// <param name="context">The CDK's context: of the command line and of cdk.json.</param>
    /// <exception cref="OptionException">Some cannot be deployed; every fault is named.</exception>
    public static DeploymentOptions Parse(IReadOnlyDictionary<string, object?> context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var read = new OptionReader(context);
        string? region = read.Shape("region", text => text == "eu" || RegionName().IsMatch(text), "must be eu or a region's name, such as eu-west-1");
        string? alertEmail = Email(read, "alertEmail");
        string? waf = read.Shape("waf", text => text is "create" or "none" || WebAclArn().IsMatch(text), "must be create, none or the ARN of a web ACL of scope CLOUDFRONT, which is in us-east-1");
        var options = new DeploymentOptions
        {
            Environment = read.Shape("environment", EnvironmentName().IsMatch, "must be up to 20 small letters, digits and hyphens, a letter first") ?? "prod",
            Region = region == "eu" ? EuropeanRegion : region,
            Fate = read.Flag("keep", usual: true) ? DataFate.Kept : DataFate.Deleted,
            Front = read.Choice("front", FrontKind.Cdn, Fronts),
            Capacity = read.Choice("capacity", CapacityMode.OnDemand, Capacities),
            Encryption = read.Choice("encryption", TableEncryption.DynamoDb, Encryptions),
            Recovery = read.Flag("recovery", usual: true),
            EventsTable = read.Shape("eventsTable", TableName().IsMatch, "must be the name of a table in the stack's account and region: 3 to 255 letters, digits, '_', '-' and '.'"),
            LogDays = (int)(read.Whole("logDays", 1, 3653) ?? 30),
            Tracing = read.Flag("tracing", usual: false),
            CollectConcurrency = (int?)read.Whole("collectConcurrency", 1, 100_000),
            ApiConcurrency = (int?)read.Whole("apiConcurrency", 1, 100_000),
            MaintainConcurrency = (int?)read.Whole("maintainConcurrency", 1, 100_000),
            RequestsPerSecond = (int)(read.Whole("requestsPerSecond", 1, 100_000) ?? 1000),
            DailyEvents = read.Whole("dailyEvents", 0, long.MaxValue) ?? UsualDailyEvents,
            SamplesOverBudget = read.Choice("overBudget", false, OverBudget),
            AlertEmail = alertEmail,
            OwnerEmail = Email(read, "ownerEmail") ?? alertEmail ?? "owner@localhost",
            MonthlyBudget = read.Whole("monthlyBudget", 1, 1_000_000),
            Domain = read.Shape("domain", HostName().IsMatch, "must be a host name, such as stats.example.com"),
            Path = read.Shape("path", UrlPath().IsMatch, "must be a path such as /stats: parts of letters, digits and - . _ ~, each after a slash, and none after the last") ?? "",
            Certificate = read.Shape("certificate", CertificateArn().IsMatch, "must be the ARN of a certificate in us-east-1: CloudFront takes them from nowhere else"),
            Firewall = waf switch { null or "none" => new Firewall.None(), "create" => new Firewall.Made(), _ => new Firewall.Given(waf) },
            Reach = read.Choice("priceClass", EdgeReach.EuropeAndNorthAmerica, Reaches),
            ExportBucket = read.Flag("exportBucket", usual: false),
            SecretsVersion = (int)(read.Whole("secretsVersion", 1, 1_000_000) ?? 1),
            Code = read.Choice("code", ServerCode.Portable, Codes),
            Published = read.Text("published"),
        };
        options = options with { GeoDatabase = read.Flag("geoDatabase", usual: !options.HasCdn) };
        options.CheckTogether(read);
        read.RefuseUnknown();
        return read.Faults.Count == 0 ? options : throw new OptionException(read.Faults);
    }

    private void CheckTogether(OptionReader read)
    {
        bool isRefused(string name) => read.Faults.Any(fault => fault.Name == name);
        read.Require(isRefused("logDays") || LogRetention.Contains(LogDays), "logDays", $"must be one of {string.Join(", ", LogRetention.Select(d => d.ToString(CultureInfo.InvariantCulture)))}");
        read.Require(Domain is null || HasCdn, "domain", "needs CloudFront: front=cdn or front=cdn-url");
        read.Require(Domain is null || Certificate is not null || isRefused("certificate"), "certificate", "is needed for a domain: ask ACM in us-east-1 for one and give its ARN");
        read.Require(Domain is not null || Certificate is null || isRefused("domain"), "domain", "is needed for a certificate");
        read.Require(Firewall is Firewall.None || HasCdn, "waf", "stands before CloudFront: front=cdn or front=cdn-url");
        read.Require(Firewall is not Firewall.Made || Region == CloudFrontRegion, "waf", "can be created in us-east-1 only: deploy with region=us-east-1, or give the ARN of one that you made there");
        read.Require(MonthlyBudget is null || AlertEmail is not null || isRefused("alertEmail"), "alertEmail", "is needed for a monthlyBudget: who is to be told?");
        read.Require(CollectConcurrency is null || Front != FrontKind.Url, "collectConcurrency", "has no function of its own with front=url: give apiConcurrency");
    }

    private static string? Email(OptionReader read, string name) => read.Shape(name, EmailAddress().IsMatch, "must be an e-mail address");

    [GeneratedRegex("^[a-z][a-z0-9-]{0,19}$")]
    private static partial Regex EnvironmentName();

    [GeneratedRegex("^(?=.{2,200}$)(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+$")]
    private static partial Regex UrlPath();

    [GeneratedRegex("^[A-Za-z0-9_.-]{3,255}$")]
    private static partial Regex TableName();

    [GeneratedRegex("^[a-z]{2}(-[a-z]+)+-[0-9]$")]
    private static partial Regex RegionName();

    [GeneratedRegex(@"^[^@\s""\\]{1,64}@[A-Za-z0-9.-]{1,253}$")]
    private static partial Regex EmailAddress();

    [GeneratedRegex(@"^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$")]
    private static partial Regex HostName();

    [GeneratedRegex("^arn:aws:acm:us-east-1:[0-9]{12}:certificate/[0-9a-f-]{36}$")]
    private static partial Regex CertificateArn();

    [GeneratedRegex("^arn:aws:wafv2:us-east-1:[0-9]{12}:global/webacl/[A-Za-z0-9_-]+/[0-9a-f-]{36}$")]
    private static partial Regex WebAclArn();
}
