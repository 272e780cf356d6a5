namespace Analytics.Cdk.Options;

/// <summary>How reads and writes of the tables are paid.</summary>
public enum CapacityMode
{
    /// <summary>By request: nothing when idle, any load. The default.</summary>
    OnDemand,

    /// <summary>Provisioned at what DynamoDB's free tier gives an account (25 read and 25 write units) and never more: what is beyond is refused, and senders send again.</summary>
    FreeTier,
}
