using System.Text.Json.Serialization;
using Analytics.Store.Days;

namespace Analytics.Functions.Maintain;

/// <summary>What is stored of a site's days.</summary>
/// <param name="Today">The site's present day, which is open.</param>
/// <param name="Due">When the site's days have work to do next, earliest first.</param>
/// <param name="Days">Those of which something is stored, oldest first.</param>
internal sealed record MaintenanceView(string Today, IReadOnlyList<DateTimeOffset> Due, IReadOnlyList<DayView> Days);

/// <summary>One day as it is stored.</summary>
internal sealed record DayView(
    string Day,
    string State,
    long Version,
    long Events,
    int Blocks,
    long Bytes,
    long Pageviews,
    long Visitors,
    long Visits,
    DateTimeOffset? SealedAt,
    DateTimeOffset? AuditedAt,
    long Drift,
    bool LatePending,
    DateTimeOffset? ClosesAt,
    string? Alarm,
    bool? Exported)
{
    public static DayView Of(Day day, DateTimeOffset now, string? bucket) => new(
        day.Date.ToString(),
        day.State == DayState.Open ? "open" : day.State == DayState.Closed || day.ClosesAt + NextStep.CloseAfter <= now ? "closed" : "sealed",
        day.Version,
        day.Rows,
        day.Blocks.Count,
        day.Blocks.Sum(b => (long)b.Bytes),
        day.Totals.Pageviews,
        day.Totals.Visitors,
        day.Totals.Visits,
        day.SealedAt,
        day.AuditedAt,
        day.Drift,
        day.LatePending,
        day.ClosesAt,
        day.Alarm,
        bucket is null || day.State == DayState.Open ? null : !day.IsExportDue(bucket));
}

/// <summary>What became of a request to seal a day.</summary>
/// <param name="Day">The day.</param>
/// <param name="Sealed">Whether it was built; false where it has no events.</param>
/// <param name="Events">Events in it.</param>
internal sealed record SealView(string Day, bool Sealed, long Events);

/// <summary>The answer to a request to export days to the bucket.</summary>
/// <param name="Days">Days that will be exported; days whose sealed content is there already are not among them.</param>
internal sealed record ExportView(int Days);

/// <summary>What an audit on request found.</summary>
/// <param name="Day">The day.</param>
/// <param name="State"><c>audited</c>; or <c>open</c> or <c>closed</c>, where there is nothing to compare.</param>
/// <param name="Events">Events that the raw events of the seal make.</param>
/// <param name="Drift">By how many events the day differs; at least 1 where only their content does.</param>
internal sealed record AuditView(string Day, string State, long? Events = null, long? Drift = null);

/// <summary>The day that a request is about.</summary>
internal sealed record DayForm(string? Day);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DayForm))]
[JsonSerializable(typeof(MaintenanceView))]
[JsonSerializable(typeof(SealView))]
[JsonSerializable(typeof(AuditView))]
[JsonSerializable(typeof(ExportView))]
internal sealed partial class MaintenanceJson : JsonSerializerContext;
