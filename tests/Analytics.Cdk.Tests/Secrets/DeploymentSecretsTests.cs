using System.Text.Json.Nodes;
using Analytics.Testing;

namespace Analytics.Cdk.Tests.Secrets;

/// <summary>The function that makes the secrets, as the template has it, in Node with a Systems Manager of the test's own.</summary>
public sealed class DeploymentSecretsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("analytics-secrets-");
    private readonly Templates _templates;

    public DeploymentSecretsTests(Templates templates)
    {
        _templates = templates;
        string module = Path.Combine(_folder.FullName, "node_modules/@aws-sdk/client-ssm");
        Directory.CreateDirectory(module);
        File.Copy(Repository.At("tests/Analytics.Cdk.Tests/Secrets/fake-ssm.cjs"), Path.Combine(module, "index.js"));
        File.Copy(Repository.At("tests/Analytics.Cdk.Tests/Secrets/run.cjs"), Path.Combine(_folder.FullName, "run.cjs"));
        File.WriteAllText(Path.Combine(_folder.FullName, "index.js"), Templates.Text(Maker(templates.Kept)["Code"]!["ZipFile"]));
    }

    [Fact]
    public void Two_secrets_are_made_once_kept_encrypted_and_handed_over_unseen()
    {
        JsonNode answer = Run("Create");
        JsonNode data = answer["Data"]!;

        Assert.Equal("SUCCESS", Templates.Text(answer["Status"]));
        Assert.True(answer["NoEcho"]!.GetValue<bool>());
        Assert.Matches("^[A-Za-z0-9_-]{43}$", Templates.Text(data["OriginSecret"]));
        Assert.Matches("^[A-Za-z2-9]{24}$", Templates.Text(data["OwnerPassword"]));
        JsonObject kept = Kept();
        Assert.Equal(["/Analytics/origin-secret", "/Analytics/owner-password"], kept.Select(p => p.Key).Order(StringComparer.Ordinal));
        Assert.All(kept, parameter => Assert.Equal("SecureString", Templates.Text(parameter.Value!["Type"])));
    }

    [Theory]
    [InlineData("Create")]
    [InlineData("Update")]
    public void A_secret_that_is_there_is_never_replaced(string again)
    {
        string first = Run("Create")["Data"]!.ToJsonString();

        Assert.Equal(first, Run(again)["Data"]!.ToJsonString());
    }

    [Fact]
    public void Of_two_that_make_them_at_the_same_time_the_second_takes_the_firsts()
    {
        string first = Run("Create")["Data"]!.ToJsonString();

        Assert.Equal(first, Run("Create", "blind")["Data"]!.ToJsonString());
    }

    [Fact]
    public void One_that_somebody_deleted_is_made_again_and_the_other_stays()
    {
        JsonNode first = Run("Create")["Data"]!.DeepClone();
        JsonObject kept = Kept();
        _ = kept.Remove("/Analytics/origin-secret");
        File.WriteAllText(State, kept.ToJsonString());
        JsonNode second = Run("Update")["Data"]!;

        Assert.NotEqual(first["OriginSecret"]!.ToJsonString(), second["OriginSecret"]!.ToJsonString());
        Assert.Equal(first["OwnerPassword"]!.ToJsonString(), second["OwnerPassword"]!.ToJsonString());
    }

    [Fact]
    public void They_go_with_the_stack_and_need_not_be_there_to_go()
    {
        _ = Run("Create");

        Assert.Equal("SUCCESS", Templates.Text(Run("Delete")["Status"]));
        Assert.Empty(Kept());
        Assert.Equal("SUCCESS", Templates.Text(Run("Delete")["Status"]));
    }

    [Fact]
    public void A_failure_is_told_to_cloudformation_and_says_nothing_secret()
    {
        JsonNode answer = Run("Create", "denied");

        Assert.Equal(("FAILED", "Systems Manager: AccessDeniedException: no"), (Templates.Text(answer["Status"]), Templates.Text(answer["Reason"])));
        Assert.Null(answer["Data"]);
    }

    [Fact]
    public void The_resource_keeps_its_name_so_that_an_update_deletes_nothing() => Assert.Equal(
        ["/Analytics", "/Analytics"], new[] { Run("Create"), Run("Update") }.Select(answer => Templates.Text(answer["PhysicalResourceId"])));

    [Fact]
    public void CloudFormation_waits_two_minutes_and_not_an_hour()
    {
        JsonNode made = Templates.One(_templates.Kept, "Custom::DeploymentSecrets");

        Assert.Equal(("120", "/Analytics"), (Templates.Text(made["ServiceTimeout"]), Templates.Text(made["Prefix"])));
        Assert.Equal("nodejs22.x", Templates.Text(Maker(_templates.Kept)["Runtime"]));
    }

    [Fact]
    public void Its_role_reaches_these_two_parameters()
    {
        JsonNode statement = Templates.One(_templates.Kept, "AWS::IAM::Policy", "SecretsRole")["PolicyDocument"]!["Statement"]!.AsArray().Single(s => s!["Action"]!.ToJsonString().Contains("ssm:", StringComparison.Ordinal))!;

        Assert.Equal("""["ssm:GetParameters","ssm:PutParameter","ssm:DeleteParameters"]""", statement["Action"]!.ToJsonString());
        Assert.Equal([":parameter/Analytics/origin-secret", ":parameter/Analytics/owner-password"], statement["Resource"]!.AsArray().Select(r => Templates.Text(r!["Fn::Join"]![1]!.AsArray()[^1])));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string State => Path.Combine(_folder.FullName, "state.json");

    private static JsonNode Maker(JsonObject template) => Assert.Single(Templates.All(template, "AWS::Lambda::Function"), f => f.Value["Code"]!["ZipFile"] is not null).Value;

    private JsonObject Kept() => JsonNode.Parse(File.ReadAllText(State))!.AsObject();

    // The answers that CloudFormation received.
    private JsonNode Run(string requestType, string mood = "") =>
        JsonNode.Parse(new Command("node", Path.Combine(_folder.FullName, "run.cjs"), requestType, mood) { Folder = _folder.FullName }.Succeed().Output)!;
}
