using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.S3;
using Analytics.Cdk.Options;
using Constructs;

namespace Analytics.Cdk.Data;

/// <summary>A private bucket for exports: encrypted, by TLS alone, with versions, and what a write left unfinished goes after a week.</summary>
internal static class ExportBucket
{
    public static Bucket Create(Construct scope, DeploymentOptions options, IEnumerable<IRole> writers)
    {
        var bucket = new Bucket(scope, "Exports", new BucketProps
        {
            BlockPublicAccess = BlockPublicAccess.BLOCK_ALL,
            ObjectOwnership = ObjectOwnership.BUCKET_OWNER_ENFORCED,
            Encryption = BucketEncryption.S3_MANAGED,
            EnforceSSL = true,
            MinimumTLSVersion = 1.2,
            Versioned = true,
            LifecycleRules =
            [
                new LifecycleRule { AbortIncompleteMultipartUploadAfter = Duration.Days(7), NoncurrentVersionExpiration = Duration.Days(30) },
            ],
            RemovalPolicy = RemovalPolicy.RETAIN,
        });
        foreach (IRole writer in writers)
        {
            _ = writer.AddToPrincipalPolicy(new PolicyStatement(new PolicyStatementProps
            {
                Actions = ["s3:PutObject", "s3:AbortMultipartUpload"],
                Resources = [bucket.ArnForObjects("exports/*")],
            }));
        }

        return bucket;
    }
}
