using Amazon.DynamoDBv2.Model;
using Analytics.Engine.Days;
using Analytics.Engine.Tables;
using Analytics.Store.Days;

namespace Analytics.Engine.Compaction;

/// <summary>
/// Finds out whether a seal missed anything, once all that may count is stored. If not, the day is answered from its blocks alone from
/// then on, and the flag of late events is taken down; otherwise the day is sealed again.
/// </summary>
internal sealed class SettlePass(EventsTable table, EventReader reader, DayStore days, WorkMarkers markers)
{
    public async Task<DayWork> RunAsync(DayJob job, CancellationToken cancellation)
    {
        Day day = job.Day!;
        DaySettling settling = day.Settling!;
        DateTimeOffset first = WorkMarker.FirstSeal(job.Site.Calendar.EndOf(job.Date));

        // The flag before the events: a process that raises it later has seen that the flag before is no longer valid.
        GetItemResponse found = await table.Client.GetItemAsync(LateFlag.Get(table.Name, day.Site, day.Date), cancellation);
        LateFlag? flag = found.Item is { Count: > 0 } item ? LateFlag.Read(day.Site, item) : null;
        SealGap gap = await reader.LookBeyondAsync(job.Site, day, null, cancellation);
        job.IsSettleTried = true;
        if (gap.IsMissing)
        {
            bool soon = day.RebuildUnits <= NextStep.FewUnits;
            await markers.LeaveAsync(new WorkMarker(day.Site, day.Date, WorkMarker.NextSeal(day.End, table.Clock.GetUtcNow(), authenticated: soon)), cancellation);
            return job.Work(DayStep.Settle, DayOutcome.Nothing);
        }

        if (flag?.Due > settling.Before || (gap.IsLate && first > settling.Before))
        {
            return job.Work(DayStep.Settle, DayOutcome.Nothing); // a marker stands that is relied on: its seal is the one to settle
        }

        if (flag is not null && !await TakeDownAsync(flag, cancellation))
        {
            return job.Work(DayStep.Settle, DayOutcome.Nothing);
        }

        Day after = day with { Settling = null, Watermarks = [.. Enumerable.Repeat(settling.Before, job.Shards)] };
        Day? settled = await days.ChangeAsync(day, after, cancellation);
        job.Day = settled ?? day;
        return job.Work(DayStep.Settle, settled is null ? DayOutcome.Overtaken : DayOutcome.Done);
    }

    private async Task<bool> TakeDownAsync(LateFlag flag, CancellationToken cancellation)
    {
        try
        {
            _ = await table.Client.DeleteItemAsync(flag.ToDelete(table.Name), cancellation);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false; // raised again; or gone, if the answer to the first try was lost: the next job tries again
        }
    }
}
