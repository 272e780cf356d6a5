using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Analytics.Engine.Exports;

namespace Analytics.Functions.Exports.Bucket;

/// <summary>Why a bucket could not be written, with what to do.</summary>
internal static class BucketFaults
{
    /// <exception cref="BucketException">The store did not do it.</exception>
    public static async Task TellAsync(string bucket, Func<Task> write, CancellationToken cancellation)
    {
        try
        {
            await write();
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested && failure is AmazonServiceException or AmazonClientException or HttpRequestException or IOException or OperationCanceledException)
        {
            throw new BucketException(Explain(bucket, failure), failure);
        }
    }

    private static string Explain(string bucket, Exception failure) => failure switch
    {
        AmazonS3Exception { ErrorCode: "NoSuchBucket" } =>
            $"There is no bucket {bucket}: make it, or take ANALYTICS_EXPORT_BUCKET away (exportBucket in the CDK).",
        AmazonS3Exception { ErrorCode: "PermanentRedirect" or "AuthorizationHeaderMalformed" or "IllegalLocationConstraintException" } =>
            $"The bucket {bucket} is in another region: set AWS_REGION to that, or take a bucket of this one.",
        AmazonS3Exception { StatusCode: HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized } denied =>
            $"The bucket {bucket} may not be written ({denied.ErrorCode}): allow s3:PutObject, s3:DeleteObject and s3:AbortMultipartUpload on its exports/*.",
        AmazonServiceException refused when refused.StatusCode != 0 =>
            FormattableString.Invariant($"The bucket {bucket} answers {(int)refused.StatusCode} {refused.ErrorCode}: days are exported to it as soon as it takes them; nothing is lost."),
        _ => $"The bucket {bucket} does not answer ({failure.GetType().Name}): see whether the network and ANALYTICS_EXPORT_ENDPOINT lead there; nothing is lost.",
    };
}
