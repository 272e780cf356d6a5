namespace Analytics.Cdk.Options;

/// <summary>Whose key the events are encrypted under at rest. They are encrypted in any case.</summary>
public enum TableEncryption
{
    /// <summary>DynamoDB's: costs nothing. The default.</summary>
    DynamoDb,

    /// <summary>The account's key for DynamoDB that AWS manages: its use shows in CloudTrail, and is paid by request.</summary>
    Aws,

    /// <summary>A key of the stack: can be disabled, is rotated yearly, costs a dollar a month and its requests.</summary>
    Own,
}
