namespace Analytics.Engine.Days;

/// <summary>What a reading took.</summary>
/// <param name="Calls">Requests sent to DynamoDB.</param>
/// <param name="Bytes">Compressed bytes of the blocks that were read.</param>
/// <param name="ReadUnits">Read units, as DynamoDB says that it charges them.</param>
public readonly record struct ReadCost(int Calls, long Bytes, double ReadUnits)
{
    /// <summary>Both together.</summary>
    public static ReadCost operator +(ReadCost a, ReadCost b) => new(a.Calls + b.Calls, a.Bytes + b.Bytes, a.ReadUnits + b.ReadUnits);

    /// <summary>Both together.</summary>
    public static ReadCost Add(ReadCost left, ReadCost right) => left + right;
}
