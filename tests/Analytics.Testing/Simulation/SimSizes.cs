namespace Analytics.Testing.Simulation;

/// <summary>How few events do in a world what takes thousands outside.</summary>
/// <param name="Crowd">So many events of an open day ask for its compaction.</param>
/// <param name="Tail">More than so many are worth a block.</param>
/// <param name="Range">About so many make a block of a sealed day.</param>
/// <param name="InMemory">So many are packed while a day is built.</param>
internal sealed record SimSizes(int Crowd, int Tail, int Range, int InMemory)
{
    public static SimSizes Some(Random random) => new(1 + random.Next(15), 1 + random.Next(6), 20 + random.Next(80), 2 + random.Next(60));
}
