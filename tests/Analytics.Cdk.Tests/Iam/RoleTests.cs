using Analytics.Functions.Configuration;
using System.Text.Json.Nodes;

namespace Analytics.Cdk.Tests.Iam;

/// <summary>Least privilege, by calls that must and must not be.</summary>
public sealed class RoleTests(Templates templates)
{
    private const string Index = "Events/index/gsi1";

    [Theory]
    [InlineData("GetItem", "Events", "SITE#a")]
    [InlineData("Query", "Events", "SITE#a")]
    [InlineData("GetItem", "Events", "HOST#example.com")]
    [InlineData("GetItem", "Events", "KEY#0123")]
    [InlineData("PutItem", "Events", "SITE#a#RAW#2026-11-02#0")]
    [InlineData("BatchWriteItem", "Events", "SITE#a#RAW#2026-11-02#0", "SITE#a#RAW#2026-11-02#1")]
    [InlineData("PutItem", "Events", "ACTIVE#3")]
    [InlineData("UpdateItem", "Events", "SITE#a#DROPS")]
    [InlineData("GetItem", "Salts", "SALT#a")]
    [InlineData("PutItem", "Salts", "SALT#a")]
    public void Collect_may(string action, string table, params string[] keys) => AssertAllowed("collect", action, table, keys);

    [Theory]
    [InlineData("Scan", "Events")]
    [InlineData("Scan", "Salts")]
    [InlineData("DeleteItem", "Events", "SITE#a#RAW#2026-11-02#0")]
    [InlineData("DeleteItem", "Salts", "SALT#a")]
    [InlineData("DeleteTable", "Events")]
    [InlineData("UpdateTimeToLive", "Salts")]
    [InlineData("ExportTableToPointInTime", "Events")]
    [InlineData("PartiQLSelect", "Events", "SITE#a")]
    [InlineData("GetItem", "Events", "SITE#a#BLOCKS#2026-11-02")]
    [InlineData("Query", "Events", "SITE#a#BLOCKS#2026-11-02")]
    [InlineData("BatchGetItem", "Events", "SITE#a#BLOCKS#2026-11-02")]
    [InlineData("Query", "Events", "SITE#a#RAW#2026-11-02#0")]
    [InlineData("Query", "Events", "SITE#a#ROLLUPS#page")]
    [InlineData("GetItem", "Events", "USER#me@example.com")]
    [InlineData("GetItem", "Events", "LOGIN#0123")]
    [InlineData("PutItem", "Events", "SITE#a")]
    [InlineData("PutItem", "Events", "USER#me@example.com")]
    [InlineData("PutItem", "Events", "KEY#0123")]
    [InlineData("BatchWriteItem", "Events", "SITE#a#RAW#2026-11-02#0", "SITE#a#BLOCKS#2026-11-02")]
    [InlineData("BatchWriteItem", "Events")]
    public void Collect_may_not(string action, string table, params string[] keys) => AssertForbidden("collect", action, table, keys);

    [Theory]
    [InlineData("BatchGetItem", "Events", "SITE#a#BLOCKS#2026-11-02")]
    [InlineData("Query", "Events", "SITE#a#RAW#2026-11-02#0")]
    [InlineData("GetItem", "Events", "USER#me@example.com")]
    [InlineData("GetItem", "Events", "LOGIN#0123")]
    [InlineData("DeleteItem", "Events", "LOGIN#0123")]
    [InlineData("DeleteItem", "Events", "KEY#0123")]
    [InlineData("PutItem", "Events", "SITE#a")]
    [InlineData("Query", Index, "OWNER#me")]
    public void Api_may(string action, string table, params string[] keys) => AssertAllowed("api", action, table, keys);

    [Theory]
    [InlineData("Scan", "Events")]
    [InlineData("Scan", "Salts")]
    [InlineData("Scan", Index)]
    [InlineData("DeleteItem", "Salts", "SALT#a")]
    [InlineData("PutItem", "Events", "SITE#a#RAW#2026-11-02#0")]
    [InlineData("DeleteItem", "Events", "SITE#a#RAW#2026-11-02#0")]
    [InlineData("BatchWriteItem", "Events", "SITE#a#RAW#2026-11-02#0")]
    [InlineData("UpdateItem", "Events", "SITE#a#DROPS")]
    [InlineData("DeleteItem", "Events", "USER#me@example.com")]
    [InlineData("DeleteTable", "Events")]
    public void Api_may_not(string action, string table, params string[] keys) => AssertForbidden("api", action, table, keys);

