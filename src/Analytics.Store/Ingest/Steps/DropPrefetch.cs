using Analytics.Store.Drops;

namespace Analytics.Store.Ingest.Steps;

/// <summary>The browser fetched the page ahead of a visitor who may never come.</summary>
internal static class DropPrefetch
{
    public static DropReason? Apply(EventDraft draft) =>
        draft.Hit.Purpose is { } purpose
        && (purpose.Contains("prefetch", StringComparison.OrdinalIgnoreCase) || purpose.Contains("prerender", StringComparison.OrdinalIgnoreCase))
            ? DropReason.Prefetch
            : null;
}
