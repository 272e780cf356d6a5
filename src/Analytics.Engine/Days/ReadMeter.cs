using Amazon.DynamoDBv2.Model;

namespace Analytics.Engine.Days;

/// <summary>Adds up what readings take, also of several at once.</summary>
internal sealed class ReadMeter
{
    private readonly Lock _gate = new();
    private ReadCost _cost;

    public void Add(ConsumedCapacity? consumed, long bytes = 0)
    {
        lock (_gate)
        {
            _cost += new ReadCost(1, bytes, consumed?.CapacityUnits ?? 0);
        }
    }

    /// <summary>What was added so far.</summary>
    public ReadCost Total
    {
        get
        {
            lock (_gate)
            {
                return _cost;
            }
        }
    }
}
