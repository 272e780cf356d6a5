using Analytics.Store.Inputs;
using System.Text.Json.Nodes;
using Analytics.Store.Table;

namespace Analytics.Cdk.Tests.Data;

public sealed class TableTests(Templates templates)
{
    public static TheoryData<string> Tables => ["Events", "Salts"];

    [Fact]
    public void A_deployment_has_two_tables() => Assert.Equal(2, Templates.All(templates.Kept, "AWS::DynamoDB::GlobalTable").Count());

    [Theory, MemberData(nameof(Tables))]
    public void A_table_has_the_key_that_the_store_writes(string table)
    {
        TableDefinition definition = Definition(table);

        Assert.Equal(Key(definition.PartitionKey, definition.SortKey), KeyOf(Properties(table)));
    }

    [Theory, MemberData(nameof(Tables))]
    public void A_table_has_the_indexes_that_the_store_reads_and_they_hold_whole_items(string table)
    {
        JsonArray indexes = Properties(table)["GlobalSecondaryIndexes"]?.AsArray() ?? [];

        Assert.Equal(
            Definition(table).Indexes.Select(index => (index.Name, Key(index.PartitionKey, index.SortKey), "ALL")),
            indexes.Select(index => (Text(index!["IndexName"]), KeyOf(index), Text(index["Projection"]!["ProjectionType"]))));
    }

    [Theory, MemberData(nameof(Tables))]
    public void Every_key_is_a_string_and_no_attribute_is_declared_that_is_not_a_key(string table)
    {
        TableDefinition definition = Definition(table);
        IEnumerable<string> keys = definition.Indexes.SelectMany(i => new[] { i.PartitionKey, i.SortKey })
            .Prepend(definition.SortKey).Prepend(definition.PartitionKey);

        Assert.Equal(
            keys.Select(name => (name, "S")),
            Properties(table)["AttributeDefinitions"]!.AsArray().Select(a => (Text(a!["AttributeName"]), Text(a["AttributeType"]))));
    }

    [Theory, MemberData(nameof(Tables))]
    public void Items_expire_by_the_attribute_that_the_store_writes(string table)
    {
        JsonNode expiry = Properties(table)["TimeToLiveSpecification"]!;

        Assert.Equal(Definition(table).TimeToLiveAttribute, Text(expiry["AttributeName"]));
        Assert.True(expiry["Enabled"]!.GetValue<bool>());
    }

