namespace Analytics.Testing.Simulation.Table;

/// <summary>The key of an item of the fake.</summary>
internal readonly record struct RowKey(string Partition, string Sort) : IComparable<RowKey>
{
    public int CompareTo(RowKey other) =>
        Utf8Order.Instance.Compare(Partition, other.Partition) is var order and not 0 ? order : Utf8Order.Instance.Compare(Sort, other.Sort);
}
