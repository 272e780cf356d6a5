using Amazon.CDK;
using Amazon.CDK.AWS.DynamoDB;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.KMS;
using Analytics.Cdk.Access;
using Analytics.Cdk.Options;
using Analytics.Store.Table;
using Constructs;

namespace Analytics.Cdk.Data;

/// <summary>The one table, and the salts apart from it.</summary>
internal sealed class DataTables
{
    private readonly Key? _key;
    private readonly string _region;

    public DataTables(Construct scope, DeploymentOptions options)
    {
        _region = Stack.Of(scope).Region;
        bool free = options.Capacity == Options.CapacityMode.FreeTier;
        _key = options.Encryption == Options.TableEncryption.Own
            ? new Key(scope, "EventsKey", new KeyProps
            {
                Description = "Encrypts the events of Analytics.",
                EnableKeyRotation = true,
                RemovalPolicy = options.Fate == DataFate.Kept ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
            })
            : null;
        TableV2 own = StoreTable.Create(scope, "Events", TableDefinition.Events, options.Fate, free ? TableUnits.Events : null, Encryption(options.Encryption), options.Recovery);
        if (_key is not null)
        {
            EncryptUnder(_key, own);
        }

        // The stack's own stays where it is and as it is, so that there is a way back.
        Events = options.EventsTable is { } given ? TableV2.FromTableName(scope, "GivenEvents", given) : own;

        // Salts go with the stack: what stayed behind would be secrets that nobody destroys any more.
        Salts = StoreTable.Create(scope, "Salts", TableDefinition.Salts, DataFate.Deleted, free ? TableUnits.Salts : null, encryption: null, recovery: false);
    }

    /// <summary>The table in use: the stack's own, or the given one.</summary>
    public ITableV2 Events { get; }

    public TableV2 Salts { get; }

    /// <summary>Lets a role reach what it needs and nothing else.</summary>
    public void Admit(IRole role, IEnumerable<Reach> events, IEnumerable<Reach> byOwner, IEnumerable<Reach> salts)
    {
        IEnumerable<PolicyStatement> statements = events.Select(reach => reach.On(Events.TableArn))
            .Concat(byOwner.Select(reach => reach.On($"{Events.TableArn}/index/{TableDefinition.Events.Indexes[0].Name}")))
            .Concat(salts.Select(reach => reach.On(Salts.TableArn)));
        foreach (PolicyStatement statement in statements)
        {
            _ = role.AddToPrincipalPolicy(statement);
        }

        if (_key is not null)
        {
            // DynamoDB uses the key on behalf of its caller. Without DynamoDB the role cannot use the key.
            _ = role.AddToPrincipalPolicy(new PolicyStatement(new PolicyStatementProps
            {
                Actions = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:ReEncryptTo"],
                Resources = [_key.KeyArn],
                Conditions = new Dictionary<string, object> { ["StringEquals"] = new Dictionary<string, object> { ["kms:ViaService"] = $"dynamodb.{_region}.amazonaws.com" } },
            }));
        }
    }

    private static TableEncryptionV2? Encryption(Options.TableEncryption whose) => whose switch
    {
        Options.TableEncryption.Aws => TableEncryptionV2.AwsManagedKey(),
        _ => null,
    };

    // By hand, because the library does it only for a region that it knows.
    private static void EncryptUnder(Key key, TableV2 table)
    {
        var resource = (CfnGlobalTable)table.Node.DefaultChild!;
        resource.AddPropertyOverride("SSESpecification", new Dictionary<string, object> { ["SSEEnabled"] = true, ["SSEType"] = "KMS" });
        resource.AddPropertyOverride("Replicas.0.SSESpecification", new Dictionary<string, object> { ["KMSMasterKeyId"] = key.KeyArn });
    }
}
