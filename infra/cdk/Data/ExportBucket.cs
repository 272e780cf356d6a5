using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.S3;
using Constructs;

namespace Analytics.Cdk.Data;

/// <summary>
/// The private bucket to which maintenance writes every sealed day. It is encrypted and accepts TLS only. It keeps no versions, so an
/// erased person is in no older version of a day. Unfinished uploads are deleted after a day.
/// </summary>
internal static class ExportBucket
{
    /// <summary>The server's setting that names the bucket for sealed days.</summary>
    public const string Setting = "ANALYTICS_EXPORT_BUCKET";

    /// <param name="scope">The stack.</param>
    /// <param name="maintain">Writes days to the bucket. No other function may write, and no function of the stack may read.</param>
    /// <param name="answering">The functions that must know that there is a bucket.</param>
    public static Bucket Create(Construct scope, Function maintain, IEnumerable<Function> answering)
    {
        var bucket = new Bucket(scope, "Exports", new BucketProps
        {
            BlockPublicAccess = BlockPublicAccess.BLOCK_ALL,
            ObjectOwnership = ObjectOwnership.BUCKET_OWNER_ENFORCED,
            Encryption = BucketEncryption.S3_MANAGED,
            EnforceSSL = true,
            MinimumTLSVersion = 1.2,
            LifecycleRules =
            [
                // Versions, if somebody switches them on, must not keep what is gone.
                new LifecycleRule { AbortIncompleteMultipartUploadAfter = Duration.Days(1), NoncurrentVersionExpiration = Duration.Days(1) },
            ],
            RemovalPolicy = RemovalPolicy.RETAIN,
        });
        _ = maintain.Role!.AddToPrincipalPolicy(new PolicyStatement(new PolicyStatementProps
        {
            Actions = ["s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"],
            Resources = [bucket.ArnForObjects("exports/*")],
        }));
        foreach (Function function in answering.Append(maintain))
        {
            _ = function.AddEnvironment(Setting, bucket.BucketName);
        }

        return bucket;
    }
}
