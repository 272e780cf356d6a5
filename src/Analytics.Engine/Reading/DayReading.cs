using Analytics.Engine.Days;
using Analytics.Store.Calendars;
using Analytics.Store.Days;

namespace Analytics.Engine.Reading;

/// <summary>Days that are being read: what is stored of each is known, and their blocks and raw events are read when asked for.</summary>
/// <param name="readSealed">Reads blocks of some sealed days: all of them at weight 1, else of large days those that stand for so many times as much.</param>
/// <param name="readUnsealed">Reads the days that are not sealed.</param>
/// <param name="cost">What was read so far.</param>
public sealed class DayReading(
    Func<IReadOnlyList<Day>, int, CancellationToken, IAsyncEnumerable<DayContent>> readSealed,
    Func<CancellationToken, IAsyncEnumerable<DayContent>> readUnsealed,
    Func<ReadCost> cost)
{
    /// <summary>The sealed days, oldest first.</summary>
    public IReadOnlyList<Day> Sealed { get; init; } = [];

    /// <summary>What is stored of days that are still open.</summary>
    public IReadOnlyList<Day> Open { get; init; } = [];

    /// <summary>The days of which raw events are to be read: the open ones, and those of which nothing was built yet.</summary>
    public IReadOnlyList<LocalDay> Unsealed { get; init; } = [];

    /// <summary>What was read so far.</summary>
    public ReadCost Cost => cost();

    /// <summary>Reads the blocks of sealed days, in any order. A day that is rebuilt during the read is returned as rebuilt; if that seal missed something, as an open one.</summary>
    /// <param name="days">Some of <see cref="Sealed"/>.</param>
    /// <param name="weight">A power of two; 1 for everything. See <see cref="Store.Stats.Reads.DaySample"/>.</param>
    /// <param name="cancellation">Gives up.</param>
    public IAsyncEnumerable<DayContent> ReadSealedAsync(IReadOnlyList<Day> days, int weight, CancellationToken cancellation) =>
        readSealed(days, weight, cancellation);

    /// <summary>Reads the days that are not sealed; those without events may be left out.</summary>
    public IAsyncEnumerable<DayContent> ReadUnsealedAsync(CancellationToken cancellation) => readUnsealed(cancellation);
}