    [Theory, MemberData(nameof(Tables))]
    public void A_table_is_paid_by_request(string table)
    {
        Assert.Equal("PAY_PER_REQUEST", Text(Properties(table)["BillingMode"]));
        Assert.DoesNotContain("Provisioned", Properties(table).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_free_tier_gives_is_shared_out_and_never_exceeded()
    {
        JsonObject template = templates.Of("capacity=free-tier");
        JsonNode[] tables = [.. Tables.Select(table => Templates.Table(template, table)["Properties"]!)];
        JsonNode[] written = [.. tables, .. tables.SelectMany(table => table["GlobalSecondaryIndexes"]?.AsArray() ?? []).Select(index => index!)];
        JsonNode[] replicas = [.. tables.Select(table => table["Replicas"]![0]!)];
        JsonNode[] read = [.. replicas, .. replicas.SelectMany(replica => replica["GlobalSecondaryIndexes"]?.AsArray() ?? []).Select(index => index!)];
        JsonNode[] scales = [.. written.Select(part => part["WriteProvisionedThroughputSettings"]!["WriteCapacityAutoScalingSettings"]!)];

        Assert.All(tables, table => Assert.Equal("PROVISIONED", Text(table["BillingMode"])));
        Assert.Equal(25, scales.Sum(scale => scale["MaxCapacity"]!.GetValue<int>()));
        Assert.All(scales, scale => Assert.Equal(scale["MinCapacity"]!.GetValue<int>(), scale["MaxCapacity"]!.GetValue<int>()));
        Assert.Equal(25, read.Sum(part => part["ReadProvisionedThroughputSettings"]!["ReadCapacityUnits"]!.GetValue<int>()));
    }

    [Theory]
    [InlineData("dynamodb", null)]
    [InlineData("aws", "KMS")]
    [InlineData("own", "KMS")]
    public void The_events_are_encrypted_under_whose_key_was_asked_for_and_the_salts_always_under_dynamodbs(string encryption, string? type)
    {
        JsonObject template = templates.Of("encryption=" + encryption);

        Assert.Equal(type, Templates.Table(template, "Events")["Properties"]!["SSESpecification"]?["SSEType"]?.GetValue<string>());
        Assert.Null(Templates.Table(template, "Salts")["Properties"]!["SSESpecification"]?["SSEType"]);
        Assert.Equal(encryption == "own" ? 1 : 0, Templates.All(template, "AWS::KMS::Key").Count());
    }

    [Fact]
    public void A_key_of_ones_own_is_rotated_and_outlives_the_stack_as_the_events_do()
    {
        JsonNode key = templates.Of("encryption=own")["Resources"]!.AsObject().Single(r => Text(r.Value!["Type"]) == "AWS::KMS::Key").Value!;

        Assert.True(key["Properties"]!["EnableKeyRotation"]!.GetValue<bool>());
        Assert.StartsWith("EventsKey", Text(Assert.Single(Templates.Table(templates.Of("encryption=own"), "Events")["Properties"]!["Replicas"]!.AsArray())!["SSESpecification"]!["KMSMasterKeyId"]!["Fn::GetAtt"]![0]), StringComparison.Ordinal);
        Assert.Equal("Retain", Text(key["DeletionPolicy"]));
    }

    [Fact]
    public void Recovery_can_be_given_up() => Assert.DoesNotContain("Recovery", Templates.Table(templates.Of("recovery=false"), "Events").ToJsonString(), StringComparison.Ordinal);

    [Fact]
    public void The_events_can_be_restored_to_a_moment_of_the_past() =>
        Assert.True(Replica("Events")["PointInTimeRecoverySpecification"]!["PointInTimeRecoveryEnabled"]!.GetValue<bool>());

    [Theory]
    [InlineData("Recovery")]
    [InlineData("Stream")]
    [InlineData("Backup")]
    [InlineData("Kinesis")]
    public void A_salt_that_is_destroyed_is_gone(string copy)
    {
        Assert.DoesNotContain(copy, Templates.Table(templates.Kept, "Salts").ToJsonString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(copy, Templates.Table(templates.Trial, "Salts").ToJsonString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_events_cannot_be_deleted_by_a_slip() => Assert.True(Replica("Events")["DeletionProtectionEnabled"]!.GetValue<bool>());

    [Fact]
    public void The_events_outlive_the_stack() => Assert.Equal(("Retain", "Retain"), Fate(templates.Kept, "Events"));

    [Fact]
    public void The_salts_go_with_the_stack_so_that_no_secret_stays_which_nobody_destroys() =>
        Assert.Equal(("Delete", "Delete"), Fate(templates.Kept, "Salts"));

    [Theory, MemberData(nameof(Tables))]
    public void A_trial_leaves_no_table_behind(string table)
    {
        Assert.Equal(("Delete", "Delete"), Fate(templates.Trial, table));
        Assert.False(Templates.Table(templates.Trial, table)["Properties"]!["Replicas"]![0]!["DeletionProtectionEnabled"]!.GetValue<bool>());
    }

    [Fact]
    public void A_restored_table_takes_the_place_of_the_stacks_own_everywhere_and_that_one_stays()
    {
        JsonObject template = templates.Of("eventsTable=Restored-1");

        Assert.Equal(("Retain", "Retain"), Fate(template, "Events"));
        Assert.Equal("Restored-1", Text(template["Outputs"]!["EventsTableName"]!["Value"]));
        string own = template["Resources"]!.AsObject().Single(r => r.Key.StartsWith("Events", StringComparison.Ordinal) && Text(r.Value!["Type"]) == "AWS::DynamoDB::GlobalTable").Key;
        string rest = string.Join('\n', template["Resources"]!.AsObject().Where(r => r.Key != own).Select(r => r.Value!.ToJsonString()));
        Assert.DoesNotContain($"\"{own}\"", rest, StringComparison.Ordinal);
        Assert.Contains(":table/Restored-1/index/gsi1", rest, StringComparison.Ordinal);
        Assert.All(new[] { "collect", "api", "maintain" }, role =>
            Assert.Equal("Restored-1", Text(Templates.Function(template, role)["Environment"]!["Variables"]!["ANALYTICS_TABLE"])));
    }

    [Theory, MemberData(nameof(Tables))]
    public void The_stack_says_what_the_table_is_called_and_lets_the_cloud_name_it(string table)
    {
        Assert.Null(Properties(table)["TableName"]);
        string id = Text(templates.Kept["Outputs"]![table + "TableName"]!["Value"]!["Ref"]);
        Assert.Same(Templates.Table(templates.Kept, table), templates.Kept["Resources"]![id]);
    }

    private static TableDefinition Definition(string table) => table == "Events" ? TableDefinition.Events : TableDefinition.Salts;

    private static string Key(string partition, string sort) => $"{partition} HASH, {sort} RANGE";

    private static string KeyOf(JsonNode owner) =>
        string.Join(", ", owner["KeySchema"]!.AsArray().Select(key => $"{key!["AttributeName"]} {key["KeyType"]}"));

    private static string Text(JsonNode? node) => node!.GetValue<string>();

    private static (string Deletion, string Replacement) Fate(JsonObject template, string table)
    {
        JsonObject resource = Templates.Table(template, table);
        return (Text(resource["DeletionPolicy"]), Text(resource["UpdateReplacePolicy"]));
    }

    private JsonNode Properties(string table) => Templates.Table(templates.Kept, table)["Properties"]!;

    private JsonNode Replica(string table) => Assert.Single(Properties(table)["Replicas"]!.AsArray())!;
}
