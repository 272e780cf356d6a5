using Analytics.Store.Deletions;

namespace Analytics.Functions.Sites;

/// <summary>The deletion of a site as it is answered.</summary>
internal sealed record DeletionView(
    string Id,
    string State,
    DateTimeOffset AskedAt,
    string AskedBy,
    DateTimeOffset GoneAfter,
    string? DoneUntil,
    int? DaysLeft,
    long Items,
    string? Fault)
{
    public static DeletionView Of(SiteDeletion deletion) => new(
        deletion.Site.Value,
        deletion.State switch { SiteDeletionState.Waiting => "waiting", SiteDeletionState.Running => "running", _ => "checking" },
        deletion.AskedAt,
        deletion.AskedBy,
        deletion.CheckedFrom,
        deletion.DoneUntil?.ToString(),
        deletion.DoneUntil is null ? null : deletion.DaysLeft,
        deletion.Removed,
        deletion.Fault);
}
