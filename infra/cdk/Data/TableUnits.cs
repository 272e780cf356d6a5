using Amazon.CDK.AWS.DynamoDB;

namespace Analytics.Cdk.Data;

/// <summary>Provisioned units of a table and of its index. Together those of both tables are what the free tier gives: 25 and 25.</summary>
internal sealed record TableUnits(Capacity Read, Capacity Write, Capacity? IndexRead, Capacity? IndexWrite)
{
    /// <summary>The events: 19 + 2 read, 20 + 2 write.</summary>
    public static TableUnits Events => new(Capacity.Fixed(19), Always(20), Capacity.Fixed(2), Always(2));

    /// <summary>The salts, which are remembered by every process: 4 read, 3 write.</summary>
    public static TableUnits Salts => new(Capacity.Fixed(4), Always(3), null, null);

    // A table of this kind takes a scale for writes and nothing else: one that begins where it ends.
    private static Capacity Always(double units) => Capacity.Autoscaled(new AutoscaledCapacityOptions { MinCapacity = units, MaxCapacity = units });
}