    [Theory]
    [InlineData("DeleteItem", "Events", "SITE#a#RAW#2026-11-02#0")]
    [InlineData("Query", "Events", "ACTIVE#0")]
    [InlineData("Query", "Events", "JOBS")]
    [InlineData("DeleteItem", "Events", "JOBS")]
    [InlineData("GetItem", "Events", "USER#me@example.com")]
    [InlineData("PutItem", "Events", "USER#me@example.com")]
    [InlineData("Scan", "Salts")]
    [InlineData("DeleteItem", "Salts", "SALT#a")]
    public void Maintain_may(string action, string table, params string[] keys) => AssertAllowed("maintain", action, table, keys);

    [Theory]
    [InlineData("Scan", "Events")]
    [InlineData("Query", Index, "OWNER#me")]
    [InlineData("GetItem", "Events", "LOGIN#0123")]
    [InlineData("GetItem", "Events", "KEY#0123")]
    [InlineData("PutItem", "Events", "KEY#0123")]
    [InlineData("DeleteItem", "Events", "USER#me@example.com")]
    [InlineData("DeleteItem", "Events", "HOST#example.com")]
    [InlineData("DeleteTable", "Salts")]
    public void Maintain_may_not(string action, string table, params string[] keys) => AssertForbidden("maintain", action, table, keys);

    [Fact]
    public void Nobody_is_given_whole_families_of_actions_or_all_resources()
    {
        foreach (string front in (string[])["cdn", "url"])
        {
            JsonObject template = templates.Of("front=" + front, "exportBucket=true", "encryption=own");
            JsonNode[] statements = [.. Templates.All(template, "AWS::IAM::Policy").SelectMany(p => p.Value["PolicyDocument"]!["Statement"]!.AsArray()).Select(s => s!)];

            Assert.All(statements, s => Assert.DoesNotContain("*", s["Action"]!.ToJsonString(), StringComparison.Ordinal));
            Assert.All(statements, s => Assert.NotEqual("\"*\"", s["Resource"]!.ToJsonString()));
        }
    }

    [Fact]
    public void A_function_writes_into_its_own_log_and_maintenance_alone_into_the_dead_letters()
    {
        Assert.True(Role("collect").Allows(new Call("logs:PutLogEvents", "CollectLog")));
        Assert.False(Role("collect").Allows(new Call("logs:PutLogEvents", "ApiLog")));
        Assert.False(Role("collect").Allows(new Call("logs:CreateLogGroup", "CollectLog")));
        Assert.True(Role("maintain").Allows(new Call("sqs:SendMessage", "DeadLetters")));
        Assert.False(Role("api").Allows(new Call("sqs:SendMessage", "DeadLetters")));
        Assert.DoesNotContain(Role("collect").Actions.Concat(Role("api").Actions), action => action.StartsWith("ssm:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("cdn", "collect", "api")]
    [InlineData("url", "front")]
    public void Only_maintenance_writes_days_to_the_bucket_and_it_may_read_nothing_there(string front, params string[] others)
    {
        JsonObject with = templates.Of("front=" + front, "exportBucket=true");
        const string Day = "Exports/exports/site=a/day=2026-11-20/events.ndjson.gz";

        foreach (string action in (string[])["s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"])
        {
            Assert.True(RolePolicy.Of(with, "maintain").Allows(new Call(action, Day)));
            Assert.False(RolePolicy.Of(with, "maintain").Allows(new Call(action, "Exports/other")));
            Assert.All(others, role => Assert.False(RolePolicy.Of(with, role).Allows(new Call(action, Day))));
        }

        Assert.Equal(3, RolePolicy.Of(with, "maintain").Actions.Count(action => action.StartsWith("s3:", StringComparison.Ordinal)));
        Assert.DoesNotContain(Role("maintain").Actions, action => action.StartsWith("s3:", StringComparison.Ordinal));
    }

    [Fact]
    public void The_one_function_behind_a_url_may_what_both_may_and_no_more()
    {
        RolePolicy front = RolePolicy.Of(templates.Of("front=url"), "front");

        Assert.True(front.Allows(new Call("dynamodb:PutItem", "Events", "SITE#a#RAW#2026-11-02#0")));
        Assert.True(front.Allows(new Call("dynamodb:BatchGetItem", "Events", "SITE#a#BLOCKS#2026-11-02")));
        Assert.False(front.Allows(new Call("dynamodb:Scan", "Events")));
        Assert.False(front.Allows(new Call("dynamodb:DeleteItem", "Salts", "SALT#a")));
    }

    private RolePolicy Role(string role) => RolePolicy.Of(templates.Kept, role);

    private void AssertAllowed(string role, string action, string table, string[] keys)
    {
        var call = new Call("dynamodb:" + action, table, keys);
        Assert.True(Role(role).Allows(call), $"{role} cannot {call}");
    }

    private void AssertForbidden(string role, string action, string table, string[] keys)
    {
        var call = new Call("dynamodb:" + action, table, keys);
        Assert.False(Role(role).Allows(call), $"{role} can {call}");
    }
}
