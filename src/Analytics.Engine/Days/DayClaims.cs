using Analytics.Store.Blocks;
using Analytics.Store.Calendars;
using Analytics.Store.Days;

namespace Analytics.Engine.Days;

/// <summary>
/// Announces builds before their blocks are stored, so that whatever is stored is listed somewhere: in the claim, as a block of the day,
/// or as garbage.
/// </summary>
internal sealed class DayClaims(DayStore days, TimeProvider clock)
{
    private static readonly TimeSpan Longer = TimeSpan.FromMinutes(1);

    /// <summary>Claims the day for a build, or says how far it is; false where somebody else changed the day first.</summary>
    public async Task<bool> ClaimAsync(DayJob job, BuildId build, int planned, int done, DateTimeOffset asOf, CancellationToken cancellation)
    {
        var claim = new DayClaim(build, planned, done, asOf, (job.Deadline.Until + Longer).AsStored());
        Day? claimed = await days.ChangeAsync(job.Day, Without(job.Base, build, clock.GetUtcNow()) with { Claim = claim }, cancellation);
        job.Day = claimed ?? job.Day;
        return claimed is not null;
    }

    /// <summary>The day without a claim. What another build, which was given up, may have left becomes garbage.</summary>
    public static Day Without(Day day, BuildId? build, DateTimeOffset now) => day with
    {
        Claim = null,
        Garbage = day.Claim is { } other && other.Id != build ? [.. day.Garbage, DayGarbage.Of(other.Id, now.AsStored())] : day.Garbage,
    };

    /// <summary>
    /// The day without blocks, which become garbage. Logs do not: deleting one costs as much as writing it, and they expire with the raw
    /// events that they repeat.
    /// </summary>
    public static Day Dropping(Day day, IReadOnlyCollection<DayBlock> blocks, DateTimeOffset now) => day with
    {
        Blocks = [.. day.Blocks.Except(blocks)],
        Garbage = [.. day.Garbage, .. blocks.Where(b => b is { IsInline: false, Kind: BlockKind.Sealed }).Select(b => DayGarbage.Of(b.Id, b.Parts, now.AsStored()))],
    };
}
