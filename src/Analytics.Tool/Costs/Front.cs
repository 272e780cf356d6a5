namespace Analytics.Tool.Costs;

/// <summary>What stands before the functions: the CDK app's <c>front</c>.</summary>
internal enum Front
{
    /// <summary>One Function URL: the cheapest.</summary>
    Url,

    /// <summary>An HTTP API alone.</summary>
    Http,

    /// <summary>CloudFront before Function URLs.</summary>
    CdnUrl,

    /// <summary>CloudFront before an HTTP API: the default.</summary>
    Cdn,
}
