using System.Text.Json.Nodes;

namespace Analytics.Cdk.Tests;

public sealed class StackTests(Templates templates)
{
    public static TheoryData<string> Fronts => ["cdn", "cdn-url", "http", "url"];

    [Theory, MemberData(nameof(Fronts))]
    public void No_secret_is_in_the_template_or_in_an_output(string front)
    {
        JsonObject template = templates.Of("front=" + front);

        Assert.DoesNotContain("Secret\"]", template["Outputs"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("OwnerPassword", template["Outputs"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.All(
            Templates.All(template, "AWS::Lambda::Function").SelectMany(f => f.Value["Environment"]?["Variables"]?.AsObject() ?? []).Where(v => v.Key.EndsWith("SECRET", StringComparison.Ordinal) || v.Key.EndsWith("PASSWORD", StringComparison.Ordinal)),
            variable => Assert.StartsWith("""{"Fn::GetAtt":["MadeSecrets",""", variable.Value!.ToJsonString(), StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Fronts))]
    public void The_outputs_say_where_it_is_what_to_embed_and_how_to_sign_in(string front)
    {
        JsonObject outputs = templates.Of("front=" + front)["Outputs"]!.AsObject();

        Assert.Equal(["Address", "AlertTopicArn", "DeadLetterQueueUrl", "EventsTableName", "FirstLogin", "SaltsTableName", "Snippet"], outputs.Select(o => o.Key).Order(StringComparer.Ordinal));
        Assert.Contains("aws ssm get-parameter --with-decryption", outputs["FirstLogin"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("/js/script.js", outputs["Snippet"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Several_environments_share_an_account_and_everything_says_to_which_it_belongs()
    {
        JsonObject staging = templates.Of("environment=staging");

        Assert.Contains("\"/Analytics-staging\"", staging.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("""{"Key":"environment","Value":"staging"}""", Templates.Function(staging, "collect")["Tags"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("""{"Key":"project","Value":"analytics"}""", Templates.Function(staging, "collect")["Tags"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_that_costs_when_idle_is_there_unless_asked_for()
    {
        string[] types = [.. templates.Kept["Resources"]!.AsObject().Select(r => Templates.Text(r.Value!["Type"])).Distinct()];

        Assert.DoesNotContain("AWS::KMS::Key", types);
        Assert.DoesNotContain("AWS::WAFv2::WebACL", types);
        Assert.DoesNotContain("AWS::S3::Bucket", types);
        Assert.DoesNotContain("AWS::SecretsManager::Secret", types);
        Assert.DoesNotContain(types, type => type.StartsWith("AWS::EC2::", StringComparison.Ordinal));
    }

    [Fact]
    public void A_bucket_for_exports_is_private_encrypted_and_kept()
    {
        JsonObject template = templates.Of("exportBucket=true");
        JsonNode bucket = Templates.One(template, "AWS::S3::Bucket");

        Assert.All(["BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"], block => Assert.True(bucket["PublicAccessBlockConfiguration"]![block]!.GetValue<bool>()));
        Assert.Equal("AES256", Templates.Text(bucket["BucketEncryption"]!["ServerSideEncryptionConfiguration"]![0]!["ServerSideEncryptionByDefault"]!["SSEAlgorithm"]));
        Assert.Null(bucket["VersioningConfiguration"]); // what was erased is in no older version
        Assert.Equal(1, bucket["LifecycleConfiguration"]!["Rules"]![0]!["AbortIncompleteMultipartUpload"]!["DaysAfterInitiation"]!.GetValue<int>());
        Assert.Equal("Retain", Templates.Text(template["Resources"]!.AsObject().Single(r => Templates.Text(r.Value!["Type"]) == "AWS::S3::Bucket").Value!["DeletionPolicy"]));
        Assert.Contains("\"aws:SecureTransport\":\"false\"", Templates.One(template, "AWS::S3::BucketPolicy").ToJsonString(), StringComparison.Ordinal);
        Assert.NotNull(template["Outputs"]!["ExportBucketName"]);
    }

    [Fact]
    public void The_template_is_within_cloudformations_limits() => Assert.All(
        Fronts.Select(front => templates.Of("front=" + front, "exportBucket=true", "encryption=own")),
        template =>
        {
            Assert.InRange(template.ToJsonString().Length, 1, 1_000_000);
            Assert.InRange(template["Resources"]!.AsObject().Count, 1, 500);
            Assert.All(Templates.All(template, "AWS::IAM::Policy"), policy => Assert.InRange(policy.Value["PolicyDocument"]!.ToJsonString().Length, 1, 10_240));
            Assert.All(Templates.All(template, "AWS::Lambda::Function").Where(f => f.Value["Code"]!["ZipFile"] is not null), f => Assert.InRange(Templates.Text(f.Value["Code"]!["ZipFile"]).Length, 1, 4096));
        });
}
