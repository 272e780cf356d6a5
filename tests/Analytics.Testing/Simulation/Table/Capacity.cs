using Amazon.DynamoDBv2.Model;

namespace Analytics.Testing.Simulation.Table;

/// <summary>What requests consume in a table without indexes, in units, as DynamoDB's price list counts.</summary>
internal static class Capacity
{
    /// <summary>A read of so many bytes: 4 KB a unit, half of it where the read may be stale; never nothing.</summary>
    public static double Read(long bytes, bool consistent) => Math.Max(1, (bytes + 4095) / 4096) * (consistent ? 1 : 0.5);

    /// <summary>A write: the larger of the item before and after, 1 KB a unit.</summary>
    public static double Write(Dictionary<string, AttributeValue>? before, Dictionary<string, AttributeValue>? after) =>
        Math.Max(1, (Math.Max(Size(before), Size(after)) + 1023) / 1024);

    public static ConsumedCapacity Of(string table, double units) => new() { TableName = table, CapacityUnits = units };

    private static int Size(Dictionary<string, AttributeValue>? item) => item is null ? 0 : Values.SizeOf(item);
}
