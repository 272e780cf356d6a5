using Analytics.Engine.Compaction;
using Analytics.Engine.Days;
using Analytics.Engine.Reading;
using Analytics.Functions.Callers;
using Analytics.Functions.Configuration;
using Analytics.Functions.Http;
using Analytics.Store.Accounts;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Inputs;

namespace Analytics.Functions.Maintain;

/// <summary>Reports how far a site's days have come. Seals, audits or exports days on request.</summary>
internal static class MaintenanceRoutes
{
    private const int UsualDays = 35;
    private const int MostDays = 400;
    private const int MaxBody = 4 * 1024;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    public static void MapMaintenance(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v2/sites/{id}/maintenance", Read).Needs(Scopes.Admin).Reads("from", "to");
        routes.MapPost("/api/v2/sites/{id}/maintenance/seal", Seal).Needs(Scopes.Admin);
        routes.MapPost("/api/v2/sites/{id}/maintenance/audit", Audit).Needs(Scopes.Admin);
        routes.MapPost("/api/v2/sites/{id}/maintenance/export", Export).Needs(Scopes.Admin).Reads("from", "to").TakesNoBody();
    }

    private static async Task<IResult> Read(HttpContext context, OwnSite own, DayReader days, Settings settings, TimeProvider clock)
    {
        try
        {
            LocalDay today = own.Site.Calendar.DayOf(clock.GetUtcNow());
            (LocalDay first, LocalDay last) = Stretch(context, today, UsualDays);
            IReadOnlyList<Day> found = await days.ReadDaysAsync(own.Site, first, last, context.RequestAborted);
            IReadOnlyList<DateTimeOffset> due = await days.ReadDueAsync(own.Site, context.RequestAborted);
            return Results.Json(
                new MaintenanceView(today.ToString(), due, [.. found.Select(day => DayView.Of(day, clock.GetUtcNow(), settings.ExportBucket))]),
                MaintenanceJson.Default.MaintenanceView);
        }
        catch (AnalyticsInputException invalid)
        {
            return Problem.Invalid(invalid.Faults);
        }
    }

    private static async Task<IResult> Export(HttpContext context, OwnSite own, DayReader days, Compactor compactor, Settings settings, TimeProvider clock)
    {
        if (settings.ExportBucket is null)
        {
            return Problem.Conflict("There is no bucket: set ANALYTICS_EXPORT_BUCKET, or deploy with exportBucket=true.");
        }

        try
        {
            (LocalDay first, LocalDay last) = Stretch(context, own.Site.Calendar.DayOf(clock.GetUtcNow()), MostDays);
            IReadOnlyList<Day> found = await days.ReadDaysAsync(own.Site, first, last, context.RequestAborted);
            return Results.Json(new ExportView(await compactor.AskExportAsync(found, context.RequestAborted)), MaintenanceJson.Default.ExportView, statusCode: StatusCodes.Status202Accepted);
        }
        catch (AnalyticsInputException invalid)
        {
            return Problem.Invalid(invalid.Faults);
        }
    }

    private static (LocalDay First, LocalDay Last) Stretch(HttpContext context, LocalDay today, int usualDays)
    {
        var faults = new InputFaults();
        LocalDay last = Date("to", today), first = Date("from", last.Plus(1 - usualDays));
        _ = faults.Require(first <= last, "from", "must not be after to")
            .Require(last.Date.DayNumber - first.Date.DayNumber < MostDays, "from", $"must be at most {MostDays} days before to");
        faults.ThrowIfAny();
        return (first, last);

        LocalDay Date(string field, LocalDay usual)
        {
            string text = context.Request.Query[field].ToString();
            bool isDay = LocalDay.TryParseAsked(text, out LocalDay day);
            _ = faults.Require(isDay || text.Length == 0, field, LocalDay.AskedRule);
            return isDay ? day : usual;
        }
    }

    private static async Task<IResult> Seal(HttpContext context, OwnSite own, Compactor compactor)
    {
        if (!(await ReadDayAsync(context)).TryGet(out LocalDay day, out Problem? problem))
        {
            return problem;
        }

        DayWork work = await compactor.SealAsync(own.Site, day, Longest, context.RequestAborted);
        return work.Outcome switch
        {
            DayOutcome.Done or DayOutcome.Nothing => Results.Json(
                new SealView(day.ToString(), work.Outcome == DayOutcome.Done, work.Rows), MaintenanceJson.Default.SealView),
            DayOutcome.NotOver => Problem.Invalid("day", "is not over yet: it can be sealed a minute after its end"),
            DayOutcome.Closed => Problem.Conflict("The day is closed: its raw events expire soon or have expired, so it stays as it is."),
            DayOutcome.Refused => Problem.Conflict(work.Fault ?? "The day stays as it was sealed."),
            _ => Problem.Conflict("The day is being built by somebody else, or there was not enough time: try again in a minute."),
        };
    }

    private static async Task<IResult> Audit(HttpContext context, OwnSite own, Compactor compactor)
    {
        if (!(await ReadDayAsync(context)).TryGet(out LocalDay day, out Problem? problem))
        {
            return problem;
        }

        DayWork work = await compactor.AuditAsync(own.Site, day, Longest, context.RequestAborted);
        return work.Outcome switch
        {
            DayOutcome.Done => Results.Json(new AuditView(day.ToString(), "audited", work.Rows, work.Drift), MaintenanceJson.Default.AuditView),
            DayOutcome.Nothing => Results.Json(new AuditView(day.ToString(), "open"), MaintenanceJson.Default.AuditView),
            DayOutcome.Closed => Results.Json(new AuditView(day.ToString(), "closed"), MaintenanceJson.Default.AuditView),
            _ => Problem.Conflict("The day is being changed by somebody else, or there was not enough time: try again in a minute; maintenance audits each day by itself, 24 hours after its seal."),
        };
    }

    private static async Task<OrProblem<LocalDay>> ReadDayAsync(HttpContext context)
    {
        if (!(await Form.ReadAsync(context.Request, MaxBody, MaintenanceJson.Default.DayForm)).TryGet(out DayForm? form, out Problem? problem))
        {
            return problem;
        }

        return LocalDay.TryParseAsked(form.Day, out LocalDay day) ? day : Problem.Invalid("day", LocalDay.AskedRule + ", in a JSON object: {\"day\":\"2026-03-10\"}");
    }
}
