using Analytics.Engine.Days;
using Analytics.Store.Table;

namespace Analytics.Engine.Erasing;

/// <summary>Deletes parts of blocks that a day does not name, at once: what they contain is not known.</summary>
internal sealed class BlockSweep(DayStore days, BlockStore blocks, TimeProvider clock)
{
    public async Task RunAsync(DayJob job, IReadOnlyList<ItemKey> unnamed, CancellationToken cancellation)
    {
        // A claim that is over may have a holder yet who is slow: after this change their build takes no effect any more.
        if (job.Day is { Claim: not null } claimed
            && await days.ChangeAsync(claimed, DayClaims.Without(claimed, null, clock.GetUtcNow()), cancellation) is null)
        {
            return;
        }

        foreach (ItemKey part in unnamed)
        {
            await blocks.DeleteAsync(part, cancellation);
        }
    }
}
