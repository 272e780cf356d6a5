namespace Analytics.Store.Erasures;

/// <summary>What the looks that found nothing any more looked through: the proof.</summary>
/// <param name="Days">Days.</param>
/// <param name="RawEvents">Raw events, each read and compared.</param>
/// <param name="Blocks">Blocks, each decoded and compared: of sealed days, inline ones included, and logs of open ones.</param>
/// <param name="Rows">Events in those blocks.</param>
public readonly record struct ErasureCounts(long Days, long RawEvents, long Blocks, long Rows)
{
    /// <summary>Both together.</summary>
    public static ErasureCounts operator +(ErasureCounts a, ErasureCounts b) =>
        new(a.Days + b.Days, a.RawEvents + b.RawEvents, a.Blocks + b.Blocks, a.Rows + b.Rows);

    /// <summary>Both together.</summary>
    public static ErasureCounts Add(ErasureCounts left, ErasureCounts right) => left + right;
}
