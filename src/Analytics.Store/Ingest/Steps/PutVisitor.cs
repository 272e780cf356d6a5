using Analytics.Store.Ingest.Visitors;

namespace Analytics.Store.Ingest.Steps;

/// <summary>The anonymous visitor of the site's day. Without salt, or without anything to recognise one by, the event has none.</summary>
internal static class PutVisitor
{
    public static DropReason? Apply(EventDraft draft)
    {
        if (draft.Hit.Salt is { } salt)
        {
            draft.Visitor = draft.Hit.VisitorKey is { } key ? VisitorHash.OfKey(salt.Span, draft.Hit.Site.Id, key)
                : draft.Hit.Address is { } address ? VisitorHash.OfAddress(salt.Span, draft.Hit.Site.Id, address, draft.Hit.UserAgent ?? "")
                : null;
        }

        return null;
    }
}
