using System.Text.Json;
using System.Text.Json.Serialization;
using Analytics.Engine.Erasing;
using Analytics.Store.Erasures;

namespace Analytics.Functions.Erasures;

/// <summary>Who or what is to be erased, as it is asked for.</summary>
internal sealed class ErasureForm
{
    public string? UserId { get; set; }
    public string? VisitorId { get; set; }
    public string? Day { get; set; }
    public string? Import { get; set; }
    public bool Everything { get; set; }
    public JsonElement? Filters { get; set; }
    public string? From { get; set; }
    public string? To { get; set; }
    public bool Preview { get; set; }
}

/// <summary>An erasure as it is answered: never who it was; of an import its id, of a filter what it says.</summary>
internal sealed record ErasureView(
    string Id,
    string Subject,
    string? Day,
    string? Import,
    JsonElement? Filters,
    string? From,
    string? To,
    string State,
    DateTimeOffset AskedAt,
    string AskedBy,
    string? DoneUntil,
    int? DaysLeft,
    int DaysChanged,
    long Events,
    DateTimeOffset? FinishedAt,
    ErasureProof? Proof,
    string? Fault)
{
    public static ErasureView Of(Erasure erasure) => new(
        erasure.Id.Value,
        erasure.Kind switch { ErasureKind.User => "user", ErasureKind.Visitor => "visitor", ErasureKind.Import => "import", ErasureKind.Filter => "filter", _ => "everything" },
        erasure.Day?.ToString(),
        erasure.Kind == ErasureKind.Import ? erasure.Subject : null,
        erasure.Filters is { } filters ? JsonDocument.Parse(filters).RootElement : null,
        erasure.From?.ToString(),
        erasure.To?.ToString(),
        erasure.State switch { ErasureState.Waiting => "waiting", ErasureState.Running => "running", _ => "finished" },
        erasure.AskedAt,
        erasure.AskedBy,
        erasure.DoneUntil?.ToString(),
        erasure.State == ErasureState.Waiting ? null : erasure.DaysLeft,
        erasure.DaysChanged,
        erasure.Events,
        erasure.FinishedAt,
        erasure.FinishedAt is null ? null : new ErasureProof(erasure.LookedAt.Days, erasure.LookedAt.RawEvents, erasure.LookedAt.Blocks, erasure.LookedAt.Rows, 0),
        erasure.Fault);
}

/// <summary>What was looked through after everything had been taken out, and what was found there: nothing, or it would not be finished.</summary>
internal sealed record ErasureProof(long Days, long RawEvents, long Blocks, long BlockEvents, long Found);

/// <summary>What an erasure would erase.</summary>
internal sealed record ErasurePreviewView(
    bool Preview,
    int Days,
    long Events,
    bool Complete,
    long? Pageviews,
    long? Visits,
    long? Visitors,
    string? First,
    string? Last,
    IReadOnlyList<PreviewedDayView>? ByDay)
{
    // Of a person and an import no visits are known: they are only searched for.
    public static ErasurePreviewView Of(ErasurePreview preview) => preview.ByDay is { Count: > 0 } days
        ? new(
            true,
            preview.Days,
            preview.Events,
            preview.IsComplete,
            days.Sum(day => day.Pageviews),
            days.Sum(day => day.Visits),
            days.Sum(day => day.Visitors),
            days[0].Day.ToString(),
            days[^1].Day.ToString(),
            [.. days.Select(day => new PreviewedDayView(day.Day.ToString(), day.Events, day.Pageviews, day.Visits, day.Visitors))])
        : new(true, preview.Days, preview.Events, preview.IsComplete, null, null, null, null, null, null);
}

/// <summary>What it would erase of a day.</summary>
internal sealed record PreviewedDayView(string Day, long Events, long Pageviews, long Visits, long Visitors);

/// <summary>A site's erasures, newest first.</summary>
internal sealed record ErasureList(IReadOnlyList<ErasureView> Erasures);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ErasureForm))]
[JsonSerializable(typeof(ErasureView))]
[JsonSerializable(typeof(ErasureList))]
[JsonSerializable(typeof(ErasurePreviewView))]
internal sealed partial class ErasuresJson : JsonSerializerContext;
