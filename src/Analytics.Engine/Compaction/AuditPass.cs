using Analytics.Engine.Days;
using Analytics.Store.Calendars;
using Analytics.Store.Days;

namespace Analytics.Engine.Compaction;

/// <summary>Builds a sealed day again from the raw events that its seal saw, compares, and publishes by how many events it differs.</summary>
internal sealed class AuditPass(DayBuild building, EventReader reader, DayStore days, TimeProvider clock)
{
    public async Task<DayWork> RunAsync(DayJob job, CancellationToken cancellation)
    {
        Day day = job.Day!;
        if (job.Tombstones.IsPending)
        {
            return job.Work(DayStep.Audit, DayOutcome.Busy); // it holds somebody who is about to go
        }

        if (day.Settling is not null && (await reader.LookBeyondAsync(job.Site, day, null, cancellation)).IsMissing)
        {
            return job.Work(DayStep.Audit, DayOutcome.Busy); // it is known what it lacks, and it is sealed again
        }

        DateTimeOffset before = day.Settling?.Before ?? (day.Watermarks.Count > 0 ? day.Watermarks.Max() : DateTimeOffset.MinValue);
        if (await building.ReadAsync(job, before, () => Task.FromResult(true), null, day.Expired, cancellation) is not { } raw
            || await DayBuild.BuildAsync(job, raw.Rows, raw.FirstExpiry, BuildId.New(), (_, bytes) => Task.FromResult<int?>(1)) is not { } built)
        {
            return job.Work(DayStep.Audit, DayOutcome.OutOfTime);
        }

        long drift = built.Content.ContentHash == day.ContentHash ? 0 : Math.Max(1, Math.Abs(raw.Rows.DistinctIds - day.DistinctIds));
        Day after = day with
        {
            AuditedAt = clock.GetUtcNow().AsStored(),
            Drift = drift,
            LatePending = day.LatePending || drift > 0,
        };
        Day? audited = await days.ChangeAsync(day, after, cancellation);
        job.Day = audited ?? day;
        return job.Work(DayStep.Audit, audited is null ? DayOutcome.Overtaken : DayOutcome.Done) with { Rows = built.Content.Rows, Drift = drift };
    }
}
