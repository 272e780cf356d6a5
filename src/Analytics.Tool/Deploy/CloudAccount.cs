using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Analytics.Tool.Terminal;

namespace Analytics.Tool.Deploy;

/// <summary>The AWS account that the credentials of this environment belong to, and the region that they are used in.</summary>
internal sealed record CloudAccount(Finding Credentials, Finding Place, string? Account, string? Region)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    /// <summary>As the CDK calls it, <c>aws://account/region</c>; null where either is not known.</summary>
    public string? Environment => Account is not null && Region is not null ? $"aws://{Account}/{Region}" : null;

    /// <summary>Asks AWS, which changes nothing and costs nothing.</summary>
    public static async Task<CloudAccount> FindAsync(CommandContext context, CancellationToken stop)
    {
        string? profile = context.Variable("AWS_PROFILE");
        string? region = context.Variable("AWS_REGION") ?? context.Variable("AWS_DEFAULT_REGION") ?? RegionOf(profile ?? "default");
        Finding place = region is not null
            ? Finding.Good("region", region)
            : Finding.Missing("region", "none is set", "Set AWS_REGION, such as eu-central-1, or a region in the profile.");
        (Finding credentials, string? account) = await AskAsync(context, region ?? "us-east-1", profile, stop);
        return new CloudAccount(credentials, place, account, region);
    }

    private static async Task<(Finding, string?)> AskAsync(CommandContext context, string region, string? profile, CancellationToken stop)
    {
        const string What = "credentials";
        const string Remedy = "Sign in ('aws sso login', 'aws configure'), or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.";
        if (Own(context, profile) is not { } own)
        {
            return (Finding.Missing(What, profile is null ? "there are none" : $"there is no profile {profile}", Remedy), null);
        }

        using var limit = new CancellationTokenSource(Longest, context.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        var config = new AmazonSecurityTokenServiceConfig { RegionEndpoint = RegionEndpoint.GetBySystemName(region), MaxErrorRetry = 1, Timeout = Longest };
        if (context.Variable("AWS_ENDPOINT_URL_STS") is { } endpoint)
        {
            config.ServiceURL = endpoint;
        }

        try
        {
            using var client = new AmazonSecurityTokenServiceClient(own, config);
            GetCallerIdentityResponse identity = await client.GetCallerIdentityAsync(new GetCallerIdentityRequest(), either.Token);
            return (Finding.Good(What, $"account {identity.Account}, {identity.Arn}"), identity.Account);
        }
        catch (AmazonServiceException refused) when (refused.StatusCode is System.Net.HttpStatusCode.Forbidden or System.Net.HttpStatusCode.BadRequest or System.Net.HttpStatusCode.Unauthorized)
        {
            return (Finding.Missing(What, $"AWS refuses them ({refused.ErrorCode})", Remedy), null);
        }
        catch (Exception fault) when (fault is AmazonServiceException or AmazonClientException or HttpRequestException || (fault is OperationCanceledException && !stop.IsCancellationRequested))
        {
            return (Finding.Unknown(What, $"they are there, but AWS could not be asked ({fault.Message})", "Is there a connection to the internet?"), null);
        }
    }

    private static AWSCredentials? Own(CommandContext context, string? profile) =>
        context.Variable("AWS_ACCESS_KEY_ID") is { } id && context.Variable("AWS_SECRET_ACCESS_KEY") is { } secret
            ? context.Variable("AWS_SESSION_TOKEN") is { } token ? new SessionAWSCredentials(id, secret, token) : new BasicAWSCredentials(id, secret)
            : new CredentialProfileStoreChain(context.Variable("AWS_SHARED_CREDENTIALS_FILE")).TryGetAWSCredentials(profile ?? "default", out AWSCredentials found) ? found
            : null;

    private static string? RegionOf(string profile) =>
        new CredentialProfileStoreChain().TryGetProfile(profile, out CredentialProfile found) ? found.Region?.SystemName : null;
}
