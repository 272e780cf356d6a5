namespace Analytics.Functions.Ingest.Logs;

/// <summary>The formats by the names that senders use.</summary>
internal static class LogFormats
{
    public const string Rule = "must be combined, common, cloudfront, alb or auto";

    /// <summary>A new reader for one log; null for a name that is none. No name means <c>auto</c>.</summary>
    public static ILogFormat? Find(string name) => name switch
    {
        "" or "auto" => new DetectedLog(),
        "combined" => new CombinedLog(common: false),
        "common" => new CombinedLog(common: true),
        "cloudfront" => new CloudFrontLog(),
        "alb" => new LoadBalancerLog(),
        _ => null,
    };
}
