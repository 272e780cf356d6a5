using Analytics.Engine.Days;
using Analytics.Store.Days;
using Analytics.Store.Table;

namespace Analytics.Engine.Compaction;

/// <summary>Deletes, by key, what no reader can be looking for any more. Never what the day names, nor what a build under way stores.</summary>
internal sealed class GarbagePass(DayStore days, BlockStore blocks, TimeProvider clock)
{
    public async Task<DayWork> RunAsync(DayJob job, CancellationToken cancellation)
    {
        Day day = job.Day!;
        DateTimeOffset now = clock.GetUtcNow();
        HashSet<ItemKey> named = [.. day.Blocks.SelectMany(b => BlockCommands.PartsOf(day.Site, day.Date, b.Id, b.Parts))];
        DayGarbage[] old = [.. day.Garbage.Where(g => g.Since + DayGarbage.Grace <= now && g.Build != day.Claim?.Id)];
        foreach (DayGarbage garbage in old)
        {
            await blocks.DeleteAsync(day.Site, day.Date, garbage, named, cancellation);
        }

        Day after = day with { Garbage = [.. day.Garbage.Except(old)] };
        Day? cleared = await days.ChangeAsync(day, day.Claim?.Until <= now ? DayClaims.Without(after, null, now) : after, cancellation);
        job.Day = cleared ?? day;
        return job.Work(DayStep.CollectGarbage, cleared is null ? DayOutcome.Overtaken : DayOutcome.Done) with { Rows = old.Length };
    }
}
