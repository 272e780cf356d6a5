using Analytics.Engine.Days;
using Analytics.Store.Calendars;
using Analytics.Store.Days;

namespace Analytics.Functions.Http;

/// <summary>
/// Every sentence that the program logs, so that one look shows that no visitor is in them. In one class also because the compiler writes
/// several in no certain order, and an unchanged server would be another file after each build.
/// </summary>
internal static partial class LogLines
{
    [LoggerMessage(Level = LogLevel.Error, Message = "{Kind} at {Route}\n{Stack}")]
    public static partial void RouteFailed(this ILogger log, string kind, string route, string? stack);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Kind} outside of any route\n{Stack}")]
    public static partial void ServerFailed(this ILogger log, string kind, string? stack);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Kind}: {Reason}")]
    public static partial void InvocationRefused(this ILogger log, string kind, string reason);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The Runtime API does not answer ({Kind}): this process ends")]
    public static partial void RuntimeApiGone(this ILogger log, string kind);

    [LoggerMessage(Level = LogLevel.Error, Message = "Maintenance failed and will run again in a minute: {Kind}: {Message}")]
    public static partial void MaintenanceFailed(this ILogger log, string kind, string message);

    [LoggerMessage(Level = LogLevel.Information, Message = "Maintenance was told to end: the next run goes on from here")]
    public static partial void MaintenanceCutShort(this ILogger log);

    [LoggerMessage(Level = LogLevel.Information, Message = "Destroyed {Count} visitor salts: nobody can be recognised in those days any more")]
    public static partial void SaltsDestroyed(this ILogger log, int count);

    [LoggerMessage(Level = LogLevel.Information, Message = "Site {Site}, {Day}: {Step} took in {Rows} events")]
    public static partial void DayBuilt(this ILogger log, string site, LocalDay day, DayStep step, long rows);

    [LoggerMessage(Level = LogLevel.Error, Message = "Site {Site}, {Day}: {Step} {Outcome}, drift {Drift}. {Fault}")]
    public static partial void DayAlarmed(this ILogger log, string site, LocalDay day, DayStep step, DayOutcome outcome, long drift, string fault);

    [LoggerMessage(Level = LogLevel.Information, Message = "Site {Site}, erasure {Erasure}, {Day}: {Outcome}, {Left} days left")]
    public static partial void Erased(this ILogger log, string site, string erasure, string day, DayOutcome outcome, int left);

    [LoggerMessage(Level = LogLevel.Error, Message = "Site {Site}, erasure {Erasure}, {Day}: {Outcome}. {Fault}")]
    public static partial void NotErased(this ILogger log, string site, string erasure, string day, DayOutcome outcome, string fault);

    [LoggerMessage(Level = LogLevel.Information, Message = "Site {Site}, deletion: {Items} items deleted; done: {IsDone}")]
    public static partial void SiteDeleted(this ILogger log, string site, long items, bool isDone);

    [LoggerMessage(Level = LogLevel.Error, Message = "Site {Site}, deletion: {Fault}")]
    public static partial void SiteNotDeleted(this ILogger log, string site, string fault);

    [LoggerMessage(Level = LogLevel.Information, Message = "Site {Site}, retention: {Changed} days expire at another time, {Deleted} are deleted, {Emptied} have lost kinds of events that are kept for less time; done: {IsDone}")]
    public static partial void RetentionKept(this ILogger log, string site, int changed, int deleted, int emptied, bool isDone);

    [LoggerMessage(Level = LogLevel.Error, Message = "Site {Site}, retention: {Fault}")]
    public static partial void RetentionFailed(this ILogger log, string site, string fault);
}
