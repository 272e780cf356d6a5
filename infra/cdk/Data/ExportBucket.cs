using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.S3;
using Constructs;

namespace Analytics.Cdk.Data;

/// <summary>
/// A private bucket in which maintenance lays every sealed day: encrypted, by TLS alone. It keeps no versions: whoever is erased of a day is
/// in no older one. What a write left unfinished goes after a day.
/// </summary>
internal static class ExportBucket
{
    /// <summary>Which bucket the server lays days in.</summary>
    public const string Setting = "ANALYTICS_EXPORT_BUCKET";

    /// <param name="scope">The stack.</param>
    /// <param name="maintain">Lays days there: nobody else may write, and nobody of the stack may read.</param>
    /// <param name="answering">Those that must know that there is one.</param>
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
